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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.address.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationUpTest {

    private static final String IDS =
            "\"end_device_ids\":{\"device_id\":\"dev1\",\"application_ids\":{\"application_id\":\"app1\"}}";

    private static ApplicationUp read(String members) {
        return ApplicationUp.parse("{" + IDS + "," + members.replace('\'', '"') + "}");
    }

    @Test
    void eachEventHasItsAccessorAndNoOther() {
        Map<Event, java.util.function.Function<ApplicationUp, Object>> accessors = new HashMap<>();
        accessors.put(Event.UP, ApplicationUp::uplinkMessage);
        accessors.put(Event.UP_NORMALIZED, ApplicationUp::uplinkNormalized);
        accessors.put(Event.JOIN, ApplicationUp::joinAccept);
        accessors.put(Event.DOWN_QUEUED, ApplicationUp::downlinkQueued);
        accessors.put(Event.DOWN_SENT, ApplicationUp::downlinkSent);
        accessors.put(Event.DOWN_ACK, ApplicationUp::downlinkAck);
        accessors.put(Event.DOWN_NACK, ApplicationUp::downlinkNack);
        accessors.put(Event.DOWN_FAILED, ApplicationUp::downlinkFailed);
        accessors.put(Event.DOWN_INVALIDATED, ApplicationUp::downlinkQueueInvalidated);
        accessors.put(Event.LOCATION_SOLVED, ApplicationUp::locationSolved);
        accessors.put(Event.SERVICE_DATA, ApplicationUp::serviceData);
        assertThat(accessors).hasSize(Event.values().length - 1);
        for (Event event : accessors.keySet()) {
            ApplicationUp message = read("'" + event.jsonKey() + "':{}");

            assertThat(message.event()).isEqualTo(event);
            accessors.forEach((other, accessor) -> assertThat(accessor.apply(message))
                    .as("%s of %s", other, event)
                    .isEqualTo(other == event ? message.payload() : null));
        }
    }

    @Test
    void theBestReceptionHasTheHighestRatioThenTheHighestStrength() {
        ApplicationUplink uplink = read("'uplink_message':{'rx_metadata':["
                        + "{'channel_index':1,'rssi':-50},{'channel_index':2,'rssi':-120,'snr':-3},"
                        + "{'channel_index':3,'rssi':-100,'snr':7.5},{'channel_index':4,'rssi':-90,'snr':7.5},"
                        + "{'channel_index':5,'rssi':-90,'snr':7.5}]}")
                .uplinkMessage();

        assertThat(uplink.bestReception().channelIndex()).isEqualTo(4);
    }

    @Test
    void aReceptionWithStrengthAloneIsTheBestWhereNoRatioIsKnown() {
        ApplicationUplink uplink = read("'uplink_message':{'rx_metadata':[{},{'rssi':-90},{'rssi':-80}]}")
                .uplinkMessage();

        assertThat(uplink.bestReception().rssi()).isEqualTo(-80);
    }

    @Test
    void dataRatesAsText() {
        assertThat(new DataRate(new DataRate.LoRaDataRate(125_000, 12, null), null, null).text())
                .isEqualTo("SF12BW125");
        assertThat(new DataRate(new DataRate.LoRaDataRate(62_500, 7, null), null, null).text())
                .isEqualTo("SF7BW62.5");
        assertThat(new DataRate(null, new DataRate.FskDataRate(50_000), null).text())
                .isEqualTo("FSK50000");
        assertThat(new DataRate(null, null, new DataRate.LrFhssDataRate(0, 137_000, "1/3")).text())
                .isEqualTo("M0CW137");
        assertThat(new DataRate(null, null, null).text()).isNull();
    }

    @Test
    void theDevicesOwnWordOnItsLocationGoesFirst() {
        String user = "'user':{'latitude':1}";
        String service = "'lora-cloud':{'latitude':2}";
        String payload = "'frm-payload':{'latitude':3}";

        assertThat(read("'uplink_message':{'locations':{" + user + "}}")
                        .location()
                        .latitude())
                .isEqualTo(1);
        assertThat(read("'join_accept':{'locations':{" + user + "," + service + "}}")
                        .location()
                        .latitude())
                .isEqualTo(2);
        assertThat(read("'downlink_ack':{'locations':{" + payload + "," + user + "," + service + "}}")
                        .location()
                        .latitude())
                .isEqualTo(3);
        assertThat(read("'uplink_message':{'locations':{'user':{}}}").location())
                .isNull();
        assertThat(read("'location_solved':{'location':{}}").location()).isNull();
    }

    @Test
    void textsOfRecordsAreOneLineAndHoldNoKey() {
        String key = "0123456789ABCDEF0123456789ABCDEF";
        String envelope =
                "'app_s_key':{'key':'" + key + "','encrypted_key':'ASNFZ4mrze8BI0VniavN7w==','kek_label':'k'}";
        ApplicationUp up = read("'uplink_message':{'f_port':1,'frm_payload':'" + "AAAA".repeat(100)
                + "','decoded_payload':{'a\\nb':'x\\u2028y','l':[1,[2]],'m':{'n':null}}," + envelope + "}");
        ApplicationUp join = read("'join_accept':{'session_key_id':'AAE='," + envelope + "}");

        for (Object record : List.of(
                up, up.payload(), join, join.payload(), up.uplinkMessage().appSKey())) {
            assertThat(record.toString())
                    .doesNotContainIgnoringCase("0123456789ABCDEF")
                    .doesNotContain("ASNFZ4mrze8B")
                    .doesNotContain("\n", "\u2028");
        }
        assertThat(up.rawJson()).contains(key);
        assertThat(up.toString()).hasSizeLessThan(1000).contains("deviceId=dev1", "(300 bytes)", "m={n=null}");
    }

    @Test
    void nothingOfAMessageCanBeChanged() {
        byte[] json = ("{" + IDS
                        + ",\"uplink_message\":{\"frm_payload\":\"AQI=\",\"decoded_payload\":{\"a\":[1,{\"b\":2}]}}}")
                .getBytes(StandardCharsets.UTF_8);
        ApplicationUp message = ApplicationUp.parse(json);
        ApplicationUp same = ApplicationUp.parse(json);

        json[0] = 'x';
        message.uplinkMessage().frmPayload()[0] = 9;
        message.raw().toByteArray()[0] = 9;

        assertThat(message).isEqualTo(same);
        assertThat(message.rawJson()).startsWith("{");
        assertThat(message.raw().toByteBuffer().isReadOnly()).isTrue();
        Map<String, Object> decoded = message.uplinkMessage().decodedPayload();
        assertThatThrownBy(() -> decoded.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> decoded.entrySet().iterator().next().setValue(1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> decoded.keySet().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) decoded.get("a")).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> message.correlationIds().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatABuilderIsGivenIsCopied() {
        byte[] payload = {1, 2};
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> decoded = new HashMap<>(Map.of("l", list));
        ApplicationDownlink downlink = ApplicationDownlink.builder()
                .frmPayload(payload)
                .decodedPayload(decoded)
                .build();

        payload[0] = 9;
        list.add(2);
        decoded.put("x", 1);

        assertThat(downlink.frmPayload()).containsExactly(1, 2);
        assertThat(downlink.decodedPayload()).isEqualTo(Map.of("l", List.of(1)));
        assertThat(downlink.toBuilder().build()).isEqualTo(downlink).hasSameHashCodeAs(downlink);
        assertThat(downlink.toBuilder().fPort(1).build()).isNotEqualTo(downlink);
    }

    @Test
    void valuesThatJsonDoesNotHaveAreRefused() {
        for (Object bad : new Object[] {Double.NaN, Float.POSITIVE_INFINITY, new Object(), Map.of(1, 2)}) {
            ApplicationDownlink.Builder builder = ApplicationDownlink.builder().decodedPayload(Map.of("a", bad));
            assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("give");
        }
    }

    @Test
    void rawJsonWithoutACopy() throws IOException {
        ApplicationUp message = read("'join_accept':{}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.raw().writeTo(out);

        assertThat(out.toByteArray()).isEqualTo(message.raw().toByteArray());
        assertThat(message.raw().toInputStream()).hasBinaryContent(out.toByteArray());
        assertThat(message.raw().length()).isEqualTo(out.size());
    }

    @Test
    void aMessageOfPartsHasTheJsonThatTheServerWouldWrite() {
        ApplicationUp message = ApplicationUp.of(
                new EndDeviceIdentifiers(
                        "dev1", new ApplicationIdentifiers("app1"), Eui64.of("70B3D57ED0051A2C"), null, null),
                List.of("as:downlink:1"),
                Instant.parse("2024-01-22T07:06:25.500Z"),
                Event.DOWN_ACK,
                ApplicationDownlink.builder()
                        .fPort(0)
                        .fCnt(0L)
                        .sessionKeyId(ByteString.copyOf(new byte[] {1}))
                        .decodedPayload(Map.of("s", "<&>"))
                        .confirmed(true)
                        .priority(TxSchedulePriority.LOWEST)
                        .build(),
                true);

        assertThat(message.rawJson())
                .isEqualTo(
                        "{\"end_device_ids\":{\"device_id\":\"dev1\",\"application_ids\":{\"application_id\":\"app1\"},"
                                + "\"dev_eui\":\"70B3D57ED0051A2C\"},\"correlation_ids\":[\"as:downlink:1\"],"
                                + "\"received_at\":\"2024-01-22T07:06:25.500Z\",\"downlink_ack\":{\"session_key_id\":\"AQ==\","
                                + "\"decoded_payload\":{\"s\":\"\\u003C\\u0026\\u003E\"},\"confirmed\":true},\"simulated\":true}");
    }

    @Test
    void payloadAndEventMustMatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplicationUp.of(null, null, null, Event.UP, null, false))
                .withMessage("The payload of UP is ApplicationUplink, not null: give a matching pair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplicationUp.of(null, null, null, Event.UNKNOWN, null, false));
    }

    @Test
    void valueTypesReadAndPrint() {
        assertThat(Eui64.of("ffffffffffffffff").value()).isEqualTo(-1);
        assertThat(DevAddr.of("FFFFFFFF")).hasToString("FFFFFFFF").isGreaterThan(DevAddr.of("00000001"));
        assertThat(NetId.of("000013")).hasToString("000013");
        assertThat(ByteString.ofBase64("-_8")).hasToString("FBFF").isEqualTo(ByteString.ofBase64("+/8="));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Eui64.of("70-B3"))
                .withMessage("\"70-B3\" is not an EUI-64: give 16 hexadecimal digits without separators");
        assertThatIllegalArgumentException().isThrownBy(() -> Eui64.of("００００００００００００００００"));
        assertThatIllegalArgumentException().isThrownBy(() -> NetId.of(null));
        assertThatIllegalArgumentException().isThrownBy(() -> new NetId(1 << 24));
        assertThatIllegalArgumentException().isThrownBy(() -> ByteString.ofBase64("AAAAA"));
    }
}
