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
package io.github.cameltts.compatibility.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Connection;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An application of nothing but properties, a route and a customizer, packaged as Spring Boot packages it and seen from
 * outside. The name of a test is a line of the table in the documentation. One process serves them all: it takes longer
 * to start than they take.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackagedApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static TheThingsStack stack;
    private static Application app;
    private static String apiKey;
    private static PlantProcess plant;

    @BeforeAll
    static void start() throws IOException {
        stack = TheThingsStack.start();
        app = stack.application("app1@ttn");
        apiKey = app.apiKey(Right.LINK);
        plant = new PlantProcess(
                Path.of(System.getProperty("application.jar")),
                Map.of("TTS_BROKER_URL", stack.brokerUrl(), "TTS_API_KEY", apiKey));
        try {
            until(plant::isReady);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("The application did not start:\n" + plant.log());
        }
        app.awaitSubscriber("dev1", "up", PATIENCE);
    }

    @AfterAll
    static void stop() {
        if (plant != null) {
            plant.close();
        }
        stack.close();
    }

    @Test
    void typedUplinksAndAnswers() throws Exception {
        int before = app.pushed().size();

        app.device("dev1").activate().uplink(2, new byte[] {7}, Map.of("temperature", 21.5));

        until(() -> app.pushed().size() == before + 1);
        assertThat(app.pushed().get(before).deviceId()).isEqualTo("dev1");
        assertThat(app.device("dev1").queue()).singleElement().satisfies(downlink -> assertThat(
                        new String(downlink.frmPayload(), StandardCharsets.UTF_8))
                .isEqualTo("dev1 0 21.5"));
    }

    @Test
    void optionsInProperties() throws Exception {
        app.device("dev2").activate().uplink(2, new byte[] {7}, Map.of("temperature", 30));

        until(() -> app.device("dev2").queue().size() == 1);
        Downlink downlink = app.device("dev2").queue().get(0);
        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.priority()).hasToString("HIGH");
    }

    @Test
    void durationsInProperties() {
        until(() -> app.connections().size() == 2);

        assertThat(app.connections()).extracting(Connection::keepAliveSeconds).containsOnly(40);
    }

    @Test
    void componentCustomizers() {
        until(() -> app.connections().size() == 2);

        assertThat(app.connections())
                .allSatisfy(connection -> assertThat(connection.clientId()).startsWith("plant"));
    }

    @Test
    void healthInActuator() throws Exception {
        until(() -> health().statusCode() == 200);
        assertThat(health().body())
                .contains("consumer:answer", "CONNECTED")
                .doesNotContain("DISCONNECTED")
                .doesNotContain(apiKey);

        stack.stop();
        until(() -> health().statusCode() == 503);
        assertThat(health().body()).contains("consumer:answer", "DISCONNECTED").doesNotContain(apiKey);

        stack.restart();
        until(() -> health().statusCode() == 200);
    }

    @Test
    void metersInActuator() throws Exception {
        for (String meter : List.of("camel.tts.received", "camel.tts.connected", "camel.tts.publish")) {
            HttpResponse<String> answer = plant.get("/actuator/metrics/" + meter);

            assertThat(answer.statusCode()).as(meter).isEqualTo(200);
            assertThat(answer.body()).contains("availableTags");
        }
    }

    @Test
    void theKeyIsNotInTheLog() throws Exception {
        assertThat(plant.log()).contains("Connected to").doesNotContain(apiKey);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void stopClosesEveryConnection() throws Exception {
        stack.awaitConnections(2, PATIENCE);

        assertThat(plant.stop(PATIENCE)).as("ended when asked to").isTrue();

        stack.awaitConnections(0, PATIENCE);
    }

    private static HttpResponse<String> health() throws IOException, InterruptedException {
        return plant.get("/actuator/health");
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }
}
