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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageFaultsTest {

    private final TheThingsStack stack =
            TheThingsStack.builder().storage(StorageSettings.cloud()).start();
    private final StorageFaults faults = stack.storage().faults();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.TRAFFIC_READ);
    private final StorageReader reader = new StorageReader(stack.storage(), apiKey);

    @BeforeEach
    void store() {
        stack.storage().add(app, new StorageBacklog(100, 3, Instant.now().minusSeconds(3600), Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void refusesAsOftenAsAskedTo() {
        faults.refuseNext(2, 503);
        assertThat(reader.uplinks("").status()).isEqualTo(503);
        assertThat(reader.uplinks("").json().get("code").asInt()).isEqualTo(14);
        assertThat(reader.uplinks("").results()).hasSize(100);
    }

    @Test
    void limitsWithItsHeaders() {
        faults.limitNext(1, Duration.ofSeconds(7));
        StorageReader.Answer answer = reader.uplinks("");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("X-Rate-Limit-Retry")).isEqualTo("7");
    }

    @Test
    void answersAsSomethingElse() {
        faults.answerNext(1, 200, Map.of("Content-Type", "text/html"), "<html>");
        StorageReader.Answer answer = reader.uplinks("");
        assertThat(answer.text()).isEqualTo("<html>");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html");
    }

    @Test
    void writesAnErrorInThePlaceOfAResult() {
        faults.failAfter(40, 1);
        String text = reader.uplinks("").text();
        assertThat(text.lines()).hasSize(41).last().asString().startsWith("{\"error\":{\"code\":13,\"message\":");
        assertThat(stack.storage().resultsSent()).isEqualTo(40);
        assertThat(reader.uplinks("").results()).hasSize(100);
    }

    @Test
    void spoilsAShorterAnswerAtItsEnd() {
        faults.failAfter(1_000, 1);
        assertThat(reader.uplinks("").text().lines()).hasSize(101);
    }

    @Test
    void writesGarbageBetweenResults() {
        faults.garbleAfter(40, 1);
        assertThat(reader.uplinks("").text().lines()).hasSize(101).contains("upstream connect error");
    }

    @Test
    void cutsTheConnectionWithinAResult() {
        faults.cutAfter(40, 1);
        assertThatThrownBy(() -> reader.uplinks("")).hasCauseInstanceOf(IOException.class);
        assertThat(stack.storage().resultsSent()).isEqualTo(40);
    }

    @Test
    void stallsWithTheConnectionOpen() throws Exception {
        faults.stallAfter(40, 1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        stack.storage().url() + "/api/v3/as/applications/app1/packages/storage/uplink_message"))
                .header("Authorization", "Bearer " + apiKey)
                .build();
        try (InputStream body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            int lines = 0;
            while (lines < 40) {
                lines += body.read() == '\n' ? 1 : 0;
            }
            assertThat(body.available()).isZero();
            assertThat(stack.storage().connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void ignoresRequests() {
        faults.ignoreNext(1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.storage().url() + "/"))
                .timeout(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(reader.uplinks("").results()).hasSize(100);
    }

    @Test
    void takesItsTime() {
        faults.delayAnswers(Duration.ofMillis(300)).delayResults(Duration.ofMillis(20));
        long start = System.nanoTime();
        assertThat(reader.uplinks("limit=10").results()).hasSize(10);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(480), Duration.ofSeconds(10));

        faults.reset();
        assertThat(reader.uplinks("").results()).hasSize(100);
    }
}
