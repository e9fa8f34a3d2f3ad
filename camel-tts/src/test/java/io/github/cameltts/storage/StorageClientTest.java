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

import io.github.cameltts.TtsConfigurationException;
import io.github.cameltts.TtsStorageException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Event;
import io.github.cameltts.address.StorageAddress;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageBacklog;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StorageClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final StorageQuery UPLINKS = StorageQuery.uplinks(ApplicationUid.of("app1@ttn"));

    private TheThingsStack stack;
    private Application app;
    private String apiKey;
    private StorageClient client;

    private void start(StorageSettings settings) {
        stack = TheThingsStack.builder().storage(settings).start();
        app = stack.application("app1@ttn");
        apiKey = app.apiKey(Right.TRAFFIC_READ);
        client = client(apiKey);
    }

    private StorageClient client(String key) {
        return new StorageClient(
                new StorageClientSettings(StorageAddress.of(stack.storage().url()), key, null));
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void readsWhatMqttSentWithTheSameDeduplicationId() throws InterruptedException {
        start(StorageSettings.cloud().allEvents());
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] published = app.device("dev" + i % 3).uplink(2, new byte[] {(byte) i}, Map.of("t", i / 2.0));
            sent.add(MessageCodec.readApplicationUp(published).deduplicationId());
        }

        Collector read = new Collector();
        assertThat(client.read(UPLINKS, read)).isTrue();

        assertThat(read.messages).extracting(ApplicationUp::deduplicationId).containsExactlyElementsOf(sent);
        assertThat(read.messages).allMatch(message -> message.correlationIds().isEmpty());
        assertThat(read.messages)
                .extracting(message -> message.uplinkMessage().decodedPayload().get("t"))
                .hasSize(20)
                .doesNotContainNull();
    }

    @Test
    void givesOtherEventsTheSameDeduplicationIdToo() throws InterruptedException {
        start(StorageSettings.cloud().allEvents());
        byte[] join = app.device("dev1").join();
        byte[] location = app.device("dev1").locationSolved("gnss", io.github.cameltts.test.Location.gps(52.5, 4.9, 3));
        app.device("dev1").scheduleDownlink(1, new byte[] {1}, false);

        assertThat(ids(Event.JOIN)).containsExactly(id(join));
        assertThat(ids(Event.LOCATION_SOLVED)).containsExactly(id(location));
        assertThat(ids(Event.DOWN_QUEUED)).hasSize(1);
    }

    @Test
    void readsPageAfterPageOnOneConnection() throws InterruptedException {
        start(StorageSettings.cloud().pageLimit(100));
        backlog(1_050);

        Collector read = new Collector();
        assertThat(client.read(UPLINKS, read)).isTrue();

        assertThat(read.messages).hasSize(1_050);
        assertThat(read.messages)
                .extracting(ApplicationUp::receivedAt)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(read.tokens).hasSize(11).last().isNull();
        assertThat(read.tokens.subList(0, 10)).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(stack.storage().connectionCount()).isEqualTo(1);
        assertThat(stack.storage().requests()).allMatch(request -> request.authorized());
    }

    @Test
    void goesOnFromWhereAPageEnded() throws InterruptedException {
        start(StorageSettings.cloud().pageLimit(10));
        backlog(25);
        Collector first = new Collector() {
            @Override
            public boolean pageEnd(String continuationToken) {
                super.pageEnd(continuationToken);
                return false;
            }
        };
        assertThat(client.read(UPLINKS, first)).isFalse();

        Collector rest = new Collector();
        assertThat(client.read(UPLINKS.from(first.tokens.get(0)), rest)).isTrue();

        assertThat(first.messages).hasSize(10);
        assertThat(rest.messages).hasSize(15);
        assertThat(rest.messages.get(0).receivedAt())
                .isAfter(first.messages.get(9).receivedAt());
    }

    @Test
    void asksForATimeAndADevice() throws InterruptedException {
        start(StorageSettings.cloud());
        Instant start = backlog(100);
        Collector read = new Collector();
        client.read(
                UPLINKS.device("backlog-3")
                        .after(start.plusMillis(200))
                        .before(start.plusMillis(2_300))
                        .limit(7),
                read);
        assertThat(read.messages)
                .extracting(message -> message.uplinkMessage().fCnt())
                .containsExactly(1L, 2L);
        assertThat(stack.storage().requests().get(0).query())
                .matches("after=[^&]+&before=[^&]+&limit=7&order=received_at");
    }

    @Test
    void findsNothingWhereNothingIs() throws InterruptedException {
        start(StorageSettings.cloud());
        Collector read = new Collector();
        assertThat(client.read(UPLINKS, read)).isTrue();
        assertThat(read.messages).isEmpty();
        assertThat(read.tokens).containsExactly((String) null);
    }

    @Test
    void stopsWhenTheHandlerHasEnough() throws InterruptedException {
        start(StorageSettings.cloud().pageLimit(0));
        backlog(1_000_000);
        AtomicInteger count = new AtomicInteger();

        assertThat(client.read(UPLINKS, result -> count.incrementAndGet() < 5)).isFalse();

        assertThat(count).hasValue(5);
        await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
        assertThat(stack.storage().resultsSent()).isLessThan(100_000);
    }

    @Test
    void letsTheServerWaitForASlowHandler() throws Exception {
        start(StorageSettings.cloud().pageLimit(0));
        backlog(1_000_000);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                client.read(UPLINKS, result -> {
                    waiting.countDown();
                    goOn.await();
                    return false;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.start();
        waiting.await();

        AtomicReference<Long> sent = new AtomicReference<>(-1L);
        await().pollInterval(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> {
            long now = stack.storage().resultsSent();
            return sent.getAndSet(now) == now;
        });
        assertThat(sent.get()).isLessThan(100_000);

        goOn.countDown();
        reader.join();
    }

    @Test
    void passesOnWhatTheHandlerThrows() {
        start(StorageSettings.cloud());
        backlog(3);
        assertThatThrownBy(() -> client.read(UPLINKS, result -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void tellsARefusalInWordsAndWithoutTheKey() {
        start(StorageSettings.cloud());
        String other = app.apiKey(Right.TRAFFIC_DOWN_WRITE);

        assertFault("NNSXS.WRONG", StorageFault.UNAUTHORIZED, "Check option apiKey");
        assertFault(null, StorageFault.UNAUTHORIZED, "HTTP 401: error:pkg/auth:invalid_token (invalid token)");
        assertFault(other, StorageFault.FORBIDDEN, "RIGHT_APPLICATION_TRAFFIC_READ");
        stack.storage().switchOff(app);
        assertFault(apiKey, StorageFault.NOT_FOUND, "that the Storage Integration is switched on for it");
    }

    @Test
    void tellsHowLongToWait() {
        start(StorageSettings.cloud().rateLimit(1, Duration.ofSeconds(90)));
        assertThat(fault(apiKey)).isNull();
        TtsStorageException limited = fault(apiKey);
        assertThat(limited.fault()).isEqualTo(StorageFault.RATE_LIMITED);
        assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(limited).hasMessageEndingWith("Too many requests: it may be asked again in 90 s.");
    }

    @Test
    void refusesATokenThatIsNone() {
        start(StorageSettings.cloud());
        assertThatThrownBy(() -> client.read(UPLINKS.from("not a token & more"), result -> true))
                .isInstanceOfSatisfying(
                        TtsStorageException.class, e -> assertThat(e.fault()).isEqualTo(StorageFault.REFUSED));
    }

    @Test
    void tellsThatNobodyIsThere() {
        start(StorageSettings.cloud());
        stack.storage().stop();
        assertFault(apiKey, StorageFault.UNREACHABLE, "does not accept connections");
        stack.storage().restart();
        assertThat(fault(apiKey)).isNull();
    }

    @Test
    void tellsThatAHostIsUnknown() throws InterruptedException {
        try (StorageClient nowhere = new StorageClient(
                new StorageClientSettings(StorageAddress.of("https://nowhere.invalid"), null, null))) {
            assertThatThrownBy(() -> nowhere.read(UPLINKS, result -> true))
                    .isInstanceOfSatisfying(TtsStorageException.class, e -> assertThat(e.fault())
                            .isEqualTo(StorageFault.UNREACHABLE))
                    .hasMessageContaining("host that is unknown");
        }
    }

    @Test
    void endsWhenClosed() throws Exception {
        start(StorageSettings.cloud().pageLimit(0));
        backlog(1_000_000);
        CountDownLatch reading = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                client.read(UPLINKS, result -> {
                    reading.countDown();
                    return true;
                });
            } catch (Throwable e) {
                end.set(e);
            }
        });
        reader.start();
        reading.await();

        client.close();

        reader.join(PATIENCE.toMillis());
        assertThat(end.get()).isInstanceOfSatisfying(TtsStorageException.class, e -> assertThat(e.fault())
                .isEqualTo(StorageFault.CLOSED));
        await().atMost(PATIENCE).until(() -> stack.storage().connectionCount() == 0);
        assertThatThrownBy(() -> client.read(UPLINKS, result -> true))
                .isInstanceOfSatisfying(
                        TtsStorageException.class, e -> assertThat(e.fault()).isEqualTo(StorageFault.CLOSED));
    }

    @Test
    void keepsNothingOfWhatItReads() throws InterruptedException {
        start(StorageSettings.cloud().pageLimit(5_000));
        backlog(200_000);
        AtomicInteger count = new AtomicInteger();
        client.read(UPLINKS, result -> count.incrementAndGet() > 0);
        assertThat(count).hasValue(200_000);
        assertThat(stack.storage().requestCount()).isEqualTo(40);
    }

    @Test
    void hidesItsKey() {
        StorageAddress address = StorageAddress.of("http://localhost:1885");
        assertThat(new StorageClientSettings(address, "NNSXS.SECRET", null))
                .hasToString("StorageClientSettings[http://localhost:1885]");
        assertThatThrownBy(() -> new StorageClientSettings(address, "NNSXS.SECRET\n", null))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessageContaining("Option apiKey")
                .hasMessageNotContaining("SECRET");
    }

    private Instant backlog(long count) {
        Instant start = Instant.now().minusSeconds(200_000);
        stack.storage().add(app, new StorageBacklog(count, 10, start, Duration.ofMillis(100)));
        return start;
    }

    private List<String> ids(Event event) throws InterruptedException {
        Collector read = new Collector();
        client.read(new StorageQuery(UPLINKS.application(), null, event, null, null, 0, null), read);
        return read.messages.stream().map(ApplicationUp::deduplicationId).toList();
    }

    private static String id(byte[] published) {
        return MessageCodec.readApplicationUp(published).deduplicationId();
    }

    private TtsStorageException fault(String key) {
        try (StorageClient one = client(key)) {
            one.read(UPLINKS, result -> true);
            return null;
        } catch (TtsStorageException e) {
            return e;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFault(String key, StorageFault fault, String words) {
        TtsStorageException e = fault(key);
        assertThat(e.fault()).isEqualTo(fault);
        assertThat(e)
                .hasMessageStartingWith("The Storage Integration at http://127.0.0.1:")
                .hasMessageContaining(words);
        if (key != null) {
            assertThat(e).hasMessageNotContaining(key);
        }
    }

    private static class Collector implements StorageHandler {

        final List<ApplicationUp> messages = new ArrayList<>();
        final List<String> tokens = new ArrayList<>();

        @Override
        public boolean result(byte[] applicationUp) {
            messages.add(MessageCodec.readApplicationUp(applicationUp));
            return true;
        }

        @Override
        public boolean pageEnd(String continuationToken) {
            tokens.add(continuationToken);
            return true;
        }
    }
}
