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

import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    @RegisterExtension
    final TheThingsStackExtension extension = new TheThingsStackExtension();

    private Application application() {
        return extension.application("app1@ttn");
    }

    @Test
    void acceptsUidAndKeyOfTheApplication() throws MqttException {
        String key = application().apiKey(Right.TRAFFIC_READ);
        try (PahoClient client = new PahoClient(extension.stack(), "c1", "app1@ttn", key)) {
            assertThat(client.isLost()).isFalse();
            assertThat(extension.stack().connections()).singleElement().satisfies(connection -> {
                assertThat(connection.clientId()).isEqualTo("c1");
                assertThat(connection.applicationUid()).isEqualTo("app1@ttn");
                assertThat(connection.keepAliveSeconds()).isEqualTo(60);
                assertThat(connection.protocolVersion()).isEqualTo(4);
                assertThat(connection.subscriptions()).isEmpty();
            });
        }
        extension.stack().awaitConnections(0, Duration.ofSeconds(5));
        assertThat(extension.stack().loginsAccepted()).isEqualTo(1);
        assertThat(extension.stack().loginsRefused()).isZero();
    }

    @Test
    void makesKeysOfTheFormOfTheServer() {
        assertThat(application().apiKey(Right.INFO)).matches("NNSXS\\.[A-Z2-7]{26}\\.[A-Z2-7]{52}");
    }

    @ParameterizedTest
    @CsvSource({
        "app1@ttn,  wrong",
        "app1,      right",
        "app2@ttn,  right",
        "app1@other,right",
        "APP1@ttn,  right",
        "a,         right",
        "app1@ttn,  ",
        ",          right",
    })
    void refusesEveryOtherLoginWithCode5(String userName, String password) {
        application().addApiKey("right", Right.TRAFFIC_READ);
        extension.application("app3@ttn").addApiKey("wrong", Right.TRAFFIC_READ);

        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("c1", userName, password)).isEqualTo(5);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(extension.stack().loginsRefused()).isEqualTo(1);
        assertThat(extension.stack().connectionCount()).isZero();
    }

    @Test
    void refusesAKeyWithoutAnyRight() {
        String key = application().apiKey();
        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("c1", "app1@ttn", key)).isEqualTo(5);
        }
    }

    @Test
    void looksAtTheRightsOfAKeyOnlyOnce() {
        application().addApiKey("key", Right.TRAFFIC_READ);
        try (RawClient client = new RawClient(extension.stack());
                RawClient late = new RawClient(extension.stack())) {
            assertThat(client.connect("c1", "app1@ttn", "key")).isZero();
            client.subscribe("#");

            application().revokeApiKey("key");
            application().device("dev1").uplink(1, new byte[] {1});

            assertThat(client.readType(RawClient.PUBLISH)).isNotNull();
            assertThat(late.connect("c2", "app1@ttn", "key")).isEqualTo(5);
        }
    }

    @Test
    void takesMqtt31() {
        String key = application().apiKey(Right.INFO);
        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("MQIsdp", 3, 30, true, "c1", "app1@ttn", key))
                    .isZero();
            assertThat(extension.stack().connections().get(0).protocolVersion()).isEqualTo(3);
        }
    }

    @Test
    void closesMqtt5WithoutAnAnswer() {
        String key = application().apiKey(Right.INFO);
        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("MQTT", 5, 30, true, "c1", "app1@ttn", key))
                    .isEqualTo(-1);
        }
        assertThat(extension.stack().loginsRefused()).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownProtocolLevelWithCode1() {
        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("MQTT", 9, 30, true, "c1", "app1@ttn", "any"))
                    .isEqualTo(1);
        }
    }

    @Test
    void neverHasASessionToResume() {
        String key = application().apiKey(Right.TRAFFIC_READ);
        for (int i = 0; i < 2; i++) {
            try (RawClient client = new RawClient(extension.stack())) {
                client.send(
                        0x10,
                        new RawClient.Body()
                                .text("MQTT")
                                .bytes(4, 0xC0, 0, 30)
                                .text("same")
                                .text("app1@ttn")
                                .text(key));
                RawClient.Packet connack = client.read();
                assertThat(connack.body()).containsExactly(0, 0);
                assertThat(extension.stack().connections().get(0).cleanSession())
                        .isFalse();
                client.subscribe("#");
            }
            extension.stack().awaitConnections(0, Duration.ofSeconds(5));
        }
        assertThat(extension.stack().loginsAccepted()).isEqualTo(2);
    }

    @Test
    void keepsTwinsOfOneClientIdAndFeedsBoth() {
        String key = application().apiKey(Right.TRAFFIC_READ);
        try (RawClient one = new RawClient(extension.stack());
                RawClient two = new RawClient(extension.stack())) {
            assertThat(one.connect("same", "app1@ttn", key)).isZero();
            assertThat(two.connect("same", "app1@ttn", key)).isZero();
            one.subscribe("#");
            two.subscribe("#");

            application().device("dev1").uplink(1, new byte[] {1});

            assertThat(one.readType(RawClient.PUBLISH)).isNotNull();
            assertThat(two.readType(RawClient.PUBLISH)).isNotNull();
            assertThat(extension.stack().connectionCount()).isEqualTo(2);
        }
    }

    @Test
    void takesNoClientIdWithACleanSession() {
        String key = application().apiKey(Right.INFO);
        try (RawClient client = new RawClient(extension.stack())) {
            assertThat(client.connect("", "app1@ttn", key)).isZero();
            assertThat(extension.stack().connections().get(0).clientId()).isEmpty();
        }
    }

    @Test
    void closesASecondConnect() {
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.INFO)) {
            assertThat(client.connect("again", "app1@ttn", "any")).isEqualTo(-1);
        }
    }

    @Test
    void closesWhoeverDoesNotBeginWithConnect() {
        try (RawClient client = new RawClient(extension.stack())) {
            client.ping();
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesOneConnectionTooManyWithCode3() {
        try (TheThingsStack stack = TheThingsStack.builder().connectionLimit(1).start()) {
            Application limited = stack.application("app1@ttn");
            Application other = stack.application("app2@ttn");
            String key = limited.apiKey(Right.INFO);
            try (RawClient first = new RawClient(stack);
                    RawClient second = new RawClient(stack);
                    RawClient stranger = new RawClient(stack)) {
                assertThat(first.connect("c1", "app1@ttn", key)).isZero();
                assertThat(second.connect("c2", "app1@ttn", key)).isEqualTo(3);
                assertThat(stranger.connect("c3", "app2@ttn", other.apiKey(Right.INFO)))
                        .isZero();
            }
        }
    }

    @Test
    void knowsNoTenantsInTheOpenSourceEdition() {
        try (TheThingsStack stack = TheThingsStack.builder().multiTenant(false).start()) {
            Application application = stack.application("app1");
            application.addApiKey("key", Right.INFO);
            try (RawClient right = new RawClient(stack);
                    RawClient wrong = new RawClient(stack)) {
                assertThat(right.connect("c1", "app1", "key")).isZero();
                assertThat(wrong.connect("c2", "app1@ttn", "key")).isEqualTo(5);
            }
        }
    }

    @Test
    void closesASilentConnectionWithKeepAlive0AfterItsOwnLimit() {
        try (TheThingsStack stack =
                TheThingsStack.builder().idleTimeout(Duration.ofMillis(200)).start()) {
            Application application = stack.application("app1@ttn");
            try (RawClient client = new RawClient(stack)) {
                client.connect("MQTT", 4, 0, true, "c1", "app1@ttn", application.apiKey(Right.INFO));
                assertThat(client.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void closesASilentConnectionAfterOneAndAHalfKeepAlives() {
        String key = application().apiKey(Right.INFO);
        try (RawClient client = new RawClient(extension.stack())) {
            client.connect("MQTT", 4, 1, true, "c1", "app1@ttn", key);
            assertThat(client.isClosedByServer()).isTrue();
        }
        extension.stack().awaitConnections(0, Duration.ofSeconds(5));
    }

    @Test
    void forgetsAConnectionWithItsDisconnectPacket() {
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.TRAFFIC_READ)) {
            client.subscribe("#");
            client.send(0xE0, new RawClient.Body());
            for (int i = 0; i < 50; i++) {
                application().device("dev1").uplink(1, new byte[] {1});
            }
            extension.stack().awaitConnections(0, Duration.ofSeconds(5));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersPings() {
        try (RawClient client = RawClient.loggedIn(extension.stack(), application(), Right.INFO)) {
            assertThat(client.ping().read().type()).isEqualTo(RawClient.PINGRESP);
        }
    }
}
