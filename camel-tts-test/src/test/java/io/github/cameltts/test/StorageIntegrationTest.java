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
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageIntegrationTest {

    private static final String DEVICE = "/api/v3/as/applications/app1/devices/dev1/packages/storage/";
    private static final String APPLICATION = "/api/v3/as/applications/app1/packages/storage/";

    private TheThingsStack stack;
    private Application app;
    private StorageReader reader;

    private void start(StorageSettings settings) {
        start(TheThingsStack.builder().storage(settings));
    }

    private void start(TheThingsStack.Builder builder) {
        stack = builder.start();
        app = stack.application("app1@ttn");
        reader = new StorageReader(stack.storage(), app.apiKey(Right.TRAFFIC_READ));
    }

    @AfterEach
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void isOffUntilAskedFor() {
        try (TheThingsStack plain = TheThingsStack.start()) {
            assertThatThrownBy(plain::storage)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("storage(StorageSettings.cloud())");
        }
    }

    @Test
    void keepsWhatNobodyHears() {
        start(StorageSettings.cloud());
        byte[] published = app.device("dev1").uplink(2, new byte[] {1}, Map.of("t", 21.5));

        StorageReader.Answer answer = reader.uplinks("");

        assertThat(answer.status()).isEqualTo(200);
        String expected = new String(published).replaceFirst("\"correlation_ids\":\\[[^\\]]*],", "");
        assertThat(answer.text()).isEqualTo("{\"result\":" + expected + "}\n");
        assertThat(expected.length()).isLessThan(published.length);
    }

    @Test
    void separatesResultsByAnEmptyLineInAnEventStream() {
        start(StorageSettings.cloud());
        app.device("dev1").uplink().send();
        app.device("dev1").uplink().send();

        StorageReader.Answer answer = reader.get(APPLICATION + "uplink_message", "Accept", "text/event-stream");

        assertThat(answer.text().split("\n\n")).hasSize(2).allMatch(part -> part.startsWith("{\"result\":{"));
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void givesNothingForNothing() {
        start(StorageSettings.cloud());
        StorageReader.Answer answer = reader.uplinks("");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.header("X-Continuation-Token")).isNull();
    }

    @Test
    void storesUplinksOnlyUnlessToldOtherwise() {
        start(StorageSettings.cloud());
        app.device("dev1").join();
        assertThat(reader.get(APPLICATION + "join_accept").results()).isEmpty();
        stack.close();

        start(StorageSettings.cloud().allEvents());
        app.device("dev1").join();
        assertThat(reader.get(APPLICATION + "join_accept").results()).hasSize(1);
    }

    @Test
    void doesNotStoreWhatIsNoMessage() {
        start(StorageSettings.cloud());
        app.publish("dev1", "up", new byte[] {'{', 'x'});
        assertThat(stack.storage().storedCount(app)).isZero();
    }

    @Test
    void selectsByDeviceAndPortAndTime() {
        start(StorageSettings.cloud());
        for (int i = 0; i < 4; i++) {
            publish("dev1", i, Instant.now().minusSeconds(100 - i));
        }
        publish("dev2", 4, Instant.now().minusSeconds(50));
        List<Instant> times = reader.uplinks("").results().stream()
                .map(result -> Instant.parse(result.get("received_at").asText()))
                .toList();

        assertThat(reader.get(DEVICE + "uplink_message").frameCounters()).containsExactly(0, 1, 2, 3);
        assertThat(reader.uplinks("f_port=12").frameCounters()).containsExactly(2);
        // both ends are left out
        assertThat(reader.uplinks("after=" + times.get(0) + "&before=" + times.get(3))
                        .frameCounters())
                .containsExactly(1, 2);
        assertThat(reader.uplinks("last=60s").frameCounters()).containsExactly(4);
        assertThat(reader.uplinks("order=-received_at&limit=2").frameCounters()).containsExactly(4, 3);
    }

    @Test
    void givesALongAnswerInPages() {
        start(StorageSettings.cloud().pageLimit(3));
        for (int i = 0; i < 8; i++) {
            publish("dev1", i, Instant.now().minusSeconds(100));
        }
        for (String order : List.of("received_at", "-received_at")) {
            List<Integer> read = new ArrayList<>();
            StorageReader.Answer page = reader.uplinks("f_port=&limit=100&order=" + order);
            String token = page.header("X-Continuation-Token");
            read.addAll(page.frameCounters());
            int pages = 1;
            while (token != null) {
                // the token stands for the parameters, and these do not count beside it
                page = reader.uplinks("continuation_token=" + token + "&f_port=99");
                token = page.header("X-Continuation-Token");
                read.addAll(page.frameCounters());
                pages++;
            }
            List<Integer> all = IntStream.range(0, 8)
                    .map(i -> order.startsWith("-") ? 7 - i : i)
                    .boxed()
                    .toList();
            assertThat(read).isEqualTo(all);
            assertThat(pages).isEqualTo(3);
        }
    }

    @Test
    void givesNoTokenAtTheVeryEnd() {
        start(StorageSettings.cloud().pageLimit(3));
        for (int i = 0; i < 3; i++) {
            publish("dev1", i, Instant.now());
        }
        assertThat(reader.uplinks("").header("X-Continuation-Token")).isNull();
    }

    @Test
    void counts() {
        start(StorageSettings.cloud());
        app.device("dev1").uplink().send();
        app.device("dev1").uplink().send();
        app.device("dev2").uplink().send();
        assertThat(reader.get(APPLICATION + "uplink_message/count").text())
                .isEqualTo("{\"count\":{\"dev1\":2,\"dev2\":1}}");
        assertThat(reader.get(APPLICATION + "uplink_normalized/count").status()).isEqualTo(400);
    }

    @Test
    void thinsByAFieldMask() {
        start(StorageSettings.cloud());
        app.device("dev1").uplink(1, new byte[] {1}, Map.of("t", 21.5));
        StorageReader.Answer answer = reader.uplinks("field_mask=up.uplink_message.decoded_payload");
        assertThat(answer.results().get(0).fieldNames())
                .toIterable()
                .containsExactly("end_device_ids", "received_at", "uplink_message");
        assertThat(answer.results().get(0).get("uplink_message").toString())
                .isEqualTo("{\"decoded_payload\":{\"t\":21.5}}");
    }

    @Test
    void tellsWhoMayNotRead() {
        start(StorageSettings.cloud());
        Application other = stack.application("app2@ttn");
        String path = APPLICATION + "uplink_message";

        assertError(new StorageReader(stack.storage(), null).get(path), 401, 16);
        assertError(new StorageReader(stack.storage(), "NNSXS.WRONG").get(path), 401, 16);
        assertError(new StorageReader(stack.storage(), app.apiKey(Right.TRAFFIC_DOWN_WRITE)).get(path), 403, 7);
        assertError(new StorageReader(stack.storage(), other.apiKey(Right.LINK)).get(path), 403, 7);
        assertError(reader.get(path.replace("app1", "app9")), 404, 5);
        stack.storage().switchOff(app);
        assertError(reader.get(path), 404, 5);
        stack.storage().switchOn(app);
        assertThat(reader.get(path).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        start(StorageSettings.cloud());
        for (String query : List.of(
                "limit=many",
                "limit=-1",
                "after=yesterday",
                "last=soon",
                "last=10m&after=2026-01-01T00:00:00Z",
                "order=f_cnt",
                "f_port=x",
                "continuation_token=abc")) {
            assertError(reader.uplinks(query), 400, 3);
        }
        assertError(reader.get(APPLICATION + "uplinks"), 400, 3);
        assertError(reader.get("/api/v3/applications/app1"), 404, 5);
    }

    @Test
    void limitsRequests() {
        start(StorageSettings.cloud().rateLimit(2, Duration.ofMinutes(1)));
        reader.uplinks("");
        reader.uplinks("");
        StorageReader.Answer third = reader.uplinks("");
        assertError(third, 429, 8);
        assertThat(third.header("X-Rate-Limit-Limit")).isEqualTo("2");
        assertThat(third.header("X-Rate-Limit-Available")).isEqualTo("0");
        assertThat(third.header("X-Rate-Limit-Reset")).isEqualTo("60");
        assertThat(third.header("X-Rate-Limit-Retry")).isEqualTo("60");
    }

    @Test
    void writesInBatches() {
        start(StorageSettings.cloud().writeDelay(Duration.ofMinutes(10)));
        app.device("dev1").uplink().send();
        assertThat(reader.uplinks("").results()).isEmpty();
        stack.storage().write();
        assertThat(reader.uplinks("").results()).hasSize(1);
        stack.close();

        start(StorageSettings.cloud().writeDelay(Duration.ofMillis(50)));
        app.device("dev1").uplink().send();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> reader.uplinks("").results().size() == 1);
        app.device("dev1").uplink().send();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> reader.uplinks("").results().size() == 2);
    }

    @Test
    void forgetsWhatIsOldOrTooMuch() {
        start(StorageSettings.sandbox().capacity(3));
        publish("dev1", 9, Instant.now().minus(Duration.ofHours(25)));
        assertThat(reader.uplinks("").results()).isEmpty();
        for (int i = 0; i < 5; i++) {
            publish("dev1", i, Instant.now());
        }
        assertThat(reader.uplinks("").frameCounters()).containsExactly(2, 3, 4);
    }

    @Test
    void givesABacklogThatIsNotKept() {
        Instant start = Instant.parse("2026-11-23T00:00:00Z");
        start(TheThingsStack.builder()
                .clock(Clock.fixed(start.plusSeconds(3600), ZoneOffset.UTC))
                .storage(StorageSettings.cloud().pageLimit(0)));
        stack.storage().add(app, new StorageBacklog(10_000, 200, start, Duration.ofMillis(100)));
        app.device("dev1").uplink().send();

        assertThat(reader.uplinks("").results()).hasSize(10_001);
        StorageReader.Answer one =
                reader.get(DEVICE.replace("dev1", "backlog-7") + "uplink_message?after=2026-11-23T00:00:00.600Z");
        assertThat(one.frameCounters())
                .containsExactlyElementsOf(IntStream.range(1, 50).boxed().toList());
        assertThat(reader.uplinks("order=-received_at&limit=2&before=2026-11-23T00:00:01Z")
                        .results())
                .extracting(
                        result -> result.get("end_device_ids").get("device_id").asText())
                .containsExactly("backlog-10", "backlog-9");
        // always the same
        assertThat(reader.uplinks("limit=3").text())
                .isEqualTo(reader.uplinks("limit=3").text());
    }

    @Test
    void tellsWhatItWasAsked() {
        start(StorageSettings.cloud());
        app.device("dev1").uplink().send();
        reader.get(APPLICATION + "uplink_message?limit=5", "Accept", "text/event-stream");

        stack.storage().awaitRequests(1, Duration.ofSeconds(10));
        assertThat(stack.storage().requests())
                .containsExactly(new StorageRequest(
                        "GET", APPLICATION + "uplink_message", "limit=5", true, "text/event-stream"));
        assertThat(stack.storage().requestCount()).isEqualTo(1);
        assertThat(stack.storage().resultsSent()).isEqualTo(1);
    }

    @Test
    void livesWithoutMqttAndComesBackOnItsPort() {
        start(StorageSettings.cloud());
        stack.stop();
        app.device("dev1").uplink().send();
        assertThat(reader.uplinks("").results()).hasSize(1);

        stack.storage().stop();
        assertThat(stack.storage().isRunning()).isFalse();
        assertThatThrownBy(() -> reader.uplinks(""))
                .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
        stack.storage().restart();
        assertThat(reader.uplinks("").results()).hasSize(1);
    }

    private void publish(String deviceId, int fCnt, Instant receivedAt) {
        byte[] message = ("{\"end_device_ids\":{\"device_id\":\"" + deviceId
                        + "\"},\"correlation_ids\":[\"as:up:x\"],\"received_at\":\"" + receivedAt
                        + "\",\"uplink_message\":{\"f_port\":" + (10 + fCnt) + ",\"f_cnt\":" + fCnt + "}}")
                .getBytes();
        app.publish(deviceId, "up", message);
    }

    private static void assertError(StorageReader.Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("code").asInt()).isEqualTo(code);
        assertThat(answer.json().get("message").asText()).isNotEmpty();
    }
}
