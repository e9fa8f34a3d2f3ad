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

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages are published on which topics, in which order, and what is in the rarer ones. */
class EventOrderTest {

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
    private final Device device = application.device("dev1");
    private PahoClient client;

    @BeforeEach
    void connect() throws MqttException {
        client = PahoClient.subscribed(stack, application);
    }

    @AfterEach
    void close() throws MqttException {
        client.close();
        stack.close();
    }

    private JsonNode event(int index) {
        return client.await(index + 1).get(index).json();
    }

    @Test
    void publishesNormalizedAndLocationBeforeTheUplink() {
        device.versionIds(new VersionIds("brand", "model", "1", "2", "EU_863_870"));
        byte[] message = device.uplink()
                .fPort(3)
                .frmPayload((byte) 1)
                .decodedPayload(Map.of("latitude", 52.5, "longitude", 4.5, "altitude", 7))
                .normalizedPayload(List.of(Map.of("battery", 3.1), Map.of("air", Map.of("temperature", 20))))
                .send();
        assertThat(client.awaitSuffixes(4)).containsExactly("up/normalized", "up/normalized", "location/solved", "up");

        JsonNode normalized = event(1).path("uplink_normalized");
        assertThat(normalized.path("normalized_payload").toString()).isEqualTo("{\"air\":{\"temperature\":20}}");
        assertThat(normalized.has("version_ids")).isFalse();
        assertThat(normalized.has("locations")).isFalse();
        assertThat(event(2).path("location_solved").toString())
                .isEqualTo("{\"service\":\"frm-payload\",\"location\":{\"latitude\":52.5,\"longitude\":4.5,"
                        + "\"altitude\":7,\"source\":\"SOURCE_GPS\"}}");
        JsonNode uplink = event(3);
        assertThat(uplink.at("/uplink_message/normalized_payload")).hasSize(2);
        assertThat(uplink.at("/uplink_message/locations/frm-payload/latitude").asDouble())
                .isEqualTo(52.5);
        assertThat(client.messages().get(3).payload()).isEqualTo(message);
        assertThat(uplink.path("correlation_ids")).isEqualTo(event(0).path("correlation_ids"));
    }

    @Test
    void publishesANormalizedUplinkAsTwoMessages() {
        device.normalized(1, new byte[] {1}, Map.of("battery", 3.1));
        assertThat(client.awaitSuffixes(2)).containsExactly("up/normalized", "up");
    }

    @Test
    void publishesSolvedLocationsAndRemembersThem() {
        device.locationSolved(
                "lora-cloud-geolocation-v3",
                new Location(51.5, 5.5, 0, 15, Location.Source.SOURCE_COMBINED_GEOLOCATION),
                Map.of("floor", "2"));
        device.uplink(1, new byte[] {1});
        assertThat(client.awaitSuffixes(2)).containsExactly("location/solved", "up");
        assertThat(event(0).path("location_solved").toString())
                .isEqualTo("{\"service\":\"lora-cloud-geolocation-v3\",\"location\":{\"latitude\":51.5,"
                        + "\"longitude\":5.5,\"accuracy\":15,\"source\":\"SOURCE_COMBINED_GEOLOCATION\"},"
                        + "\"attributes\":{\"floor\":\"2\"}}");
        assertThat(event(1).at("/uplink_message/locations").has("lora-cloud-geolocation-v3"))
                .isTrue();
    }

    @Test
    void publishesServiceData() {
        device.serviceData("lora-cloud", Map.of("battery", 42));
        assertThat(client.awaitSuffixes(1)).containsExactly("service/data");
        assertThat(event(0).path("service_data").toString())
                .isEqualTo("{\"service\":\"lora-cloud\",\"data\":{\"battery\":42}}");
    }

    @Test
    void publishesJoins() {
        device.join();
        assertThat(client.awaitSuffixes(1)).containsExactly("join");
    }

    @Test
    void publishesAnyBytesOfAnyDevice() {
        byte[] hostile = {0, (byte) 0xFF, '{'};
        application.publish("nobody-yet", "down/ack", hostile);
        application.publish("dev1", "up", "recorded".getBytes(StandardCharsets.UTF_8));
        List<PahoClient.Message> messages = client.await(2);
        assertThat(messages.get(0).topic()).isEqualTo("v3/app1@ttn/devices/nobody-yet/down/ack");
        assertThat(messages.get(0).payload()).isEqualTo(hostile);
        assertThat(messages.get(1).qos()).isZero();
        assertThat(messages.get(1).retained()).isFalse();
    }

    @Test
    void tellsSubscribersOfDownlinksThatOtherClientsQueue() {
        device.activate();
        assertThat(device.scheduleDownlink(15, new byte[] {1}, true)).isEqualTo(Publication.Outcome.QUEUED);
        assertThat(client.awaitSuffixes(1)).containsExactly("down/queued");
        assertThat(device.downlinks()).isEmpty();
    }

    @Test
    void forgetsARemovedDevice() {
        application.removeDevice("dev1");
        assertThat(application.devices()).isEmpty();
        assertThat(application.device("dev1")).isNotSameAs(device);
    }
}
