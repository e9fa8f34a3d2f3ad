/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltts.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeduplicationIdTest {

    private static String id(String members) {
        return ApplicationUp.parse(("{'end_device_ids':{'device_id':'dev1','application_ids':{'application_id':'app1'}}"
                                + (members.isEmpty() ? "" : ",") + members + "}")
                        .replace('\'', '"'))
                .deduplicationId();
    }

    private static String uplink(String members) {
        return id("'received_at':'2024-01-01T00:00:09Z','uplink_message':{" + members + "}");
    }

    @Test
    void anUplinkIsTheSameWhateverItsCorrelationIdsAndEnvelope() {
        String frame = "'uplink_message':{'session_key_id':'AAE=','f_port':2,'f_cnt':3,'received_at':"
                + "'2024-01-01T00:00:00.5Z'}";

        assertThat(id(frame)).isEqualTo("up:app1/dev1:0001:2:3:1704067200.500000000");
        assertThat(id("'correlation_ids':['a'],'received_at':'2024-01-01T00:00:09Z'," + frame))
                .isEqualTo(id(frame));
    }

    @Test
    void uplinksDifferByEachOfTheirParts() {
        String time = ",'received_at':'2024-01-01T00:00:00Z'";

        assertThat(new String[] {
                    uplink("'session_key_id':'AAE=','f_port':2,'f_cnt':3" + time),
                    uplink("'session_key_id':'AAI=','f_port':2,'f_cnt':3" + time),
                    uplink("'session_key_id':'AAE=','f_port':3,'f_cnt':3" + time),
                    uplink("'session_key_id':'AAE=','f_port':2,'f_cnt':4" + time),
                    uplink(
                            "'session_key_id':'AAE=','f_port':2,'f_cnt':3,'received_at':'2024-01-01T00:00:00.000000001Z'"),
                    uplink("'f_port':2,'f_cnt':3" + time),
                    uplink("'session_key_id':'AAE=','f_port':2,'f_cnt':3"),
                    uplink("'f_port':2,'f_cnt':3"),
                    uplink("'f_port':2,'f_cnt':3,'frm_payload':'AA=='"),
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void simulatedUplinksOfTheSameFormAreToldApartByTheirTime() {
        String body = "'simulated':true,'uplink_message':{'f_port':1,'frm_payload':'AA=='}";

        assertThat(id("'received_at':'2024-01-01T00:00:01Z'," + body))
                .isNotEqualTo(id("'received_at':'2024-01-01T00:00:02Z'," + body))
                .isEqualTo(id("'correlation_ids':['x'],'received_at':'2024-01-01T00:00:01Z'," + body))
                .startsWith("up:");
    }

    @Test
    void theMeasurementsOfOneUplinkAreToldApart() {
        String frame = "'uplink_normalized':{'session_key_id':'AAE=','f_port':2,'f_cnt':3,'normalized_payload':";

        assertThat(id(frame + "{'a':1,'b':{'c':2}}}"))
                .isEqualTo(id(frame + "{'b':{'c':2},'a':1}}"))
                .isNotEqualTo(id(frame + "{'a':1,'b':{'c':3}}}"))
                .isNotEqualTo(id(frame + "null}"));
    }

    @Test
    void aDownlinkGoesByTheServersIdentifier() {
        String mine = "'correlation_ids':['mine','as:downlink:01B','as:downlink:01A'],";

        assertThat(id("'downlink_queued':{'f_port':1,'correlation_ids':['as:downlink:01B','as:downlink:01A']}"))
                .isEqualTo("down/queued:app1/dev1:01B:::")
                .isEqualTo(id(mine + "'downlink_queued':{'f_port':1}"));
        assertThat(id("'downlink_failed':{'downlink':{'correlation_ids':['as:downlink:01B']}}"))
                .isEqualTo("down/failed:app1/dev1:01B:::");
    }

    @Test
    void everyAttemptOfAConfirmedDownlinkIsAnEventOfItsOwn() {
        String downlink = "'downlink_nack':{'session_key_id':'AA==','correlation_ids':['as:downlink:01B'],'f_cnt':";

        assertThat(id(downlink + "7,'confirmed_retry':{'attempt':2}}"))
                .isEqualTo("down/nack:app1/dev1:01B:00:7:2")
                .isNotEqualTo(id(downlink + "8,'confirmed_retry':{'attempt':3}}"));
    }

    @Test
    void anythingElseGoesByItsContentInAnyOrder() {
        assertThat(id("'location_solved':{'service':'s','location':{'latitude':1,'longitude':2}}"))
                .isEqualTo(id("'location_solved':{'location':{'longitude':2,'latitude':1},'service':'s'}"))
                .isNotEqualTo(id("'location_solved':{'service':'s','location':{'latitude':1,'longitude':3}}"))
                .startsWith("location/solved:");
        assertThat(id("'moon_phase':{'p':1}")).startsWith("unknown:").isNotEqualTo(id("'moon_phase':{'p':'1x'}"));
        assertThat(id("'downlink_ack':{'f_port':1}")).startsWith("down/ack:");
    }

    @Test
    void itIsShortAndPrintableWhateverTheMessage() {
        String odd = ApplicationUp.parse(
                        "{\"end_device_ids\":{\"device_id\":\"a\\nb\"},\"join_accept\":{\"session_key_id\":\""
                                + "AAAA".repeat(300) + "\"}}")
                .deduplicationId();
        String beyond = ApplicationUp.parse("{\"x\":1e999,\"y\":\"" + "z".repeat(2_000_000) + "\"}")
                .deduplicationId();

        for (String id : new String[] {odd, beyond, ApplicationUp.parse("{}").deduplicationId(), id("")}) {
            assertThat(id).hasSizeBetween(8, 255).matches("[!-~]+");
        }
    }
}
