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

import com.github.dockerjava.api.DockerClient;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
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

/** A real broker with users and access rules, that is killed, stopped, paused and started again. */
@Testcontainers(disabledWithoutDocker = true)
class MosquittoFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IMAGE = System.getenv().getOrDefault("MOSQUITTO_IMAGE", "eclipse-mosquitto:2.0");
    private static final String KEY = "NNSXS.KEYOFTHEAPPLICATION";
    private static final int PORT = freePort();

    // the port stays the same when the container is started again
    @Container
    private static final GenericContainer<?> BROKER = broker();

    private final Leftovers before = Leftovers.now();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, Long> lastHeard = new ConcurrentHashMap<>();
    private final DockerClient docker = BROKER.getDockerClient();

    @BeforeEach
    void registerHealth() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
    }

    @AfterEach
    void stop() {
        context.stop();
        before.awaitNone();
    }

    @Test
    void aWrongKeyIsToldAsSuch() throws Exception {
        route("dev1", "NNSXS.ANOTHERKEY");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getMessage().orElse(""))
                        .contains("refused the login as 'app1@ttn' (CONNACK 5)")
                        .doesNotContain("ANOTHERKEY"));
    }

    /** Mosquitto's access file is asked at each delivery, never at a subscription: it grants, and is silent. */
    @Test
    void whatTheAccessRulesHideIsGrantedAndSilent() throws Exception {
        route("dev1", KEY);
        route("hidden", KEY);
        publishUntilHeard("dev1", 1);

        publish("hidden", 1);
        publishUntilHeard("dev1", 2);

        assertThat(lastHeard).doesNotContainKey("hidden");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(HealthCheckHelper.invokeReadiness(context, "full"))
                .filteredOn(result -> result.getCheck().getId().startsWith("consumer:"))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.getState())
                        .as("%s %s", result.getMessage(), result.getDetails())
                        .isEqualTo(HealthCheck.State.UP)));
    }

    @Test
    void hearsAgainAfterItWasKilled() throws Exception {
        route("dev1", KEY);
        publishUntilHeard("dev1", 1);

        docker.killContainerCmd(BROKER.getContainerId()).exec();
        awaitDown("");
        docker.startContainerCmd(BROKER.getContainerId()).exec();

        publishUntilHeard("dev1", 2);
    }

    @Test
    void hearsAgainAfterItWasStopped() throws Exception {
        route("dev1", KEY);
        publishUntilHeard("dev1", 1);

        docker.stopContainerCmd(BROKER.getContainerId()).withTimeout(5).exec();
        awaitDown("");
        docker.startContainerCmd(BROKER.getContainerId()).exec();

        publishUntilHeard("dev1", 2);
    }

    @Test
    void hearsAgainAfterItWasRestarted() throws Exception {
        route("dev1", KEY);
        publishUntilHeard("dev1", 1);

        docker.restartContainerCmd(BROKER.getContainerId()).withTimeout(5).exec();

        publishUntilHeard("dev1", 2);
    }

    @Test
    void noticesWithinTwoKeepAlivesThatItIsPausedAndStopsAllTheSame() throws Exception {
        route("dev1", KEY);
        publishUntilHeard("dev1", 1);

        docker.pauseContainerCmd(BROKER.getContainerId()).exec();
        try {
            long paused = System.nanoTime();
            awaitDown("");
            assertThat(Duration.ofNanos(System.nanoTime() - paused)).isLessThan(Duration.ofSeconds(11));
            awaitDown("did not answer within 2 s");
        } finally {
            docker.unpauseContainerCmd(BROKER.getContainerId()).exec();
        }

        publishUntilHeard("dev1", 2);
    }

    private void awaitDown(String why) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health().getMessage().orElse("")).contains(why);
        });
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElseThrow();
    }

    private void route(String device, String key) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/" + device + "?brokerUrl=tcp://127.0.0.1:" + PORT + "&apiKey=RAW(" + key
                                + ")&reconnectDelay=200&maxReconnectDelay=1s&keepAliveInterval=5s&connectionTimeout=2s")
                        .process(exchange ->
                                lastHeard.put(device, exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class)));
            }
        });
        context.start();
    }

    /** The broker forgets what nobody has subscribed to yet. */
    private void publishUntilHeard(String device, long fCnt) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> {
                    if (lastHeard.getOrDefault(device, -1L) == fCnt) {
                        return true;
                    }
                    publish(device, fCnt);
                    return false;
                });
    }

    private static void publish(String device, long fCnt) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("network");
        options.setPassword("server".toCharArray());
        options.setConnectionTimeout(5);
        try (MqttClient client = new MqttClient("tcp://127.0.0.1:" + PORT, "network", new MemoryPersistence())) {
            client.setTimeToWait(5000);
            client.connect(options);
            client.publish("v3/app1@ttn/devices/" + device + "/up", new MqttMessage(TtsKillTest.uplink(device, fCnt)));
            client.disconnectForcibly(100, 500);
        }
    }

    private static GenericContainer<?> broker() {
        String configuration =
                "listener 1883\\nallow_anonymous false\\npassword_file /tmp/passwords\\nacl_file /tmp/access\\n";
        String access =
                "user network\\ntopic readwrite v3/#\\nuser app1@ttn\\ntopic read v3/app1@ttn/devices/dev1/#\\n";
        GenericContainer<?> broker = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withCommand(
                        "sh",
                        "-c",
                        "printf '" + configuration + "' > /tmp/m.conf && printf '" + access + "' > /tmp/access"
                                + " && mosquitto_passwd -b -c /tmp/passwords network server"
                                + " && mosquitto_passwd -b /tmp/passwords app1@ttn " + KEY
                                + " && chmod 644 /tmp/passwords /tmp/access && exec mosquitto -c /tmp/m.conf")
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
