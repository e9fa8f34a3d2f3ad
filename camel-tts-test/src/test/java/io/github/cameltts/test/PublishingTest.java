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

import io.github.cameltts.test.Publication.Operation;
import io.github.cameltts.test.Publication.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingTest {

    private static final String PUSH = "v3/app1@ttn/devices/dev1/down/push";
    private static final String ONE = "{\"downlinks\":[{\"f_port\":15,\"frm_payload\":\"vu8=\"}]}";

    @RegisterExtension
    final TheThingsStackExtension extension = new TheThingsStackExtension();

    private Application application() {
        return extension.application("app1@ttn");
    }

    private RawClient writer() {
        return RawClient.loggedIn(extension.stack(), application(), Right.TRAFFIC_DOWN_WRITE);
    }

    @Test
    void acknowledgesQoS1AfterItHasActed() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            client.publish(1, 4711, false, PUSH, ONE);
            RawClient.Packet puback = client.read();
            assertThat(puback.type()).isEqualTo(RawClient.PUBACK);
            assertThat(puback.body()).containsExactly(4711 >> 8, 4711 & 0xFF);
            assertThat(device.queue()).singleElement().satisfies(downlink -> {
                assertThat(downlink.fPort()).isEqualTo(15);
                assertThat(downlink.frmPayload()).containsExactly(0xBE, 0xEF);
            });
        }
    }

    @Test
    void takesAPacketThatArrivesInTwoPieces() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer();
                RawClient other = writer()) {
            String payload = ONE + " ".repeat(200);
            // the answer to the other client shows that the server has been at its sockets meanwhile
            client.publishInTwoPieces(PUSH, payload, () -> other.publishAndFlush("nowhere", ""));
            assertThat(client.publishAndFlush(PUSH, ONE)).isTrue();
            assertThat(device.queue()).hasSize(2);
        }
    }

    @Test
    void queuesTwiceWhatIsPublishedTwiceWithQoS1() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            client.publish(1, 7, false, PUSH, ONE).publish(1, 7, true, PUSH, ONE);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBACK);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBACK);
            assertThat(device.queue()).hasSize(2);
        }
    }

    @Test
    void suppressesARepeatedQoS2PacketUntilItIsReleased() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            client.publish(2, 7, false, PUSH, ONE).publish(2, 7, true, PUSH, ONE);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBREC);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBREC);
            assertThat(device.queue()).hasSize(1);

            client.release(7);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBCOMP);
            client.publish(2, 7, false, PUSH, ONE);
            assertThat(client.read().type()).isEqualTo(RawClient.PUBREC);
            assertThat(device.queue()).hasSize(2);
        }
    }

    @Test
    void acceptsQoS0() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            client.publish(0, 0, false, PUSH, ONE).ping().read();
            assertThat(device.queue()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v3/app2@ttn/devices/dev1/down/push",
                "v3/app1/devices/dev1/down/push",
                "v3/app1@ttn/devices/dev1/up",
                "v3/app1@ttn/devices/dev1/down/queued",
                "v3/app1@ttn/devices/dev1/down/push/more",
                "v3/app1@ttn/gateways/dev1/down/push",
                "nonsense"
            })
    void acknowledgesAndIgnoresTopicsThatAreNotWritable(String topic) {
        application().device("dev1").activate();
        try (RawClient client = writer()) {
            assertThat(client.publishAndFlush(topic, ONE)).isTrue();
            assertThat(application().publications()).singleElement().satisfies(publication -> {
                assertThat(publication.topic()).isEqualTo(topic);
                assertThat(publication.outcome()).isEqualTo(Outcome.IGNORED);
                assertThat(publication.operation()).isNull();
            });
            assertThat(application().pushed()).isEmpty();
        }
    }

    @Test
    void acknowledgesAndIgnoresDownlinksWithoutTheRight() {
        Device device = application().device("dev1").activate();
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.TRAFFIC_READ)) {
            assertThat(client.publishAndFlush(PUSH, ONE)).isTrue();
            assertThat(device.queue()).isEmpty();
            assertThat(device.downlinks())
                    .singleElement()
                    .extracting(Publication::outcome)
                    .isEqualTo(Outcome.IGNORED);
        }
    }

    @Test
    void impliesTheRightByLink() {
        Device device = application().device("dev1").activate();
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.LINK)) {
            client.subscribe("#");
            client.publishAndFlush(PUSH, ONE);
            assertThat(device.queue()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v3/app1@ttn/devices/+/down/push, 1, false",
        "v3/app1@ttn/#,                   1, false",
        "'',                              1, false",
        "v3/app1@ttn/devices/dev1/down/push, 0, true",
    })
    void closesTheConnectionForABrokenPublish(String topic, int qos, boolean dup) {
        try (RawClient client = writer()) {
            client.publish(qos, 1, dup, topic, ONE);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"downlinks\":7}"})
    void acknowledgesAndDropsPayloadsThatAreNone(String payload) {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            assertThat(client.publishAndFlush(PUSH, payload)).isTrue();
            assertThat(device.queue()).isEmpty();
            assertThat(device.downlinks()).singleElement().satisfies(publication -> {
                assertThat(publication.outcome()).isEqualTo(Outcome.DROPPED);
                assertThat(publication.reason()).isNotEmpty();
                assertThat(publication.payload()).asString().isEqualTo(payload);
            });
        }
    }

    @Test
    void acknowledgesAndDropsDownlinksForUnknownAndIllegalDevices() {
        try (RawClient client = writer()) {
            client.publishAndFlush("v3/app1@ttn/devices/nobody/down/push", ONE);
            client.publishAndFlush("v3/app1@ttn/devices/No_Id/down/push", ONE);
            assertThat(application().pushed())
                    .extracting(Publication::reason)
                    .satisfiesExactly(
                            unknown -> assertThat(unknown).isEqualTo("device_not_found"),
                            illegal -> assertThat(illegal).contains("No_Id"));
        }
    }

    @Test
    void keepsWhatWasPublished() {
        Device device = application().device("dev1").activate();
        try (RawClient client = writer()) {
            client.publishAndFlush(PUSH, ONE);
            client.publishAndFlush("v3/app1@ttn/devices/dev1/down/replace", "{\"downlinks\":[]}");
            List<Publication> pushed = device.downlinks();
            assertThat(pushed).extracting(Publication::operation).containsExactly(Operation.PUSH, Operation.REPLACE);
            assertThat(pushed).extracting(Publication::outcome).containsExactly(Outcome.QUEUED, Outcome.CLEARED);
            assertThat(pushed.get(0).payload()).asString().isEqualTo(ONE);
            assertThat(pushed.get(0).downlinks()).singleElement().satisfies(downlink -> assertThat(downlink.fPort())
                    .isEqualTo(15));
            assertThat(pushed.get(0).qos()).isEqualTo(1);
            assertThat(pushed.get(0)).hasToString("Publication[" + PUSH + ", QoS 1, 50 bytes, QUEUED]");
        }
    }

    @Test
    void neverEchoesADownlinkToSubscribers() {
        application().device("dev1").activate();
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.LINK)) {
            client.subscribe("v3/+/devices/+/down/push");
            client.publish(0, 0, false, PUSH, ONE).ping();
            assertThat(client.read().type()).isEqualTo(RawClient.PINGRESP);
        }
    }

    @Test
    void closesTheConnectionBeyondTheRateLimitCountingPackets() {
        try (TheThingsStack stack = TheThingsStack.builder()
                .downlinkRateLimit(2, Duration.ofHours(1))
                .start()) {
            Application application = stack.application("app1@ttn");
            Device device = application.device("dev1").activate();
            String key = application.apiKey(Right.TRAFFIC_DOWN_WRITE);
            String two =
                    "{\"downlinks\":[{\"f_port\":1,\"frm_payload\":\"AA==\"},{\"f_port\":1,\"frm_payload\":\"AA==\"}]}";
            try (RawClient client = new RawClient(stack);
                    RawClient sameKey = new RawClient(stack)) {
                client.connect("c1", "app1@ttn", key);
                assertThat(client.publishAndFlush(PUSH, two)).isTrue();
                assertThat(client.publishAndFlush(PUSH, two)).isTrue();
                assertThat(client.publishAndFlush(PUSH, two)).isFalse();

                sameKey.connect("c2", "app1@ttn", key);
                assertThat(sameKey.publishAndFlush(PUSH, two)).isFalse();
            }
            assertThat(device.queue()).hasSize(4);
            assertThat(device.downlinks())
                    .extracting(Publication::outcome)
                    .containsExactly(
                            Outcome.QUEUED, Outcome.QUEUED, Outcome.CONNECTION_CLOSED, Outcome.CONNECTION_CLOSED);
        }
    }
}
