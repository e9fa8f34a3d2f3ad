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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Duration STEP = Duration.ofSeconds(5);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
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

    /** The uplinks of a device after some steps of simulated time. */
    private List<JsonNode> uplinks(SimulatedDevice device, int steps) {
        client.messages().clear();
        for (int i = 0; i < steps; i++) {
            device.step(STEP);
        }
        Awaitility.await().until(() -> messages("up").size() == steps);
        return messages("up").stream()
                .map(PahoClient.Message::json)
                .map(json -> json.path("uplink_message"))
                .toList();
    }

    private List<PahoClient.Message> messages(String suffix) {
        return client.messages().stream()
                .filter(message -> message.suffix().equals(suffix))
                .toList();
    }

    private static ByteBuffer payload(JsonNode uplink) {
        try {
            return ByteBuffer.wrap(uplink.path("frm_payload").binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void joinsAndSendsWithinASecondAndGoesOn() {
        try (Fleet fleet = Fleet.start(application, Duration.ofMillis(200))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> messages("join").size() == 3 && messages("up").size() >= 3);
            Awaitility.await().until(() -> messages("up").size() >= 9);
            assertThat(fleet.devices())
                    .extracting(Device::deviceId)
                    .containsExactly("temperature-1", "door-1", "tracker-1");
            assertThat(fleet.descriptions()).hasSize(3).allMatch(line -> line.contains("FPort"));
        }
        int heard = client.messages().size();
        assertThat(heard).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("fleet-app1@ttn"));
    }

    @Test
    void numbersDevicesOfAllKindsInTurn() {
        try (Fleet fleet = Fleet.start(application, 5, Duration.ofHours(1))) {
            assertThat(fleet.devices())
                    .extracting(Device::deviceId)
                    .containsExactly("temperature-1", "door-1", "tracker-1", "temperature-2", "door-2");
        }
    }

    @Test
    void refusesAFleetOfNothing() {
        assertThatThrownBy(() -> Fleet.start(application, 0, STEP)).hasMessageContaining("0 devices");
        assertThatThrownBy(() -> Fleet.start(application, Duration.ZERO)).hasMessageContaining("PT0S");
    }

    @Test
    void heatsBeyond30DegreesInHalfAMinute() {
        TemperatureSensor sensor = new TemperatureSensor(application.device("temperature-1"), new Random(1), 0);
        List<JsonNode> uplinks = uplinks(sensor, 12);
        ToDoubleFunction<JsonNode> temperature =
                uplink -> uplink.at("/decoded_payload/temperature").asDouble();
        assertThat(temperature.applyAsDouble(uplinks.get(0))).isBetween(24.0, 27.0);
        assertThat(temperature.applyAsDouble(uplinks.get(5))).isBetween(30.0, 32.0);
        assertThat(uplinks.stream().mapToDouble(temperature).toArray()).isSorted();
        assertThat(uplinks.get(11).at("/decoded_payload/humidity").asDouble())
                .isLessThan(uplinks.get(0).at("/decoded_payload/humidity").asDouble());
    }

    @Test
    void isCooledByAFanThatADownlinkStarts() throws MqttException {
        TemperatureSensor sensor = new TemperatureSensor(application.device("temperature-1"), new Random(1), 0);
        uplinks(sensor, 8);
        client.publish(
                "v3/app1@ttn/devices/temperature-1/down/push",
                "{\"downlinks\":[{\"f_port\":15,\"decoded_payload\":{\"fan\":true}}]}",
                1);
        List<JsonNode> uplinks = uplinks(sensor, 12);
        assertThat(uplinks.get(0).at("/decoded_payload/fan").asBoolean()).isFalse();
        assertThat(uplinks.get(1).at("/decoded_payload/fan").asBoolean()).isTrue();
        double hot = uplinks.get(0).at("/decoded_payload/temperature").asDouble();
        assertThat(uplinks.get(3).at("/decoded_payload/temperature").asDouble()).isLessThan(hot - 3);
        assertThat(uplinks.get(8).at("/decoded_payload/fan").asBoolean())
                .as("it stops by itself")
                .isFalse();
        assertThat(uplinks.get(11).at("/decoded_payload/temperature").asDouble())
                .isGreaterThan(uplinks.get(6).at("/decoded_payload/temperature").asDouble());
    }

    @Test
    void encodesWhatItDecodes() {
        List<JsonNode> climate =
                uplinks(new TemperatureSensor(application.device("temperature-1"), new Random(1), 0), 5);
        assertThat(climate).allSatisfy(uplink -> {
            ByteBuffer payload = payload(uplink);
            JsonNode decoded = uplink.path("decoded_payload");
            assertThat(decoded.path("temperature").asDouble()).isEqualTo(payload.getShort() / 10.0);
            assertThat(decoded.path("humidity").asDouble()).isEqualTo((payload.get() & 0xFF) / 2.0);
            assertThat(decoded.path("battery").asDouble()).isEqualTo(payload.getShort() / 1000.0);
            assertThat(decoded.path("fan").asBoolean()).isEqualTo(payload.get() == 1);
        });
        List<JsonNode> door = uplinks(new DoorSensor(application.device("door-1"), new Random(1)), 20);
        assertThat(door).allSatisfy(uplink -> {
            ByteBuffer payload = payload(uplink);
            JsonNode decoded = uplink.path("decoded_payload");
            assertThat(decoded.path("open").asBoolean()).isEqualTo(payload.get() == 1);
            assertThat(decoded.path("openings").asInt()).isEqualTo(payload.getShort());
        });
        assertThat(door)
                .extracting(uplink -> uplink.at("/decoded_payload/open").asBoolean())
                .contains(true, false);
        List<JsonNode> tracker = uplinks(new Tracker(application.device("tracker-1"), new Random(1)), 10);
        assertThat(tracker).allSatisfy(uplink -> {
            ByteBuffer payload = payload(uplink);
            JsonNode decoded = uplink.path("decoded_payload");
            assertThat(decoded.path("battery").asInt()).isEqualTo(payload.get());
            if (payload.hasRemaining()) {
                assertThat(decoded.path("latitude").asDouble()).isEqualTo(payload.getInt() / 1e6);
                assertThat(decoded.path("longitude").asDouble()).isEqualTo(payload.getInt() / 1e6);
                assertThat(decoded.path("altitude").asInt()).isEqualTo(payload.getShort());
            }
        });
    }

    @Test
    void ridesAtABicyclesPaceAndIsLocatedEitherWay() {
        List<JsonNode> uplinks = uplinks(new Tracker(application.device("tracker-1"), new Random(1)), 200);
        JsonNode last = null;
        for (JsonNode uplink : uplinks) {
            JsonNode decoded = uplink.path("decoded_payload");
            if (last != null && decoded.has("latitude") && last.has("latitude")) {
                double north = (decoded.path("latitude").asDouble()
                                - last.path("latitude").asDouble())
                        * 111_320;
                double east = (decoded.path("longitude").asDouble()
                                - last.path("longitude").asDouble())
                        * 67_900;
                assertThat(Math.hypot(north, east)).isBetween(15.0, 30.0);
            }
            assertThat(decoded.path("latitude").asDouble(52.37)).isBetween(52.33, 52.42);
            last = decoded;
        }
        Awaitility.await().until(() -> messages("location/solved").size() == 200);
        assertThat(messages("location/solved"))
                .extracting(
                        message -> message.json().at("/location_solved/service").asText())
                .contains("frm-payload", "lora-cloud-device-management-v1-wifi");
    }

    @Test
    void missesADownlinkNowAndThen() {
        SimulatedDevice door = new DoorSensor(application.device("door-1"), new Random(1));
        door.device().activate();
        uplinks(door, 8);
        Awaitility.await().until(() -> messages("down/ack").size() == 1);
        assertThat(client.messages().stream()
                        .map(PahoClient.Message::suffix)
                        .filter(suffix -> suffix.startsWith("down/")))
                .containsExactly("down/queued", "down/sent", "down/nack", "down/sent", "down/ack");
    }
}
