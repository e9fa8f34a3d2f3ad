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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsStorageException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.StorageAddress;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageBacklog;
import io.github.cameltts.test.StorageFaults;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of a server, or a proxy before it, that does not do as it should. */
class StorageClientFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int ALL = 500;
    private static final StorageQuery UPLINKS = StorageQuery.uplinks(ApplicationUid.of("app1@ttn"));

    private final TheThingsStack stack = TheThingsStack.builder()
            .storage(StorageSettings.cloud().pageLimit(100))
            .start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.TRAFFIC_READ);
    private final StorageFaults faults = stack.storage().faults();
    private final AtomicInteger results = new AtomicInteger();
    private StorageClient client;

    @BeforeEach
    void start() {
        stack.storage().add(app, new StorageBacklog(ALL, 3, Instant.now().minusSeconds(3600), Duration.ofSeconds(1)));
        client = new StorageClient(new StorageClientSettings(
                StorageAddress.of(stack.storage().url()), apiKey, null, PATIENCE, ANSWER, IDLE, 10_000));
    }

    @AfterEach
    void stop() {
        client.close();
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, UNAVAILABLE, HTTP 500: error:pkg/standin:made_to_fail (made to fail)",
        "503, UNAVAILABLE, HTTP 503",
        "504, UNAVAILABLE, HTTP 504",
        "408, UNAVAILABLE, HTTP 408",
        "400, REFUSED, HTTP 400",
        "409, REFUSED, HTTP 409",
        "204, BROKEN, HTTP 204",
    })
    void tellsAStatusAndIsGoodAgainAfterwards(int status, StorageFault fault, String words) {
        faults.refuseNext(1, status);
        assertThat(fault())
                .hasMessageContaining(words)
                .extracting(TtsStorageException::fault)
                .isEqualTo(fault);
        assertReadsAll();
    }

    @Test
    void toleratesAnErrorThatIsNotTheServers() {
        faults.answerNext(1, 502, Map.of("Content-Type", "text/html"), "<html>Bad Gateway</html>");
        assertThat(fault())
                .hasMessage("The Storage Integration at " + stack.storage().url()
                        + " gave no results (HTTP 502). It is asked again later; check the server if that goes on.");
    }

    @Test
    void honoursARateLimitAndTheWayAProxyTellsIt() {
        faults.limitNext(1, Duration.ofSeconds(7));
        assertThat(fault().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        faults.answerNext(1, 429, Map.of("X-Rate-Limit-Reset", "60"), null);
        assertThat(fault().retryAfter()).isEqualTo(Duration.ofSeconds(60));
        faults.answerNext(1, 503, Map.of("Retry-After", "120"), null);
        assertThat(fault().retryAfter()).isEqualTo(Duration.ofSeconds(120));
        faults.answerNext(1, 503, Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), null);
        assertThat(fault().retryAfter()).isNull();
        faults.answerNext(1, 429, Map.of("X-Rate-Limit-Retry", "999999999"), null);
        assertThat(fault().retryAfter()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void doesNotTakeItsKeyElsewhere() {
        String elsewhere = stack.storage().url().replace("127.0.0.1", "localhost") + "/api/v3/elsewhere";
        faults.answerNext(1, 302, Map.of("Location", elsewhere), "");
        TtsStorageException e = fault();
        assertThat(e.fault()).isEqualTo(StorageFault.REDIRECTED);
        assertThat(stack.storage().requestCount()).isEqualTo(1);
    }

    @Test
    void givesWhatCameBeforeAnErrorInTheMidst() {
        faults.failAfter(40, 1);
        TtsStorageException e = fault();
        assertThat(e.fault()).isEqualTo(StorageFault.UNAVAILABLE);
        assertThat(e).hasMessageContaining("in the midst of the results, code 13: error:pkg/applicationserver");
        assertThat(results).hasValue(40);
        assertReadsAll();
    }

    @Test
    void givesWhatCameBeforeTheConnectionBroke() {
        faults.cutAfter(40, 1);
        assertThat(fault().fault()).isEqualTo(StorageFault.BROKEN);
        assertThat(results).hasValue(40);
        assertReadsAll();
    }

    @Test
    void givesWhatCameBeforeGarbage() {
        faults.garbleAfter(40, 1);
        TtsStorageException e = fault();
        assertThat(e.fault()).isEqualTo(StorageFault.BROKEN);
        assertThat(e).hasMessageContaining("something that is no JSON object").hasMessageNotContaining("upstream");
        assertThat(results).hasValue(40);
        assertReadsAll();
    }

    @Test
    void takesAPageOfHtmlForWhatItIs() {
        faults.answerNext(1, 200, Map.of("Content-Type", "text/html"), "<html>Log in</html>");
        assertThat(fault()).hasMessageContaining("Check that option storageUrl names the HTTP interface");
    }

    @Test
    void takesOtherJsonForWhatItIs() {
        faults.answerNext(1, 200, Map.of(), "{\"applications\":[]}");
        assertThat(fault()).hasMessageContaining("something else than results");
        faults.answerNext(1, 200, Map.of(), "{\"error\":5}");
        assertThat(fault().fault()).isEqualTo(StorageFault.BROKEN);
        faults.answerNext(1, 200, Map.of(), "{\"result\":{\"end_device_ids\":");
        assertThat(fault()).hasMessageContaining("ended its answer in the midst of a result");
    }

    @Test
    void boundsAResult() {
        faults.answerNext(1, 200, Map.of(), "{\"result\":{\"x\":\"" + "x".repeat(20_000) + "\"}}");
        assertThat(fault()).hasMessageContaining("a result of more than 10000 bytes");
    }

    @Test
    void waitsForAnAnswerForABoundedTime() {
        faults.ignoreNext(1);
        long start = System.nanoTime();
        TtsStorageException e = fault();
        assertThat(e.fault()).isEqualTo(StorageFault.TIMEOUT);
        assertThat(e).hasMessageContaining("did not answer within 3 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(2_990), Duration.ofSeconds(10));
        // its connection is of no use any more
        await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
        assertReadsAll();
    }

    @Test
    void waitsForTheNextByteForABoundedTime() {
        faults.stallAfter(40, 1);
        TtsStorageException e = fault();
        assertThat(e.fault()).isEqualTo(StorageFault.TIMEOUT);
        assertThat(e).hasMessageContaining("stopped in the midst of its answer for 1 s");
        assertThat(results).hasValue(40);
        await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
        assertReadsAll();
    }

    @Test
    void doesNotMindASlowServer() {
        // each pause is short, all of them together are not
        faults.delayAnswers(Duration.ofMillis(100)).delayResults(Duration.ofMillis(20));
        assertThat(readAll(UPLINKS.limit(60).after(Instant.now().minusSeconds(3600 - ALL + 60))))
                .isNull();
        assertThat(results.get()).isBetween(58, 61);
    }

    @Test
    void endsWhenInterrupted() throws InterruptedException {
        faults.stallAfter(40, 1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        try (StorageClient patient = new StorageClient(
                new StorageClientSettings(StorageAddress.of(stack.storage().url()), apiKey, null))) {
            Thread reader = new Thread(() -> {
                try {
                    patient.read(UPLINKS, result -> results.incrementAndGet() > 0);
                } catch (Throwable e) {
                    end.set(e);
                }
            });
            reader.start();
            await().atMost(PATIENCE).until(() -> results.get() == 40);
            reader.interrupt();
            reader.join(PATIENCE.toMillis());
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
            await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
        }
    }

    @Test
    void endsWhenClosedBeforeTheAnswer() throws InterruptedException {
        faults.ignoreNext(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        StorageClient patient = new StorageClient(
                new StorageClientSettings(StorageAddress.of(stack.storage().url()), apiKey, null));
        Thread reader = new Thread(() -> {
            try {
                patient.read(UPLINKS, result -> true);
            } catch (Throwable e) {
                end.set(e);
            }
        });
        reader.start();
        stack.storage().awaitRequests(1, PATIENCE);
        patient.close();
        reader.join(PATIENCE.toMillis());
        assertThat(end.get()).isInstanceOfSatisfying(TtsStorageException.class, e -> assertThat(e.fault())
                .isEqualTo(StorageFault.CLOSED));
        await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
    }

    @Test
    void doesNotMindThatAnIdleConnectionWasClosed() {
        assertReadsAll();
        stack.storage().disconnectAll();
        assertReadsAll();
        stack.storage().restart();
        assertReadsAll();
    }

    @Test
    void goesOnFromTheLastPageAfterAnOutageInTheMidst() throws InterruptedException {
        AtomicReference<String> checkpoint = new AtomicReference<>();
        StorageHandler counting = new StorageHandler() {
            @Override
            public boolean result(byte[] applicationUp) {
                results.incrementAndGet();
                return true;
            }

            @Override
            public boolean pageEnd(String continuationToken) {
                checkpoint.set(continuationToken);
                if (results.get() == 200) {
                    stack.storage().stop();
                }
                return true;
            }
        };
        assertThatThrownBy(() -> client.read(UPLINKS, counting))
                .isInstanceOfSatisfying(
                        TtsStorageException.class,
                        e -> assertThat(e.fault().isPassing()).isTrue());
        stack.storage().restart();

        assertThat(client.read(UPLINKS.from(checkpoint.get()), counting)).isTrue();

        assertThat(results).hasValue(ALL);
    }

    @Test
    void doesNotRunInCircles() {
        faults.answerNext(1000, 200, Map.of("X-Continuation-Token", "same"), "");
        assertThat(fault()).hasMessageContaining("leads from a page to the same page");
        assertThat(stack.storage().requestCount()).isEqualTo(2);
    }

    @Test
    void tellsWhichFaultsPass() {
        assertThat(StorageFault.RATE_LIMITED.isPassing()).isTrue();
        assertThat(StorageFault.UNAUTHORIZED.isPassing()).isFalse();
    }

    private void assertReadsAll() {
        results.set(0);
        assertThat(fault()).isNull();
        assertThat(results).hasValue(ALL);
    }

    private TtsStorageException fault() {
        return readAll(UPLINKS);
    }

    private TtsStorageException readAll(StorageQuery query) {
        try {
            assertThat(client.read(query, result -> results.incrementAndGet() > 0))
                    .isTrue();
            return null;
        } catch (TtsStorageException e) {
            assertThat(e).hasMessageNotContaining(apiKey);
            return e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
