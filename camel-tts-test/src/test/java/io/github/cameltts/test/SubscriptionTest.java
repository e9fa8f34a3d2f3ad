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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {

    @RegisterExtension
    static final TheThingsStackExtension STACK = new TheThingsStackExtension();

    private static Application application() {
        return STACK.application("app1@ttn");
    }

    private static RawClient reader() {
        return RawClient.loggedIn(STACK.stack(), application(), Right.TRAFFIC_READ);
    }

    @ParameterizedTest
    @CsvSource({
        "#,                                 v3/app1@ttn/#",
        "v3/#,                              v3/app1@ttn/#",
        "v3/+,                              v3/app1@ttn",
        "v3/+/devices/+/up,                 v3/app1@ttn/devices/+/up",
        "v3/+/#,                            v3/app1@ttn/#",
        "v3/app1@ttn/devices/dev1/up,       v3/app1@ttn/devices/dev1/up",
        "v3/app1@ttn/nonsense/+,            v3/app1@ttn/nonsense/+",
        "v3/app1@ttn/devices/+/down/push,   v3/app1@ttn/devices/+/down/push",
    })
    void rewritesFiltersToTheApplicationsOwnUid(String requested, String accepted) {
        try (RawClient client = reader()) {
            assertThat(client.subscribe(requested)).containsExactly(0);
            assertThat(application().connections().get(0).subscriptions())
                    .containsExactlyEntriesOf(Map.of(accepted, 0));
        }
        awaitNobody();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v3",
                "+",
                "+/app1@ttn/devices/dev1/up",
                "$SYS/#",
                "v3/app2@ttn/#",
                "v3/app1/devices/+/up",
                "v2/app1@ttn/devices/+/up",
                "/v3/app1@ttn/#"
            })
    void refusesOtherFiltersWith0x80(String filter) {
        try (RawClient client = reader()) {
            assertThat(client.subscribe(filter)).containsExactly(0x80);
            assertThat(application().connections().get(0).subscriptions()).isEmpty();
        }
        awaitNobody();
    }

    @Test
    void grantsAndRefusesWithinOnePacketAndEchoesTheQoS() {
        try (RawClient client = reader()) {
            assertThat(client.subscribe(2, "v3/+/devices/+/up", "nonsense", "v3/app1@ttn/devices/+/join"))
                    .containsExactly(2, 0x80, 2);
            assertThat(client.subscribe(1, "#")).containsExactly(1);
            assertThat(application().connections().get(0).subscriptions())
                    .containsEntry("v3/app1@ttn/#", 1)
                    .hasSize(3);
        }
        awaitNobody();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v3/app1@ttn/devices/dev+/up",
                "v3/app1@ttn/#/up",
                "v3/app1@ttn/devices/#dev",
                "",
                "v3/app1@ttn/\0"
            })
    void closesTheConnectionForAFilterThatIsNone(String filter) {
        try (RawClient client = reader()) {
            assertThat(client.subscribe(filter)).isNull();
        }
        awaitNobody();
    }

    @Test
    void countsTwoSpellingsAsOneSubscription() {
        try (RawClient client = reader()) {
            client.subscribe("#", "v3/#", "v3/+/#", "v3/app1@ttn/#");
            assertThat(application().connections().get(0).subscriptions()).hasSize(1);
        }
        awaitNobody();
    }

    @Test
    void unsubscribesThroughTheSameRewriting() {
        try (RawClient client = reader()) {
            client.subscribe("#");
            assertThat(client.unsubscribe("v3/app1@ttn/#", "never/subscribed")).isNotNull();
            assertThat(application().connections().get(0).subscriptions()).isEmpty();
        }
        awaitNobody();
    }

    @Test
    void deliversOverlappingFiltersOnce() {
        try (RawClient client = reader()) {
            client.subscribe("#", "v3/+/devices/+/up", "v3/app1@ttn/devices/dev1/+");
            application().device("dev1").uplink(1, new byte[] {1});
            application().publish("dev1", "up", "last".getBytes(StandardCharsets.UTF_8));

            assertThat(client.readType(RawClient.PUBLISH).payload()).contains("uplink_message");
            assertThat(client.readType(RawClient.PUBLISH).payload()).isEqualTo("last");
        }
        awaitNobody();
    }

    @Test
    void needsAFurtherLevelForAHash() {
        try (RawClient client = reader()) {
            client.subscribe("v3/app1@ttn/devices/dev1/up/#");
            application().publish("dev1", "up", "not this".getBytes(StandardCharsets.UTF_8));
            application().publish("dev1", "up/normalized", "but this".getBytes(StandardCharsets.UTF_8));

            assertThat(client.readType(RawClient.PUBLISH).payload()).isEqualTo("but this");
        }
        awaitNobody();
    }

    @Test
    void deliversWithQoS0AndNotRetainedWhateverWasGranted() throws MqttException {
        try (RawClient client = reader()) {
            client.subscribe(2, "#");
            application().device("dev1").uplink(1, new byte[] {1});

            RawClient.Packet publish = client.readType(RawClient.PUBLISH);
            assertThat(publish.flags()).isZero();
            assertThat(publish.topic()).isEqualTo("v3/app1@ttn/devices/dev1/up");
        }
        awaitNobody();
    }

    @Test
    void staysSilentWithoutTheRightToRead() {
        try (RawClient mute = RawClient.loggedIn(STACK.stack(), application(), Right.TRAFFIC_DOWN_WRITE, Right.INFO)) {
            assertThat(mute.subscribe(1, "#")).containsExactly(1);
            application().device("dev1").uplink(1, new byte[] {1});

            assertThat(mute.ping().read().type()).isEqualTo(RawClient.PINGRESP);
        }
        awaitNobody();
    }

    @Test
    void replaysNothingThatCameBeforeTheSubscription() {
        try (RawClient client = reader()) {
            application().publish("dev1", "up", "early".getBytes(StandardCharsets.UTF_8));
            client.subscribe("#");
            application().publish("dev1", "up", "late".getBytes(StandardCharsets.UTF_8));

            assertThat(client.readType(RawClient.PUBLISH).payload()).isEqualTo("late");
        }
        awaitNobody();
    }

    @Test
    void feedsNobodyWithAnotherApplicationsEvents() {
        try (RawClient client = reader()) {
            client.subscribe("#");
            STACK.application("app2@ttn").publish("dev1", "up", "other".getBytes(StandardCharsets.UTF_8));
            application().publish("dev1", "up", "own".getBytes(StandardCharsets.UTF_8));

            assertThat(client.readType(RawClient.PUBLISH).payload()).isEqualTo("own");
        }
        awaitNobody();
    }

    @Test
    void keepsTheOrderOfManyMessages() throws MqttException {
        try (PahoClient client = PahoClient.subscribed(STACK.stack(), application())) {
            for (int i = 0; i < 500; i++) {
                application().publish("dev1", "up", String.valueOf(i).getBytes(StandardCharsets.UTF_8));
            }
            List<String> heard = client.await(500).stream()
                    .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(heard)
                    .isEqualTo(IntStream.range(0, 500).mapToObj(String::valueOf).toList());
        }
        awaitNobody();
    }

    @Test
    void tellsWhoIsSubscribed() {
        try (RawClient client = reader()) {
            client.subscribe("v3/+/devices/+/up");
            application().awaitSubscriber("dev1", "up", Duration.ofSeconds(1));
            assertThatThrownBy(() -> application().awaitSubscriber("dev1", "join", Duration.ofMillis(20)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("v3/app1@ttn/devices/dev1/join")
                    .hasMessageContaining("v3/app1@ttn/devices/+/up");
        }
        awaitNobody();
    }

    private static void awaitNobody() {
        STACK.stack().awaitConnections(0, Duration.ofSeconds(5));
    }
}
