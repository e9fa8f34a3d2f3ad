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
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DownlinkQueueRequestTest {

    private static String write(ApplicationDownlink... downlinks) {
        return new String(MessageCodec.write(DownlinkQueueRequest.of(downlinks)), StandardCharsets.UTF_8)
                .replace('"', '\'');
    }

    private static DownlinkQueueRequest read(String json) {
        return MessageCodec.readDownlinkQueueRequest(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyWhatIsSetIsWritten() {
        assertThat(write()).isEqualTo("{'downlinks':[]}");
        assertThat(write(ApplicationDownlink.builder().build())).isEqualTo("{'downlinks':[{}]}");
        assertThat(write(ApplicationDownlink.builder()
                        .fPort(15)
                        .frmPayload((byte) 0xBE, (byte) 0xEF)
                        .confirmed(false)
                        .priority(TxSchedulePriority.LOWEST)
                        .fCnt(0L)
                        .build()))
                .isEqualTo("{'downlinks':[{'f_port':15,'frm_payload':'vu8='}]}");
    }

    @Test
    void everythingThatTheServerReadsIsWrittenAndNothingElse() {
        Map<String, Object> decoded = new LinkedHashMap<>();
        decoded.put("open", true);
        decoded.put("rate", 1.5f);
        decoded.put("none", null);
        ApplicationDownlink downlink = ApplicationDownlink.builder()
                .sessionKeyId(ByteString.ofBase64("AAE="))
                .fPort(15)
                .fCnt(4294967295L)
                .decodedPayload(decoded)
                .decodedPayloadWarnings(List.of("w"))
                .confirmed(true)
                .classBC(new ClassBC(
                        List.of(
                                new ClassBC.Gateway(new GatewayIdentifiers("gtw1", Eui64.of("58A0CBFFFE8052EC")), 1, 2),
                                ClassBC.Gateway.of("gtw2")),
                        Instant.parse("2024-01-22T07:06:25Z")))
                .priority(TxSchedulePriority.ABOVE_NORMAL)
                .correlationIds("a", "b")
                .confirmedRetry(new ConfirmedRetry(3, 5))
                .attributes(Map.of("k", "v"))
                .versionIds(new EndDeviceVersionIdentifiers("b", null, null, null, null))
                .locations(Map.of("user", new Location(1, 2, 3, null, null)))
                .networkIds(new NetworkIdentifiers(NetId.of("000013"), null, null, null, null, null))
                .build();

        assertThat(write(downlink))
                .isEqualTo(
                        "{'downlinks':[{'session_key_id':'AAE=','f_port':15,'f_cnt':4294967295,"
                                + "'decoded_payload':{'open':true,'rate':1.5,'none':null},'confirmed':true,"
                                + "'class_b_c':{'gateways':[{'gateway_ids':{'gateway_id':'gtw1'},'antenna_index':1,'group_index':2},"
                                + "{'gateway_ids':{'gateway_id':'gtw2'}}],'absolute_time':'2024-01-22T07:06:25Z'},"
                                + "'priority':'ABOVE_NORMAL','correlation_ids':['a','b'],'confirmed_retry':{'max_attempts':5}}]}");
    }

    @Test
    void aPriorityThatIsNotKnownIsNotSent() {
        assertThat(write(ApplicationDownlink.builder()
                        .priority(TxSchedulePriority.UNRECOGNIZED)
                        .build()))
                .isEqualTo("{'downlinks':[{}]}");
    }

    @Test
    void aRequestOrOneDownlinkIsRead() {
        ApplicationDownlink expected = ApplicationDownlink.builder()
                .fPort(15)
                .frmPayload((byte) 0xBE, (byte) 0xEF)
                .priority(TxSchedulePriority.HIGH)
                .build();

        assertThat(read("{'downlinks':[{'f_port':15,'frm_payload':'vu8=','priority':'HIGH'}]}")
                        .downlinks())
                .containsExactly(expected);
        assertThat(read("{'fPort':'15','frmPayload':'vu8','priority':5}").downlinks())
                .containsExactly(expected);
        assertThat(read("{'end_device_ids':{'device_id':[]},'downlinks':[]}").downlinks())
                .isEmpty();
        assertThat(read("{'confirmed':false,'classBC':{'absoluteTime':'2024-01-22T07:06:25Z'}}")
                        .downlinks())
                .containsExactly(ApplicationDownlink.builder()
                        .confirmed(false)
                        .classBC(new ClassBC(List.of(), Instant.parse("2024-01-22T07:06:25Z")))
                        .build());
    }

    @Test
    void whatASenderLeavesOpenStaysOpen() {
        ApplicationDownlink downlink =
                read("{'session_key_id':'AAE='}").downlinks().get(0);

        assertThat(downlink.confirmed()).isNull();
        assertThat(downlink.priority()).isNull();
        assertThat(downlink.fCnt()).isNull();
        assertThat(downlink.fPort()).isNull();
    }

    @Test
    void aListMustBeGiven() {
        assertThatNullPointerException().isThrownBy(() -> new DownlinkQueueRequest(null));
        assertThatNullPointerException()
                .isThrownBy(() -> new DownlinkQueueRequest(Arrays.asList((ApplicationDownlink) null)));
    }
}
