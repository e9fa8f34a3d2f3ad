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
package io.github.cameltts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.model.ApplicationUp;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/**
 * Against a broker that nobody here wrote, with the topics of The Things Stack.
 */
@Testcontainers(disabledWithoutDocker = true)
class MosquittoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IMAGE = System.getenv().getOrDefault("MOSQUITTO_IMAGE", "eclipse-mosquitto:2.0");
    private static final String UPLINK = "{\"end_device_ids\":{\"device_id\":\"dev1\",\"application_ids\":"
            + "{\"application_id\":\"app1\"}},\"received_at\":\"2024-01-02T03:04:05Z\",\"uplink_message\":"
            + "{\"f_port\":15,\"f_cnt\":%d,\"frm_payload\":\"vu8=\",\"decoded_payload\":{\"temperature\":21.5}}}";

    private static final int PORT = freePort();

    // the port stays the same when the container is started again
    @Container
    private static final GenericContainer<?> BROKER = broker();

    private final DefaultCamelContext context = new DefaultCamelContext();
    private MqttClient device;

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String broker = "?brokerUrl=tcp://127.0.0.1:" + PORT + "&reconnectDelay=200&maxReconnectDelay=1s";
                from("tts:app1@ttn/dev1" + broker + "&events=up,join").to("mock:up");
                from("tts:app1@ttn" + broker + "&events=up").to("mock:all");
                from("direct:down").to("tts:app1@ttn/dev1" + broker + "&fPort=15&priority=HIGH");
            }
        });
        context.start();
        device = connect();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        device.disconnectForcibly(100, 100);
        device.close();
    }

    @Test
    void uplinksComeInDownlinksGoOutAndAllIsWellAfterARestart() throws Exception {
        List<String> downlinks = new CopyOnWriteArrayList<>();
        device.subscribe(
                "v3/app1@ttn/devices/+/down/push",
                0,
                (topic, message) ->
                        downlinks.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));

        publishUntilHeard(1);
        ApplicationUp up = lastUp();
        assertThat(up.uplinkMessage().decodedPayload()).containsEntry("temperature", 21.5);
        assertThat(up.rawJson()).isEqualTo(UPLINK.formatted(1));
        assertThat(mock("mock:all").getReceivedCounter())
                .as("both routes heard each message once, though their filters overlap")
                .isEqualTo(mock("mock:up").getReceivedCounter());

        context.createProducerTemplate().sendBody("direct:down", new byte[] {(byte) 0xBE, (byte) 0xEF});
        await().atMost(PATIENCE).until(() -> !downlinks.isEmpty());
        assertThat(downlinks)
                .singleElement()
                .asString()
                .startsWith(
                        "v3/app1@ttn/devices/dev1/down/push {\"downlinks\":[{\"f_port\":15,\"frm_payload\":\"vu8=\"")
                .contains("\"priority\":\"HIGH\"");

        BROKER.getDockerClient()
                .restartContainerCmd(BROKER.getContainerId())
                .withTimeout(5)
                .exec();
        device.disconnectForcibly(100, 100);
        device.close();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            device = connect();
            return true;
        });

        publishUntilHeard(2);
        assertThat(lastUp().uplinkMessage().fCnt()).isEqualTo(2);
    }

    /** The broker forgets what nobody has subscribed to yet. */
    private void publishUntilHeard(long fCnt) {
        byte[] payload = UPLINK.formatted(fCnt).getBytes(StandardCharsets.UTF_8);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (heard("mock:up", fCnt) && heard("mock:all", fCnt)) {
                return true;
            }
            device.publish("v3/app1@ttn/devices/dev1/up", new MqttMessage(payload));
            return false;
        });
    }

    private boolean heard(String mock, long fCnt) {
        return mock(mock).getReceivedExchanges().stream()
                .anyMatch(exchange -> fCnt == exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class));
    }

    private ApplicationUp lastUp() {
        List<org.apache.camel.Exchange> exchanges = mock("mock:up").getReceivedExchanges();
        return exchanges.get(exchanges.size() - 1).getMessage().getBody(ApplicationUp.class);
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint(name, MockEndpoint.class);
    }

    private static MqttClient connect() throws Exception {
        MqttClient client = new MqttClient("tcp://127.0.0.1:" + PORT, "device", new MemoryPersistence());
        client.connect();
        return client;
    }

    private static GenericContainer<?> broker() {
        GenericContainer<?> broker = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withCommand(
                        "sh",
                        "-c",
                        "printf 'listener 1883\\nallow_anonymous true\\n' > /tmp/m.conf && exec mosquitto -c /tmp/m.conf")
                .waitingFor(Wait.forListeningPort());
        broker.setPortBindings(List.of("127.0.0.1:" + PORT + ":1883"));
        return broker;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
