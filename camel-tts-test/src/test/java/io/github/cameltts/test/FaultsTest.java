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

import io.github.cameltts.test.Publication.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {

    @RegisterExtension
    static final TheThingsStackExtension STACK = new TheThingsStackExtension();

    private static Application application() {
        return STACK.application("app1@ttn");
    }

    private static int login() {
        try (RawClient client = new RawClient(STACK.stack())) {
            return client.connect("c1", "app1@ttn", application().apiKey(Right.INFO));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refusesTheNextLogins() {
        STACK.stack().faults().refuseNextLogins(2, 5);
        assertThat(List.of(login(), login(), login())).containsExactly(5, 5, 0);
        STACK.stack().faults().refuseNextLoginsAsOverLimit(1);
        assertThat(List.of(login(), login())).containsExactly(3, 0);
    }

    @Test
    void closesTheNextLoginsWithoutAnAnswer() {
        STACK.stack().faults().closeNextLogins(1);
        assertThat(List.of(login(), login())).containsExactly(-1, 0);
    }

    @Test
    void refusesAFilterUntilItIsGrantedAgain() {
        try (RawClient client = RawClient.loggedIn(STACK.stack(), application(), Right.TRAFFIC_READ)) {
            STACK.stack().faults().refuseFilter("v3/app1@ttn/devices/+/up");
            assertThat(client.subscribe("v3/+/devices/+/up", "v3/+/devices/+/join"))
                    .containsExactly(0x80, 0);
            STACK.stack().faults().grantFilters();
            assertThat(client.subscribe("v3/+/devices/+/up")).containsExactly(0);
        }
    }

    @Test
    void disconnectsAll() throws MqttException {
        try (PahoClient one = PahoClient.subscribed(STACK.stack(), application());
                RawClient two = RawClient.loggedIn(STACK.stack(), application(), Right.INFO)) {
            STACK.stack().faults().disconnectAll();
            assertThat(STACK.stack().connectionCount()).isZero();
            assertThat(two.isClosedByServer()).isTrue();
            Awaitility.await().until(one::isLost);
        }
    }

    @Test
    void closesAtTheNextPublishWithoutLookingAtIt() {
        Device device = application().device("dev1").activate();
        try (RawClient client = RawClient.loggedIn(STACK.stack(), application(), Right.LINK)) {
            STACK.stack().faults().closeAtNextPublishes(1);
            assertThat(client.publishAndFlush(
                            "v3/app1@ttn/devices/dev1/down/push",
                            "{\"downlinks\":[{\"f_port\":1,\"frm_payload\":\"AA==\"}]}"))
                    .isFalse();
            assertThat(device.queue()).isEmpty();
            assertThat(device.downlinks()).isEmpty();
        }
    }

    @Test
    void losesAndRepeatsDeliveries() {
        try (RawClient client = RawClient.loggedIn(STACK.stack(), application(), Right.TRAFFIC_READ)) {
            client.subscribe("#");
            STACK.stack()
                    .faults()
                    .drop(delivery -> delivery.topic().contains("/dev1/"))
                    .deliverTwice(delivery -> delivery.topic().contains("/dev2/"));
            application().publish("dev1", "up", bytes("lost"));
            application().publish("dev2", "up", bytes("twice"));
            STACK.stack().faults().reset();
            application().publish("dev1", "up", bytes("once"));

            assertThat(List.of(
                            client.read().payload(),
                            client.read().payload(),
                            client.read().payload()))
                    .containsExactly("twice", "twice", "once");
        }
    }

    @Test
    void saysNothingWhileUnresponsive() {
        try (RawClient client = RawClient.loggedIn(STACK.stack(), application(), Right.LINK);
                RawClient newcomer = new RawClient(STACK.stack())) {
            client.subscribe("#");
            STACK.stack().faults().unresponsive(true);
            application().publish("dev1", "up", bytes("unheard"));
            client.ping();
            client.publish(1, 1, false, "v3/app1@ttn/devices/nobody/down/push", "{}");
            assertThat(client.hearsNothing(100)).isTrue();
            newcomer.send(
                    0x10, new RawClient.Body().text("MQTT").bytes(4, 2, 0, 30).text("c2"));
            assertThat(newcomer.hearsNothing(100)).isTrue();

            STACK.stack().faults().unresponsive(false);
            application().publish("dev1", "up", bytes("heard"));
            assertThat(client.read().payload()).isEqualTo("heard");
        }
        assertThat(application().pushed()).noneMatch(publication -> publication.outcome() == Outcome.DROPPED);
    }

    @Test
    void letsAPredicateUseTheApiOfTheStandIn() {
        try (RawClient client = RawClient.loggedIn(STACK.stack(), application(), Right.TRAFFIC_READ)) {
            client.subscribe("#");
            STACK.stack().faults().drop(delivery -> {
                if (delivery.topic().endsWith("/dev1/up")) {
                    application().publish("dev2", "up", bytes("from within"));
                }
                return false;
            });
            application().publish("dev1", "up", bytes("first"));
            assertThat(List.of(client.read().payload(), client.read().payload()))
                    .containsExactlyInAnyOrder("from within", "first");
        }
    }
}
