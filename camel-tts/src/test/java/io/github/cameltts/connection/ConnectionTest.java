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
package io.github.cameltts.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConfigurationException;
import io.github.cameltts.TtsConnectionException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import io.github.cameltts.address.EventSelection;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.connection.ConnectionState.Status;
import java.io.EOFException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final ApplicationUid APP = ApplicationUid.of("app1@ttn");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1);
    private final Connections connections = new Connections(thread);
    private final FakeServer server = new FakeServer();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    @Test
    void leasesOfTheSameIdentityShareOneConnection() {
        Lease first = lease(settings());
        Lease second = lease(settings());
        awaitConnected(first);

        assertThat(server.transports).hasSize(1);
        join(first.giveBack());
        assertThat(second.state().isConnected()).isTrue();
        join(second.giveBack());
        assertThat(server.last().closed).isTrue();
        assertThat(second.state().status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void givingALeaseBackTwiceTakesNobodyElsesAway() {
        Lease first = lease(settings());
        Lease second = lease(settings());
        awaitConnected(second);

        join(first.giveBack());
        join(first.giveBack());

        assertThat(server.last().closed).isFalse();
    }

    @Test
    void directionsHaveConnectionsOfTheirOwnWithClientIdsOfTheirOwn() {
        awaitConnected(lease(settings(Direction.UPSTREAM, "mine", "key")));
        awaitConnected(lease(settings(Direction.DOWNSTREAM, "mine", "key")));

        assertThat(server.transports)
                .extracting(transport -> transport.options.clientId())
                .containsExactlyInAnyOrder("mine-upstream", "mine-downstream");
    }

    @Test
    void endpointsThatDisagreeAreToldBothNamesAndTheOption() {
        lease(settings(Direction.UPSTREAM, "mine", "key"));

        assertThatThrownBy(() -> connections.lease(
                        settings(Direction.UPSTREAM, "yours", "key"), null, server, "tts:app1@ttn/dev2"))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage(
                        "Endpoints tts:app1@ttn and tts:app1@ttn/dev2 share the connection to tcp://localhost:1883 as"
                                + " app1@ttn (upstream) but differ in option clientId. Give both the same value, best once on the"
                                + " component.");
    }

    @Test
    void triesUntilTheServerIsThere() {
        server.down();
        Lease lease = lease(settings());
        await().atMost(PATIENCE).until(() -> server.transports.size() >= 3);
        assertThat(lease.state().status()).isEqualTo(Status.DISCONNECTED);
        assertThat(lease.state().reason())
                .isEqualTo(
                        "Nothing accepts connections at tcp://localhost:1883 (Connection refused). Check that the server"
                                + " runs, and host and port.");
        assertThat(server.transports.subList(0, 2)).allMatch(transport -> transport.closed);

        server.up();

        awaitConnected(lease);
        assertThat(lease.state().reason()).isNull();
    }

    @Test
    void aPublishThatCannotBeWrittenFailsWhenItsTimeIsOver() {
        Lease lease = lease(settings());
        awaitConnected(lease);
        server.unwritable = true;

        CompletableFuture<Void> published =
                lease.publish("topic", new byte[1], Duration.ofMillis(50)).toCompletableFuture();

        await().atMost(PATIENCE).until(published::isDone);
        assertThatThrownBy(published::join)
                .hasCauseInstanceOf(TtsConnectionException.class)
                .hasMessageContaining("The downlink could not be written to tcp://localhost:1883 as app1@ttn (upstream)"
                        + " in time (option requestTimeout): it is not known whether the server will have it.");
    }

    @Test
    void aFilterIsAskedForAgainSoonThoughAnotherWasRefusedLongBefore() {
        Lease lease = lease(settings());
        awaitConnected(lease);
        refuse("v3/app1@ttn/devices/dev1/up");
        Subscription refused = lease.subscribe("dev1", List.of(new TopicFilter(APP, "dev1", "up")), message -> {});
        await().atMost(PATIENCE).until(() -> server.last().log.size() >= 12);
        refuse();
        await().atMost(PATIENCE).until(() -> refused.grants().values().stream()
                .allMatch(grant -> grant.status() == Grant.Status.GRANTED));
        refuse("v3/app1@ttn/devices/dev2/up");

        lease.subscribe("dev2", List.of(new TopicFilter(APP, "dev2", "up")), message -> {});

        // two tries within the shortest pauses of 10 and 20 ms; the pauses had grown to 100 ms
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> asked("dev2") == 1);
        long first = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> asked("dev2") == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(Duration.ofMillis(60));
    }

    private void refuse(String... filters) {
        synchronized (server.refusedFilters) {
            server.refusedFilters.clear();
            server.refusedFilters.addAll(List.of(filters));
        }
    }

    private long asked(String device) {
        return server.last().log.stream()
                .filter(line -> line.contains("/" + device + "/"))
                .count();
    }

    @Test
    void everyFaultHasItsSentence() {
        assertThat(reason(new ConnackException(5)))
                .isEqualTo("tcp://localhost:1883 refused the login as 'app1@ttn' (CONNACK 5). Check the application id,"
                        + " tenant or API key: the server does not tell which, and an outage of its identity server looks"
                        + " the same.");
        assertThat(reason(new ConnackException(3)))
                .isEqualTo(
                        "tcp://localhost:1883 takes no further connection (CONNACK 3). Its limit counts every client of"
                                + " application app1@ttn: end another one, or ask the operator for a higher limit.");
        assertThat(reason(new ConnackException(1))).contains("does not accept MQTT 3.1.1");
        assertThat(reason(new EOFException()))
                .isEqualTo("tcp://localhost:1883 closed the connection without an answer to the login. It may limit new"
                        + " connections from one address, or the port speaks another protocol (tcp:// for ssl://, or the"
                        + " other way round).");
        assertThat(reason(new UnknownHostException("nowhere")))
                .isEqualTo(
                        "Host 'localhost' is unknown. Check options cluster and brokerUrl, the tenant, and the DNS of"
                                + " this machine.");
        assertThat(reason(new SSLHandshakeException("no trust")))
                .isEqualTo("TLS with tcp://localhost:1883 failed: no trust. Check that the port speaks TLS, that the"
                        + " certificate is for this host and valid today, and set sslContextParameters if it comes from a"
                        + " private authority.");
        assertThat(reason(new RuntimeException("surprise")))
                .isEqualTo("Connecting to tcp://localhost:1883 failed: surprise.");
    }

    @Test
    void silenceAfterTheLoginEndsTheAttempt() {
        server.silent = true;
        Lease lease = lease(settings());

        await().atMost(PATIENCE).until(() -> lease.state().status() == Status.DISCONNECTED);

        assertThat(lease.state().reason())
                .startsWith("tcp://localhost:1883 did not answer within 1 s (option connectionTimeout).");
        assertThat(server.transports.get(0).closed).isTrue();
    }

    @Test
    void subscribesAfterEveryConnect() {
        Lease lease = lease(settings());
        subscribe(lease, "dev1", "up,join");
        await().atMost(PATIENCE).until(() -> server.last().log.size() == 1);

        server.last().lose(new EOFException());
        await().atMost(PATIENCE)
                .until(() -> server.transports.size() == 2 && !server.last().log.isEmpty());

        assertThat(server.transports).allSatisfy(transport -> assertThat(transport.log)
                .containsExactly("subscribe v3/app1@ttn/devices/dev1/up v3/app1@ttn/devices/dev1/join"));
        assertThat(server.transports.get(0).closed).isTrue();
    }

    @Test
    void countsHowOftenItWasMadeAnew() {
        Lease lease = lease(settings());
        awaitConnected(lease);
        assertThat(lease.state().reconnects()).isZero();

        server.last().lose(new EOFException());
        await().atMost(PATIENCE).until(() -> lease.state().logins() == 2);

        assertThat(lease.state().reconnects()).isEqualTo(1);
    }

    @Test
    void aLossIsNoFailedAttempt() {
        Lease lease = lease(settings(Duration.ofHours(1)));
        awaitConnected(lease);

        server.last().lose(new EOFException());

        await().atMost(PATIENCE).until(() -> lease.state().status() == Status.DISCONNECTED);
        assertThat(lease.state().attempts()).isZero();
    }

    @Test
    void logsInAnewWhenAskedTo() {
        Lease lease = lease(settings());
        subscribe(lease, "dev1", "up");
        awaitGranted(lease);

        lease.reconnect();
        await().atMost(PATIENCE).until(() -> lease.state().logins() == 2);
        awaitGranted(lease);

        assertThat(server.transports).hasSize(2);
        assertThat(server.transports.get(0).closed).isTrue();
        assertThat(server.last().log).containsExactly("subscribe v3/app1@ttn/devices/dev1/up");
    }

    @Test
    void endsThePauseWhenAskedTo() {
        server.down();
        Lease lease = lease(settings(Duration.ofHours(1)));
        await().atMost(PATIENCE).until(() -> lease.state().attempts() == 1);
        server.up();

        lease.reconnect();

        awaitConnected(lease);
        assertThat(server.transports).hasSize(2);
    }

    @Test
    void aLossWhileASubscriptionIsAskedForLeavesNoTimer() {
        Lease lease = lease(settings(Duration.ofHours(1)));
        awaitConnected(lease);
        server.silent = true;
        subscribe(lease, "dev1", "up");
        await().atMost(PATIENCE).until(() -> !server.last().log.isEmpty());

        server.last().lose(new EOFException());
        join(lease.giveBack());

        assertThat(((ScheduledThreadPoolExecutor) thread).getQueue())
                .allMatch(task -> ((Future<?>) task).isCancelled());
    }

    @Test
    void deliversOnceToEachThatWantsAMessageAndToNobodyElse() {
        Lease lease = lease(settings());
        List<String> all = new CopyOnWriteArrayList<>();
        lease.subscribe(null, EventSelection.of("all").filters(APP, null), message -> all.add(text(message)));
        subscribe(lease, "dev1", "up,down");
        subscribe(lease, "dev2", "up");
        awaitGranted(lease);

        server.last().deliver("v3/app1@ttn/devices/dev1/up", "1");
        server.last().deliver("v3/app1@ttn/devices/dev1/join", "2");
        server.last().deliver("v3/app1@ttn/devices/dev1/down/push", "3");
        server.last().deliver("v3/other/devices/dev1/up", "4");

        assertThat(heard).containsExactly("1");
        assertThat(all).containsExactly("1", "2");
    }

    @Test
    void coveredFiltersAreNotAskedForAndComeBackWhenTheCoverGoes() {
        Lease lease = lease(settings());
        Subscription wide = lease.subscribe(null, EventSelection.of("up").filters(APP, null), message -> {});
        Subscription narrow = subscribe(lease, "dev1", "up");
        awaitGranted(lease);
        assertThat(server.last().log).containsExactly("subscribe v3/app1@ttn/devices/+/up");
        assertThat(narrow.grants().values()).allMatch(grant -> grant.status() == Grant.Status.GRANTED);

        join(wide.close());

        assertThat(server.last().log)
                .containsExactly(
                        "subscribe v3/app1@ttn/devices/+/up",
                        "subscribe v3/app1@ttn/devices/dev1/up",
                        "unsubscribe v3/app1@ttn/devices/+/up");
    }

    @Test
    void twoThatWantTheSameFilterAreOneSubscription() {
        Lease lease = lease(settings());
        Subscription first = subscribe(lease, "dev1", "up");
        Subscription second = subscribe(lease, "dev1", "up");
        awaitGranted(lease);
        join(first.close());
        assertThat(server.last().log).containsExactly("subscribe v3/app1@ttn/devices/dev1/up");

        join(second.close());

        assertThat(server.last().log).endsWith("unsubscribe v3/app1@ttn/devices/dev1/up");
    }

    @Test
    void aRefusedFilterHurtsItsOwnersOnlyAndIsAskedForAgain() {
        synchronized (server.refusedFilters) {
            server.refusedFilters.add("v3/app1@ttn/devices/dev1/join");
        }
        Lease lease = lease(settings());
        Subscription refused = subscribe(lease, "dev1", "join");
        Subscription granted = subscribe(lease, "dev1", "up");
        await().atMost(PATIENCE).until(() -> statuses(refused).equals(List.of(Grant.Status.REFUSED)));
        await().atMost(PATIENCE).until(() -> statuses(granted).equals(List.of(Grant.Status.GRANTED)));
        assertThat(lease.state().isConnected()).isTrue();

        synchronized (server.refusedFilters) {
            server.refusedFilters.clear();
        }

        await().atMost(PATIENCE).until(() -> statuses(refused).equals(List.of(Grant.Status.GRANTED)));
        assertThat(server.transports).hasSize(1);
    }

    @Test
    void whatARefusedCoverWouldHaveCoveredIsAskedForItself() {
        synchronized (server.refusedFilters) {
            server.refusedFilters.add("v3/app1@ttn/devices/+/up");
        }
        Lease lease = lease(settings());
        lease.subscribe(null, EventSelection.of("up").filters(APP, null), message -> {});
        Subscription narrow = subscribe(lease, "dev1", "up");

        await().atMost(PATIENCE).until(() -> statuses(narrow).equals(List.of(Grant.Status.GRANTED)));

        assertThat(server.last().log).contains("subscribe v3/app1@ttn/devices/dev1/up");
    }

    @Test
    void publishWaitsForTheConnection() {
        server.down();
        Lease lease = lease(settings());
        await().atMost(PATIENCE).until(() -> lease.state().attempts() > 0);
        CompletableFuture<Void> published =
                lease.publish("topic", new byte[0], PATIENCE).toCompletableFuture();
        assertThat(published).isNotDone();

        server.up();

        await().atMost(PATIENCE).until(published::isDone);
        assertThat(server.last().published).containsExactly("topic");
    }

    @Test
    void publishGivesUpWithTheReasonAndNothingIsSentLater() {
        server.down();
        Lease lease = lease(settings());
        await().atMost(PATIENCE).until(() -> lease.state().attempts() > 0);
        CompletableFuture<Void> published =
                lease.publish("topic", new byte[0], Duration.ofMillis(50)).toCompletableFuture();

        assertThatThrownBy(published::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TtsConnectionException.class)
                .hasMessageStartingWith("The downlink was not sent, there is no connection to tcp://localhost:1883 as"
                        + " app1@ttn (upstream): disconnected since ")
                .hasMessageContaining("Nothing accepts connections");
        server.up();
        awaitConnected(lease);
        assertThat(server.last().published).isEmpty();
    }

    @Test
    void closingWhileTheServerIsAwayEndsTheAttempts() {
        server.down();
        Lease lease = lease(settings());
        await().atMost(PATIENCE).until(() -> lease.state().attempts() > 0);

        join(lease.giveBack());

        assertThat(lease.state().status()).isEqualTo(Status.CLOSED);
        assertThat(server.transports).allMatch(transport -> transport.closed);
    }

    @Test
    void theKeyIsInNoText() {
        ConnectionSettings settings = settings(Direction.UPSTREAM, null, "NNSXS.SECRET");

        assertThat(settings.toString() + settings.apiKey() + settings.identity())
                .doesNotContain("SECRET");
    }

    private String reason(Throwable failure) {
        return ConnectionFault.ofAttempt(settings(), failure).sentence();
    }

    private Subscription subscribe(Lease lease, String device, String events) {
        return lease.subscribe(
                device, EventSelection.of(events).filters(APP, device), message -> heard.add(text(message)));
    }

    private static String text(ReceivedMessage message) {
        return new String(message.payload(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<Grant.Status> statuses(Subscription subscription) {
        return subscription.grants().values().stream().map(Grant::status).toList();
    }

    /** All filters that were asked for so far have an answer. */
    private void awaitGranted(Lease lease) {
        awaitConnected(lease);
        Subscription probe = lease.subscribe("probe", List.of(new TopicFilter(APP, "probe", "up")), message -> {});
        await().atMost(PATIENCE).until(() -> statuses(probe).equals(List.of(Grant.Status.GRANTED)));
        join(probe.close());
        server.last().log.removeIf(line -> line.contains("probe"));
    }

    private static void awaitConnected(Lease lease) {
        await().atMost(PATIENCE).until(() -> lease.state().isConnected());
    }

    private static void join(java.util.concurrent.CompletionStage<Void> stage) {
        stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private Lease lease(ConnectionSettings settings) {
        return connections.lease(settings, null, server, "tts:app1@ttn");
    }

    private static ConnectionSettings settings() {
        return settings(Direction.UPSTREAM, null, "key");
    }

    private static ConnectionSettings settings(Direction direction, String clientId, String key) {
        return settings(direction, clientId, key, Duration.ofMillis(10));
    }

    private static ConnectionSettings settings(Duration reconnectDelay) {
        return settings(Direction.UPSTREAM, null, "key", reconnectDelay);
    }

    private static ConnectionSettings settings(
            Direction direction, String clientId, String key, Duration reconnectDelay) {
        return new ConnectionSettings(
                direction,
                APP,
                BrokerAddress.of("tcp://localhost:1883"),
                new ApiKey(key),
                "fake",
                Map.of(),
                null,
                clientId,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                reconnectDelay,
                Duration.ofMillis(100),
                null);
    }
}
