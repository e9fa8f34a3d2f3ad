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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.observe.ConsumerView;
import io.github.cameltts.storage.BackfillView;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a route misses comes from the Storage Integration. */
class TtsBackfillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TheThingsStack stack =
            TheThingsStack.builder().storage(StorageSettings.cloud()).start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final Device device = app.device("dev1").activate();
    private final KeptStates repository = new KeptStates();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private CamelContext context;

    private record Heard(String device, long fCnt, boolean backfilled) {}

    @AfterEach
    void stop() throws Exception {
        if (context != null) {
            context.close();
        }
        stack.close();
    }

    @Test
    void whatWasSentDuringAnInterruptionIsFetchedOnceAndMarked() throws Exception {
        start("");
        send(0, 1, 2);
        awaitHeard(3);

        stack.stop();
        send(3, 4, 5);
        stack.restart();
        app.awaitSubscriber("+", "up", PATIENCE);
        send(6);

        awaitHeard(7);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        new Heard("dev1", 0, false),
                        new Heard("dev1", 1, false),
                        new Heard("dev1", 2, false),
                        new Heard("dev1", 3, true),
                        new Heard("dev1", 4, true),
                        new Heard("dev1", 5, true),
                        new Heard("dev1", 6, heardBackfilled(6)));
        assertThat(heard.stream().filter(Heard::backfilled).map(Heard::fCnt)).isSorted();
        await().atMost(PATIENCE).until(() -> view().lag().isZero());
        assertThat(view().gaps()).isEqualTo(1);
        assertThat(view().recovered()).isBetween(3L, 4L);
        assertThat(view().radioLosses()).isZero();
    }

    @Test
    void whatWasSentWhileTheApplicationWasDownIsFetchedFromTheCursorOn() throws Exception {
        start("");
        send(0, 1);
        awaitHeard(2);
        context.close();
        send(2, 3);

        start("");

        awaitHeard(4);
        assertThat(heard.subList(2, 4)).containsExactly(new Heard("dev1", 2, true), new Heard("dev1", 3, true));
    }

    @Test
    void afterACleanRestartNothingComesOnceMore() throws Exception {
        start("");
        send(0, 1);
        awaitHeard(2);
        context.close();

        start("");
        send(2);

        awaitHeard(3);
        await().during(Duration.ofMillis(1500)).until(() -> heard.size() == 3);
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aStopDuringTheFirstReadingLetsNothingComeTwice() throws Exception {
        stack.storage().faults().delayAnswers(Duration.ofSeconds(3));
        start("");
        send(0);
        awaitHeard(1);
        context.close();
        stack.storage().faults().reset();
        send(1);

        start("");

        awaitHeard(2);
        await().during(Duration.ofMillis(1500)).until(() -> heard.size() == 2);
        assertThat(heard.get(1)).isEqualTo(new Heard("dev1", 1, true));
    }

    @Test
    void whatTheRouteIsTryingAgainWhenItStopsIsFetchedAtTheNextStart() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        CountDownLatch tried = new CountDownLatch(1);
        start("", exchange -> {
            if (away.get()) {
                tried.countDown();
                throw new IOException("the database is away");
            }
        });
        send(0);
        awaitHeard(1);
        away.set(true);
        send(1);
        tried.await();
        context.getShutdownStrategy().setTimeout(1);
        context.close();

        start("");

        awaitHeard(2);
        assertThat(heard.get(1)).isEqualTo(new Heard("dev1", 1, true));
    }

    @Test
    void afterACrashWhatWasHandledBehindTheCursorComesOnceMore() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        await().atMost(PATIENCE).until(() -> view().lag().isZero());
        await().atMost(PATIENCE)
                .until(() -> repository.states.values().stream().anyMatch(each -> each.contains(",0,"))
                        && repository.states.containsValue(view().cursor().toString()));
        Map<String, String> before = Map.copyOf(repository.states);
        send(1);
        awaitHeard(2);
        context.close();
        // what a process leaves that was killed before it could write again
        repository.states.clear();
        repository.states.putAll(before);

        start("");

        awaitHeard(3);
        assertThat(heard.get(2)).isEqualTo(new Heard("dev1", 1, true));
    }

    @Test
    void whatWasMissingAtACrashIsLookedForAfterIt() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        stack.faults().drop(delivery -> true);
        send(1);
        stack.faults().reset();
        stack.storage().stop();
        send(2);
        awaitHeard(2);
        context.close();
        // far enough behind the cursor for the overlap not to hold it
        repository.states.replaceAll((key, value) ->
                key.contains("cursor") ? Instant.now().plusSeconds(10).toString() : value);
        stack.storage().restart();

        start("");

        awaitHeard(3);
        assertThat(heard.get(2)).isEqualTo(new Heard("dev1", 1, true));
    }

    @Test
    void whatTheServerDropsInSilenceIsFetchedWhenTheFrameCounterTells() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        stack.faults().drop(delivery -> true);
        send(1, 2);
        stack.faults().reset();
        send(3);

        awaitHeard(4);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        new Heard("dev1", 0, false),
                        new Heard("dev1", 3, false),
                        new Heard("dev1", 1, true),
                        new Heard("dev1", 2, true));
        assertThat(view().radioLosses()).isZero();
    }

    @Test
    void whatTheStorageDoesNotHaveEitherWasLostByTheRadio() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        send(4);

        await().atMost(PATIENCE).until(() -> view().radioLosses() == 3);
        assertThat(view().radioLossesByDevice()).containsExactly(Map.entry("dev1", 3L));
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 4L);
    }

    @Test
    void aSessionThatBeginsAnewIsNoGap() throws Exception {
        start("");
        send(0, 1, 2);
        awaitHeard(3);
        long requests = stack.storage().requestCount();
        device.join();
        device.uplink(1, new byte[] {1}, Map.of());
        device.uplink(1, new byte[] {2}, Map.of());
        awaitHeard(5);

        await().during(Duration.ofSeconds(1)).until(() -> view().radioLosses() == 0);
        // the start asks once more for its end
        assertThat(stack.storage().requestCount()).isLessThanOrEqualTo(requests + 1);
    }

    @Test
    void whatAnOverflowDroppedIsFetched() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        start("&queueSize=4", exchange -> go.await());
        await().atMost(PATIENCE)
                .until(() -> view().cursor() != null && view().lag().isZero());
        send(0);
        await().atMost(PATIENCE).until(() -> consumerView().lanes().inWork() == 1);
        send(1, 2, 3, 4, 5, 6, 7, 8, 9);
        // copies from the storage may be among what is dropped
        await().atMost(PATIENCE).until(() -> consumerView().lanes().dropped() >= 5);
        go.countDown();

        awaitHeard(10);
        assertThat(heard).extracting(Heard::fCnt).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(heard).filteredOn(Heard::backfilled).hasSizeGreaterThanOrEqualTo(5);
        assertThat(view().gaps()).isPositive();
    }

    @Test
    void aLateUplinkWaitsForThoseBeforeItWhereAskedTo() throws Exception {
        start("&backfillHold=20s");
        send(0);
        awaitHeard(1);
        stack.stop();
        send(1, 2, 3);
        stack.storage().stop();
        stack.restart();
        app.awaitSubscriber("+", "up", PATIENCE);
        send(4);
        stack.storage().restart();

        awaitHeard(5);
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void theFirstStartGoesBackAsFarAsAskedTo() throws Exception {
        publish(1, Instant.now().minus(Duration.ofHours(3)));
        publish(2, Instant.now().minus(Duration.ofHours(1)));

        start("&backfillInitial=2h");

        awaitHeard(1);
        send(3);
        awaitHeard(2);
        assertThat(heard).containsExactly(new Heard("dev1", 2, true), new Heard("dev1", 3, false));
    }

    @Test
    void withoutAnInitialTimeTheFirstStartFetchesNothingOfThePast() throws Exception {
        publish(1, Instant.now().minusSeconds(10));

        start("");

        send(2);
        awaitHeard(1);
        assertThat(heard).containsExactly(new Heard("dev1", 2, false));
    }

    @Test
    void whileTheStorageIsDownLiveTrafficGoesOnAndHealthTellsAndItCatchesUpByItself() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        stack.storage().stop();
        stack.stop();
        send(1);
        stack.restart();
        app.awaitSubscriber("+", "up", PATIENCE);

        send(2);
        awaitHeard(2);
        await().atMost(PATIENCE).until(() -> view().problem() != null);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage().orElseThrow()).contains("What was missed cannot be fetched");
        assertThat(view().lag()).isPositive();

        stack.storage().restart();

        awaitHeard(3);
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
        assertThat(view().lag()).isZero();
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 2L, 1L);
    }

    @Test
    void aKeyThatTheStorageRefusesIsToldWithoutPrintingIt() throws Exception {
        stack.storage().switchOff(app);
        start("");
        send(0);
        awaitHeard(1);

        await().atMost(PATIENCE).until(() -> view().problem() != null);
        assertThat(view().problem()).doesNotContain(apiKey).contains("Storage Integration");
        stack.storage().switchOn(app);
        await().atMost(PATIENCE).until(() -> view().problem() == null);
    }

    @Test
    void anAnswerThatBreaksOffIsReadOnFromWhereItDid() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        stack.stop();
        send(1, 2, 3, 4, 5, 6);
        stack.storage().faults().cutAfter(3, 1).failAfter(2, 1);
        stack.restart();

        awaitHeard(7);
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(view().errors()).isPositive();
        await().atMost(PATIENCE).until(() -> view().problem() == null);
    }

    @Test
    void whereTheServerLimitsRequestsItWaitsAsLongAsTheServerSays() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        await().atMost(PATIENCE).until(() -> view().lag().isZero());
        stack.storage().faults().limitNext(1, Duration.ofSeconds(2));
        stack.stop();
        send(1);
        stack.restart();
        app.awaitSubscriber("+", "up", PATIENCE);
        long requests = stack.storage().requestCount();

        send(2);
        awaitHeard(2);
        await().atMost(PATIENCE).until(() -> view().problem() != null);
        awaitHeard(3);
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 2L, 1L);
        assertThat(view().errors()).isEqualTo(1);
        assertThat(stack.storage().requestCount() - requests).isLessThanOrEqualTo(3);
    }

    @Test
    void aSlowStorageHoldsNoLiveMessageUp() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        stack.storage().faults().delayResults(Duration.ofMillis(300));
        stack.stop();
        send(1, 2, 3, 4, 5);
        stack.restart();
        app.awaitSubscriber("+", "up", PATIENCE);
        send(6);

        await().atMost(PATIENCE).until(() -> heard.contains(new Heard("dev1", 6, false)));
        assertThat(heard).extracting(Heard::fCnt).doesNotContain(5L);
        awaitHeard(7);
    }

    @Test
    void whereTheRepositoryOfTheCursorFailsLiveMessagesGoOnAndHealthTells() throws Exception {
        repository.failure = new IllegalStateException("the database is down");
        start("");
        send(0);
        awaitHeard(1);
        await().atMost(PATIENCE).until(() -> view().problem() != null);
        assertThat(view().problem()).contains("the database is down").contains("cursorRepository");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);

        repository.failure = null;
        await().atMost(PATIENCE).until(() -> view().problem() == null);
        await().atMost(PATIENCE).until(() -> !repository.states.isEmpty());
    }

    @Test
    void suspendedTheConsumerFetchesNothingAndResumedItFetchesAll() throws Exception {
        start("");
        send(0);
        awaitHeard(1);
        context.getRouteController().suspendRoute("uplinks");
        send(1, 2);
        context.getRouteController().resumeRoute("uplinks");
        app.awaitSubscriber("+", "up", PATIENCE);

        awaitHeard(3);
        assertThat(heard).extracting(Heard::fCnt).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aStoredMessageHasTheHeadersOfALiveOne() throws Exception {
        List<Exchange> exchanges = new CopyOnWriteArrayList<>();
        start("&backfillInitial=1h", exchanges::add);
        send(0);
        awaitHeard(1);
        stack.stop();
        send(1);
        stack.restart();
        awaitHeard(2);

        Exchange live = exchanges.get(0);
        Exchange stored = exchanges.get(1);
        assertThat(stored.getMessage().getHeaders().keySet())
                .containsAll(live.getMessage().getHeaders().keySet())
                .contains(TtsConstants.BACKFILLED);
        assertThat(live.getMessage().getHeaders()).doesNotContainKey(TtsConstants.BACKFILLED);
        assertThat(stored.getMessage()
                        .getBody(ApplicationUp.class)
                        .uplinkMessage()
                        .frmPayload())
                .isEqualTo(new byte[] {1});
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws Exception {
        context = new DefaultCamelContext();
        String address = "tts:app1@ttn?cluster=eu1&apiKey=k&backfill=storage";
        assertThatThrownBy(() -> context.getEndpoint(address + "&bodyType=json"))
                .hasRootCauseMessage("Option backfill=storage does not go with bodyType=json: copies can only be told"
                        + " from each other where messages are read. Leave bodyType out; the body converted to String or"
                        + " byte[] is the message as received.");
        assertThatThrownBy(() -> context.getEndpoint(address + "&events=join")).hasMessageContaining("events=join");
        assertThatThrownBy(() -> context.getEndpoint(address + "&backfillOverlap=60"))
                .hasMessageContaining("write 60s");
        assertThatThrownBy(() -> context.getEndpoint("tts:app1@ttn?brokerUrl=tcp://localhost:1883&backfill=storage"))
                .hasMessageContaining("storageUrl");
        assertThatThrownBy(() -> context.getEndpoint(address + "&backfillHold=10s&overflowPolicy=block"))
                .hasMessageContaining("backfillHold");
        assertThatThrownBy(() -> context.getEndpoint("tts:app1@ttn?cluster=eu1&apiKey=k&backfill=mqtt"))
                .hasMessageContaining("none, storage");
    }

    private void start(String options) throws Exception {
        start(options, exchange -> {});
    }

    private void start(String options, org.apache.camel.Processor processor) throws Exception {
        context = new DefaultCamelContext();
        context.getRegistry().bind("cursors", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(-1)
                        .redeliveryDelay(50)
                        .logRetryAttempted(false));
                from("tts:app1@ttn?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey
                                + ")&reconnectDelay=20&maxReconnectDelay=50&backfill=storage&backfillOverlap=2s"
                                + "&cursorRepository=#cursors&storageUrl="
                                + stack.storage().url() + options)
                        .routeId("uplinks")
                        .process(processor)
                        .process(TtsBackfillTest.this::hear);
            }
        });
        context.start();
        app.awaitSubscriber("+", "up", PATIENCE);
    }

    private void hear(Exchange exchange) {
        heard.add(new Heard(
                exchange.getMessage().getHeader(TtsConstants.DEVICE_ID, String.class),
                exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class),
                exchange.getMessage().getHeader(TtsConstants.BACKFILLED, false, Boolean.class)));
    }

    private boolean heardBackfilled(long fCnt) {
        return heard.stream().anyMatch(each -> each.fCnt() == fCnt && each.backfilled());
    }

    private void send(long... fCnts) {
        for (long fCnt : fCnts) {
            device.uplink().fCnt(fCnt).frmPayload((byte) fCnt).send();
        }
    }

    private void publish(long fCnt, Instant receivedAt) {
        String json = "{\"end_device_ids\":{\"device_id\":\"dev1\"},\"received_at\":\"" + receivedAt
                + "\",\"uplink_message\":{\"session_key_id\":\"AQ==\",\"f_port\":1,\"f_cnt\":" + fCnt
                + ",\"received_at\":\"" + receivedAt + "\"}}";
        app.publish("dev1", "up", json.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitHeard(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).hasSize(count));
    }

    private ConsumerView consumerView() {
        return ((TtsConsumer) context.getRoute("uplinks").getConsumer()).view();
    }

    private BackfillView view() {
        return consumerView().backfill();
    }

    private HealthCheck.Result health() {
        return ((org.apache.camel.health.HealthCheckAware)
                        context.getRoute("uplinks").getConsumer())
                .getHealthCheck()
                .call();
    }
}
