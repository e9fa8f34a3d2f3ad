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
package io.github.cameltts.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of uplinks, and what is published along with them. */
class UplinkTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final TheThingsStack stack =
            TheThingsStack.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).start();
    private final Application application = stack.application("app1@ttn");
    private final Device device = application.device("dev1");

    @AfterEach
    void close() {
        stack.close();
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    @Test
    void looksLikeOneOfARealServer() {
        device.activate();
        device.uplink(1, new byte[] {0});
        byte[] message = device.uplink(2, new byte[] {1, 2, 3}, Map.of("temperature", 21.5));
        JsonNode json = PahoClient.json(message);

        assertThat(json.path("end_device_ids").toString())
                .isEqualTo("{\"device_id\":\"dev1\",\"application_ids\":{\"application_id\":\"app1\"},\"dev_eui\":\""
                        + device.devEui() + "\",\"join_eui\":\"" + device.joinEui() + "\",\"dev_addr\":\""
                        + device.devAddr() + "\"}");
        assertThat(device.devEui())
                .matches("[0-9A-F]{16}")
                .isEqualTo(application.device("dev1").devEui());
        assertThat(device.devAddr()).matches("260B[0-9A-F]{4}");
        assertThat(json.at("/correlation_ids/0").asText()).matches("gs:uplink:[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(json.path("received_at").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(json.has("simulated")).isFalse();

        JsonNode uplink = json.path("uplink_message");
        assertThat(uplink.path("session_key_id").asText()).hasSize(24);
        assertThat(uplink.path("f_port").asInt()).isEqualTo(2);
        assertThat(uplink.path("f_cnt").asInt()).isEqualTo(1);
        assertThat(uplink.path("frm_payload").asText()).isEqualTo("AQID");
        assertThat(uplink.path("decoded_payload").toString()).isEqualTo("{\"temperature\":21.5}");
        assertThat(uplink.path("received_at").asText()).isEqualTo("2026-01-31T11:59:59.792Z");
        assertThat(uplink.path("consumed_airtime").asText()).isEqualTo("0.051456s");
        assertThat(uplink.path("network_ids").toString())
                .isEqualTo("{\"net_id\":\"000013\",\"ns_id\":\"EC656E0000000181\",\"tenant_id\":\"ttn\","
                        + "\"cluster_id\":\"eu1\",\"cluster_address\":\"eu1.cloud.thethings.network\"}");
        assertThat(uplink.path("settings").toString())
                .startsWith("{\"data_rate\":{\"lora\":{\"bandwidth\":125000,\"spreading_factor\":7,"
                        + "\"coding_rate\":\"4/5\"}},\"frequency\":\"868300000\",\"timestamp\":");
        JsonNode gateway = uplink.at("/rx_metadata/0");
        assertThat(gateway.at("/gateway_ids/gateway_id").asText()).isEqualTo("gateway-1");
        assertThat(gateway.path("rssi").asInt()).isEqualTo(-61);
        assertThat(gateway.path("channel_rssi").asInt()).isEqualTo(-61);
        assertThat(gateway.path("snr").asDouble()).isEqualTo(9.25);
        assertThat(gateway.path("timestamp").asLong()).isBetween(1L, 0xFFFFFFFFL);
        assertThat(gateway.path("received_at").asText()).isEqualTo("2026-01-31T11:59:59.761Z");
        assertThat(text(message)).doesNotContain("null").doesNotContainPattern("[\\s]");
    }

    @Test
    void leavesOutWhatIsZero() {
        device.activate();
        byte[] message = device.uplink()
                .fPort(0)
                .frmPayload((byte) 1)
                .decodedPayload(Map.of("x", 1))
                .gateways(Gateway.of("gtw1").hearing(0, 0))
                .send();
        JsonNode uplink = PahoClient.json(message).path("uplink_message");
        assertThat(uplink.has("f_port")).isFalse();
        assertThat(uplink.has("f_cnt")).isFalse();
        assertThat(uplink.has("frm_payload")).isFalse();
        assertThat(uplink.has("decoded_payload")).isFalse();
        assertThat(uplink.has("confirmed")).isFalse();
        assertThat(uplink.at("/rx_metadata/0").has("rssi")).isFalse();
        assertThat(uplink.at("/rx_metadata/0").has("snr")).isFalse();
        assertThat(uplink.at("/rx_metadata/0").has("channel_index")).isFalse();
        assertThat(uplink.has("locations")).isFalse();
        assertThat(uplink.has("version_ids")).isFalse();
        assertThat(uplink.has("attributes")).isFalse();
    }

    @Test
    void writesAllThatIsSetInTheOrderOfTheSchema() {
        device.activate()
                .versionIds(new VersionIds("brand", "model", "1.0", null, "EU_863_870"))
                .attributes(Map.of("key1", "value1"))
                .location(new Location(52.1, 0, 10, 0, Location.Source.SOURCE_REGISTRY));
        byte[] message = device.uplink()
                .fPort(5)
                .fCnt(4_000_000_000L)
                .frmPayload((byte) 1)
                .decodedPayload(Map.of("a", 1))
                .decodedPayloadWarnings("hot")
                .normalizedPayload(List.of(Map.of("air", Map.of("temperature", 20.5))))
                .normalizedPayloadWarnings("odd")
                .confirmed()
                .dataRate(DataRate.SF12BW125)
                .frequency(867_100_000)
                .gateways(
                        Gateway.of("gtw1")
                                .hearing(-110.5, -7.25)
                                .onChannel(3)
                                .at(new Location(1, 2, 3, 0, Location.Source.SOURCE_UNKNOWN)),
                        Gateway.of("gtw2").throughPacketBroker())
                .receivedAt(Instant.parse("2026-01-31T11:00:00.123456789Z"))
                .send();

        JsonNode uplink = PahoClient.json(message).path("uplink_message");
        assertThat(names(uplink))
                .containsExactly(
                        "session_key_id",
                        "f_port",
                        "f_cnt",
                        "frm_payload",
                        "decoded_payload",
                        "decoded_payload_warnings",
                        "normalized_payload",
                        "normalized_payload_warnings",
                        "rx_metadata",
                        "settings",
                        "received_at",
                        "confirmed",
                        "consumed_airtime",
                        "locations",
                        "version_ids",
                        "network_ids",
                        "attributes");
        assertThat(uplink.path("f_cnt").asLong()).isEqualTo(4_000_000_000L);
        assertThat(uplink.path("received_at").asText()).isEqualTo("2026-01-31T11:00:00.123456789Z");
        assertThat(uplink.path("locations").toString())
                .isEqualTo("{\"user\":{\"latitude\":52.1,\"altitude\":10,\"source\":\"SOURCE_REGISTRY\"}}");
        assertThat(uplink.path("version_ids").toString())
                .isEqualTo("{\"brand_id\":\"brand\",\"model_id\":\"model\",\"hardware_version\":\"1.0\","
                        + "\"band_id\":\"EU_863_870\"}");
        assertThat(uplink.at("/rx_metadata/0/rssi").asDouble()).isEqualTo(-110.5);
        assertThat(uplink.at("/rx_metadata/0/channel_index").asInt()).isEqualTo(3);
        assertThat(uplink.at("/rx_metadata/0/location").toString())
                .isEqualTo("{\"latitude\":1,\"longitude\":2,\"altitude\":3}");
        JsonNode broker = uplink.at("/rx_metadata/1");
        assertThat(broker.path("gateway_ids").toString()).isEqualTo("{\"gateway_id\":\"packetbroker\"}");
        assertThat(broker.at("/packet_broker/forwarder_gateway_id").asText()).isEqualTo("gtw2");
        assertThat(broker.has("timestamp")).isFalse();
        assertThat(device.uplink(1, new byte[0]))
                .asString(StandardCharsets.UTF_8)
                .as("the session counts on")
                .contains("\"f_cnt\":4000000001");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void namesThePacketBrokerAsItsOriginWhereItCameThroughIt() {
        JsonNode json = PahoClient.json(device.uplink()
                .gateways(Gateway.of("gtw2").throughPacketBroker())
                .send());
        assertThat(json.at("/correlation_ids/0").asText())
                .isEqualTo("pba:uplink:"
                        + json.at("/uplink_message/rx_metadata/0/packet_broker/message_id")
                                .asText());
        assertThat(json.at("/uplink_message/settings").has("timestamp")).isFalse();
    }

    @Test
    void knowsFskAndLrFhss() {
        JsonNode fsk = PahoClient.json(device.uplink().dataRate(DataRate.FSK50).send());
        assertThat(fsk.at("/uplink_message/settings/data_rate").toString()).isEqualTo("{\"fsk\":{\"bit_rate\":50000}}");
        assertThat(fsk.at("/uplink_message/rx_metadata/0").has("snr")).isFalse();
        JsonNode lrfhss = PahoClient.json(
                device.uplink().dataRate(new DataRate.LrFhss(0, 137_000, "1/3")).send());
        assertThat(lrfhss.at("/uplink_message/settings/data_rate").toString())
                .isEqualTo("{\"lrfhss\":{\"operating_channel_width\":137000,\"coding_rate\":\"1/3\"}}");
        assertThat(lrfhss.path("uplink_message").has("consumed_airtime")).isFalse();
    }

    @Test
    void computesTheTimeOnAirOfRecordedUplinks() {
        assertThat(DataRate.SF7BW125.timeOnAir(22)).hasToString("PT0.056576S");
        assertThat(new DataRate.LoRa(125_000, 9, "4/5").timeOnAir(24)).hasToString("PT0.205824S");
        assertThat(DataRate.SF12BW125.timeOnAir(64)).hasToString("PT2.793472S");
        assertThat(DataRate.FSK50.timeOnAir(14)).hasToString("PT0.004S");
    }

    @Test
    void writesFreeFormObjectsAsTheServerDoes() {
        Map<String, Object> decoded = new LinkedHashMap<>();
        decoded.put("nothing", null);
        decoded.put("zero", 0);
        decoded.put("whole", 21.0);
        decoded.put("float", 27.2f);
        decoded.put("large", 1e21);
        decoded.put("small", 1e-7);
        decoded.put("lossy", 9_007_199_254_740_993L);
        decoded.put("text", "<a&b> \"\\\n\u0001é\u2028");
        decoded.put("list", Arrays.asList(1, "x", null, Map.of()));
        byte[] message = device.uplink(1, new byte[] {1}, decoded);
        assertThat(text(message))
                .contains("\"decoded_payload\":{\"nothing\":null,\"zero\":0,\"whole\":21,\"float\":27.200000762939453,"
                        + "\"large\":1e+21,\"small\":1e-7,\"lossy\":9007199254740992,"
                        + "\"text\":\"\\u003ca\\u0026b\\u003e \\\"\\\\\\n\\u0001é\\u2028\","
                        + "\"list\":[1,\"x\",null,{}]}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void losesTheDecodedPayloadWithANumberThatIsNotFinite(double number) {
        byte[] message = device.uplink(1, new byte[] {1}, Map.of("fine", 1, "deep", List.of(number)));
        assertThat(text(message)).doesNotContain("decoded_payload").contains("frm_payload");
    }

    @Test
    void startsEachSessionWithCounter0AndNewKeysAndAddress() {
        device.join();
        JsonNode first = PahoClient.json(device.uplink(1, new byte[] {1}));
        device.join();
        JsonNode second = PahoClient.json(device.uplink(1, new byte[] {1}));
        assertThat(first.path("uplink_message").has("f_cnt")).isFalse();
        assertThat(second.path("uplink_message").has("f_cnt")).isFalse();
        assertThat(first.at("/uplink_message/session_key_id"))
                .isNotEqualTo(second.at("/uplink_message/session_key_id"));
    }

    @Test
    void joins() {
        device.attributes(Map.of("room", "12"));
        JsonNode join = PahoClient.json(device.join());
        assertThat(names(join)).containsExactly("end_device_ids", "correlation_ids", "received_at", "join_accept");
        assertThat(join.at("/end_device_ids/dev_addr").asText()).isEqualTo(device.devAddr());
        assertThat(names(join.path("join_accept"))).containsExactly("session_key_id", "received_at", "attributes");
    }

    @Test
    void carriesKeysInsteadOfDecodedPayloadsWhereTheApplicationEncrypts() {
        device.activate().skipPayloadCrypto(true);
        JsonNode join = PahoClient.json(device.join());
        assertThat(join.at("/join_accept/app_s_key/key").asText()).matches("[0-9A-F]{32}");
        device.scheduleDownlink(1, new byte[] {1}, false);
        JsonNode uplink = PahoClient.json(device.uplink(1, new byte[] {1}, Map.of("a", 1)));
        assertThat(uplink.at("/uplink_message/app_s_key/key").asText()).matches("[0-9A-F]{32}");
        assertThat(uplink.path("uplink_message").has("decoded_payload")).isFalse();
    }

    @Test
    void hasNoTenantInTheOpenSourceEdition() {
        try (TheThingsStack openSource =
                TheThingsStack.builder().multiTenant(false).start()) {
            JsonNode uplink = PahoClient.json(
                    openSource.application("app1").device("dev1").uplink(1, new byte[] {1}));
            assertThat(uplink.at("/uplink_message/network_ids").toString())
                    .isEqualTo("{\"net_id\":\"000000\",\"cluster_address\":\"localhost\"}");
        }
    }

    @Test
    void leavesOutTheEuisOfADeviceWithoutThem() {
        device.euis(null, null);
        JsonNode ids = PahoClient.json(device.uplink(1, new byte[] {1})).path("end_device_ids");
        assertThat(names(ids)).containsExactly("device_id", "application_ids", "dev_addr");
        device.euis("70b3d57ed0000001", "0000000000000000");
        assertThat(device.devEui()).isEqualTo("70B3D57ED0000001");
    }

    @Test
    void marksSimulatedUplinksAndLeavesTheSessionAlone() {
        device.activate();
        JsonNode simulated = PahoClient.json(device.uplink().simulated().send());
        assertThat(simulated.path("simulated").asBoolean()).isTrue();
        assertThat(simulated.path("uplink_message").has("rx_metadata")).isFalse();
        JsonNode real = PahoClient.json(device.uplink(1, new byte[] {1}));
        assertThat(real.path("uplink_message").has("f_cnt")).isFalse();
    }

    @Test
    void refusesPortsAndIdentifiersThatDoNotExist() {
        assertThatThrownBy(() -> device.uplink().fPort(256)).hasMessage("FPort 256 does not exist: give 0 to 255");
        assertThatThrownBy(() -> application.device("Dev_1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Device id 'Dev_1'");
        assertThatThrownBy(() -> device.euis("12", null)).hasMessageContaining("DevEUI '12'");
        assertThatThrownBy(() -> stack.application("app1")).hasMessageContaining("names no tenant");
        assertThatThrownBy(() -> stack.application("app1@No"))
                .hasMessageContaining("Tenant id 'No'")
                .hasMessageContaining("lower-case");
    }

    @Test
    void ordersItsNamesAsARecordedUplinkDoes() throws IOException {
        Path samples = Samples.folder();
        assumeThat(samples).isNotNull();
        JsonNode recorded = PahoClient.json(Files.readAllBytes(samples.resolve("uplink_message-3.json")));
        device.versionIds(new VersionIds("brand", "model", "1", "2", "EU_863_870"));
        device.uplink(1, new byte[] {1});
        JsonNode ours = PahoClient.json(device.uplink()
                .confirmed()
                .frmPayload((byte) 1)
                .decodedPayload(Map.of("a", 1))
                .send());
        assertSameOrder(recorded, ours);
        assertSameOrder(recorded.path("end_device_ids"), ours.path("end_device_ids"));
        assertSameOrder(recorded.path("uplink_message"), ours.path("uplink_message"));
        assertSameOrder(recorded.at("/uplink_message/rx_metadata/0"), ours.at("/uplink_message/rx_metadata/0"));
        assertSameOrder(recorded.at("/uplink_message/settings"), ours.at("/uplink_message/settings"));
        assertSameOrder(recorded.at("/uplink_message/network_ids"), ours.at("/uplink_message/network_ids"));
    }

    private static void assertSameOrder(JsonNode recorded, JsonNode ours) {
        List<String> expected = names(recorded);
        List<String> common = new ArrayList<>(names(ours));
        common.retainAll(expected);
        expected.retainAll(common);
        assertThat(common).isEqualTo(expected).isNotEmpty();
    }
}
