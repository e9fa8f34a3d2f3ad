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
package io.github.cameltts.examples.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservabilityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
    private final String apiKey = application.apiKey(Right.LINK);
    private final Main main = new Main();
    private final int port = freePort();

    @BeforeEach
    void start() {
        main.configure().addRoutesBuilder(new PlantRoutes());
        main.addOverrideProperty("plant.application", "app1@ttn");
        main.addOverrideProperty("plant.silence", "1h");
        main.addOverrideProperty("camel.component.tts.api-key", apiKey);
        main.addOverrideProperty("camel.component.tts.broker-url", stack.brokerUrl());
        main.addOverrideProperty("camel.component.tts.reconnect-delay", "50");
        main.addOverrideProperty("camel.management.port", Integer.toString(port));
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        stack.close();
    }

    @Test
    void healthTellsOfConnectionFiltersAndTheLastMessage() throws Exception {
        application.awaitSubscriber("meter-1", "up", PATIENCE);
        application.device("meter-1").activate().uplink(1, new byte[] {1});
        await().atMost(PATIENCE)
                .until(() -> check("consumer:uplinks").path("data").has("last-message"));

        JsonNode consumer = check("consumer:uplinks");
        assertThat(consumer.path("status").asText()).isEqualTo("UP");
        JsonNode data = consumer.path("data");
        assertThat(data.path("server").asText()).isEqualTo(stack.brokerUrl());
        assertThat(data.path("application").asText()).isEqualTo("app1@ttn");
        assertThat(data.path("connection.state").asText()).isEqualTo("CONNECTED");
        assertThat(data.path("filters.granted").asText()).isEqualTo("v3/app1@ttn/devices/+/up");
        assertThat(Instant.parse(data.path("last-message").asText())).isBeforeOrEqualTo(Instant.now());
        await().atMost(PATIENCE)
                .until(
                        () -> check("producer:tts-app1@ttn/valve-1")
                                .path("status")
                                .asText(),
                        "UP"::equals);
        assertThat(get("/observe/health?data=true").body()).doesNotContain(apiKey);
    }

    @Test
    void healthIsDownWithTheReasonWhileTheServerIsAway() throws Exception {
        application.awaitSubscriber("meter-1", "up", PATIENCE);

        stack.stop();

        await().atMost(PATIENCE).until(() -> get("/observe/health?data=true").statusCode() == 503);
        // Camel escapes slashes once more than JSON does
        assertThat(check("consumer:uplinks").path("message").asText().replace("\\/", "/"))
                .startsWith("No connection to " + stack.brokerUrl() + " as app1@ttn (upstream)");
    }

    @Test
    void metersShowWhatIsReceivedAndPublished() throws Exception {
        application.awaitSubscriber("meter-1", "up", PATIENCE);
        application.device("meter-1").activate().uplink(1, new byte[] {1});
        main.getCamelTemplate().sendBody("direct:open-valve", null);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/observe/metrics").body())
                        .containsPattern(line("camel_tts_received_messages_total", "routeId=\"uplinks\"", "1.0"))
                        .containsPattern(line("camel_tts_delivered_messages_total", "routeId=\"uplinks\"", "1.0"))
                        .containsPattern(line("camel_tts_dropped_messages_total", "reason=\"overflow\"", "0.0"))
                        .containsPattern(line("camel_tts_decode_failures_total", "routeId=\"uplinks\"", "0.0"))
                        .containsPattern(line("camel_tts_queue_depth_messages", "routeId=\"uplinks\"", "0.0"))
                        .containsPattern(line("camel_tts_in_work_messages", "routeId=\"uplinks\"", "0.0"))
                        .containsPattern(line("camel_tts_last_message_age_seconds", "routeId=\"uplinks\"", "[0-9.E-]+"))
                        .containsPattern(line("camel_tts_connected", "direction=\"upstream\"", "1.0"))
                        .containsPattern(line("camel_tts_connected", "direction=\"downstream\"", "1.0"))
                        .containsPattern(line("camel_tts_reconnects_total", "direction=\"upstream\"", "0.0"))
                        .containsPattern(line("camel_tts_publish_seconds_count", "failed=\"false\"", "1"))
                        .doesNotContain(apiKey));
    }

    /** Camel would take a free port itself for port 0, but does not tell which. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String meter, String tag, String value) {
        return "(?m)^" + meter + "\\{[^}]*application=\"app1@ttn\"[^}]*" + tag + "[^}]*} " + value + "$";
    }

    private JsonNode check(String name) throws Exception {
        JsonNode health =
                new ObjectMapper().readTree(get("/observe/health?data=true").body());
        return StreamSupport.stream(health.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + health));
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
