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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void keepsEverythingButConnectionsOverAnOutage() {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            application.addApiKey("key", Right.LINK);
            Device device = application.device("dev1").activate();
            device.scheduleDownlink(1, new byte[] {1}, false);
            int port = stack.port();
            try (RawClient client = new RawClient(stack)) {
                client.connect("c1", "app1@ttn", "key");
                client.subscribe("#");

                stack.stop();
                assertThat(stack.isRunning()).isFalse();
                assertThat(stack.connectionCount()).isZero();
                assertThat(client.isClosedByServer()).isTrue();
                assertThatThrownBy(() -> new RawClient(stack)).hasMessageContaining("refused");
                device.uplink(1, new byte[] {1});

                stack.restart();
            }
            assertThat(stack.isRunning()).isTrue();
            assertThat(stack.port()).isEqualTo(port);
            assertThat(stack.brokerUrl()).isEqualTo("tcp://127.0.0.1:" + port);
            try (RawClient client = new RawClient(stack)) {
                assertThat(client.connect("c1", "app1@ttn", "key")).isZero();
                assertThat(stack.connections().get(0).subscriptions()).isEmpty();
                client.subscribe("#");
                device.uplink(1, new byte[] {2});
                assertThat(client.readType(RawClient.PUBLISH).payload()).contains("\"f_cnt\":1");
            }
            assertThat(device.queue())
                    .as("sent while nobody was there to hear it")
                    .isEmpty();
        }
    }

    @Test
    void restartsManyTimesOnOnePort() {
        try (TheThingsStack stack = TheThingsStack.start()) {
            stack.application("app1@ttn").addApiKey("key", Right.INFO);
            int port = stack.port();
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                stack.restart();
                RawClient client = new RawClient(stack);
                clients.add(client);
                assertThat(client.connect("c1", "app1@ttn", "key")).isZero();
            }
            assertThat(stack.port()).isEqualTo(port);
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            TheThingsStack.builder().port(taken.getLocalPort()).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void canBeReadAfterItIsClosed() {
        TheThingsStack stack = TheThingsStack.start();
        Device device = stack.application("app1@ttn").device("dev1").activate();
        device.scheduleDownlink(1, new byte[] {1}, false);
        stack.close();
        stack.close();
        assertThat(device.queue()).hasSize(1);
        assertThat(stack.isRunning()).isFalse();
        assertThat(stack.loginsAccepted()).isZero();
    }

    @Test
    void leavesNoThreadBehind() {
        TheThingsStack stack = TheThingsStack.start();
        stack.application("app1@ttn").device("dev1").join();
        stack.close();
        Awaitility.await().untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("vert.x-eventloop")));
    }

    @Test
    void losesWhatASlowReaderLeavesLyingBeyondTheBuffer() {
        try (TheThingsStack stack = TheThingsStack.builder().sessionBuffer(10).start()) {
            Application application = stack.application("app1@ttn");
            byte[] large = new byte[256 * 1024];
            try (RawClient slow = new RawClient(stack, 4096)) {
                slow.connect("slow", "app1@ttn", application.apiKey(Right.TRAFFIC_READ));
                slow.subscribe("#");
                application.awaitSubscriber("dev1", "up", Duration.ofSeconds(5));
                for (int i = 0; i < 200; i++) {
                    application.publish("dev1", "up", large);
                }
                Connection connection = stack.connections().get(0);
                assertThat(connection.lost()).isPositive();
                assertThat(connection.delivered() + connection.lost()).isEqualTo(200);
                for (long i = 0; i < connection.delivered(); i++) {
                    assertThat(slow.readType(RawClient.PUBLISH)).isNotNull();
                }
                application.publish("dev1", "up", new byte[] {'!'});
                assertThat(slow.readType(RawClient.PUBLISH).payload()).isEqualTo("!");
            }
        }
    }

    @Test
    void losesNothingOfABurstForAQuickReaderEvenWithTheServersBuffers() throws Exception {
        try (TheThingsStack stack = TheThingsStack.builder()
                .sessionBuffer(TheThingsStack.SERVER_SESSION_BUFFER)
                .start()) {
            Application application = stack.application("app1@ttn");
            try (PahoClient client = PahoClient.subscribed(stack, application)) {
                for (int i = 0; i < 1_000; i++) {
                    application.device("dev1").uplink(1, new byte[] {1});
                }
                assertThat(client.await(1_000)).hasSize(1_000);
                assertThat(stack.connections().get(0).lost()).isZero();
            }
        }
    }

    @Test
    void keepsEverythingForASlowReaderByDefault() {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            byte[] large = new byte[256 * 1024];
            try (RawClient slow = new RawClient(stack, 4096)) {
                slow.connect("slow", "app1@ttn", application.apiKey(Right.TRAFFIC_READ));
                slow.subscribe("#");
                for (int i = 0; i < 50; i++) {
                    application.publish("dev1", "up", large);
                }
                for (int i = 0; i < 50; i++) {
                    assertThat(slow.readType(RawClient.PUBLISH)).isNotNull();
                }
                assertThat(stack.connections().get(0).lost()).isZero();
            }
        }
    }

    @Test
    void canBeUsedFromManyThreads() throws Exception {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            try (PahoClient client = PahoClient.subscribed(stack, application)) {
                List<Thread> threads = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    Device device = application.device("dev-" + t);
                    threads.add(new Thread(() -> {
                        for (int i = 0; i < 100; i++) {
                            device.uplink(1, new byte[] {1});
                        }
                    }));
                }
                threads.forEach(Thread::start);
                for (Thread thread : threads) {
                    thread.join();
                }
                List<PahoClient.Message> messages = client.await(400);
                for (int t = 0; t < 4; t++) {
                    String id = "dev-" + t;
                    assertThat(messages.stream()
                                    .filter(message -> message.topic().contains("/" + id + "/"))
                                    .map(message -> message.json()
                                            .at("/uplink_message/f_cnt")
                                            .asInt()))
                            .hasSize(100)
                            .isSorted();
                }
            }
        }
    }
}
