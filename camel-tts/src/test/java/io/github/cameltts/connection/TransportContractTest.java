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

import io.github.cameltts.Leftovers;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link Transport} promises, for every transport: against sockets that do what a server does, and what none should.
 */
public abstract class TransportContractTest {

    protected static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final List<TransportFactory> factories = new ArrayList<>();
    private final List<Transport> transports = new ArrayList<>();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private Leftovers before;
    private ServerSocket server;
    private Duration keepAlive = Duration.ofSeconds(30);
    private ApiKey apiKey = new ApiKey("key");

    /**
     * @return makes transports for one connection, as the component would
     */
    protected abstract TransportFactory factory();

    /** Lets go of what {@link #factory} is made of. */
    protected abstract void release();

    @BeforeEach
    void listen() throws IOException {
        before = Leftovers.now();
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stuck.countDown();
        for (Transport transport : transports) {
            get(transport.close());
        }
        for (TransportFactory factory : factories) {
            get(factory.close());
        }
        release();
        server.close();
        before.awaitNone();
    }

    // the login

    @Test
    void logsInAsTold() throws Exception {
        keepAlive = Duration.ofSeconds(300);
        CompletionStage<Void> connected = connect(new Ear());
        try (MqttPeer peer = accept()) {
            MqttPeer.Packet login = peer.accept();

            assertThat(login.first()).isEqualTo(MqttPeer.CONNECT);
            assertThat(login.text(0)).isEqualTo("MQTT");
            assertThat(login.body()[6]).as("protocol level").isEqualTo((byte) 4);
            assertThat(login.body()[7]).as("user name, password, clean session").isEqualTo((byte) 0xc2);
            assertThat(login.length(8)).as("keep alive").isEqualTo(300);
            assertThat(login.text(10)).isEqualTo("client");
            assertThat(login.text(18)).isEqualTo("app1");
            assertThat(login.text(24)).isEqualTo("key");
            assertThat(login.body()).hasSize(29);
            get(connected);
        }
    }

    @Test
    void logsInWithoutAKeyWhereThereIsNone() throws Exception {
        apiKey = new ApiKey(null);
        CompletionStage<Void> connected = connect(new Ear());
        try (MqttPeer peer = accept()) {
            MqttPeer.Packet login = peer.accept();

            assertThat(login.body()[7]).as("user name, clean session").isEqualTo((byte) 0x82);
            assertThat(login.body()).hasSize(24);
            get(connected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aRefusedLoginTellsTheReturnCode(int code) throws Exception {
        Ear ear = new Ear();
        CompletionStage<Void> connected = connect(ear);
        try (MqttPeer peer = accept()) {
            peer.read();
            peer.write(0x20, 2, 0, code);

            assertThat(failure(connected))
                    .isInstanceOfSatisfying(ConnackException.class, e -> assertThat(e.returnCode())
                            .isEqualTo(code));
        }
        get(last().close());
        assertThat(ear.lost).isNotDone();
    }

    @Test
    void whereNobodyListensTheAttemptFails() throws Exception {
        server.close();

        assertThat(failure(connect(new Ear()))).isInstanceOf(ConnectException.class);
    }

    @Test
    void aConnectionThatIsClosedAtOnceLeavesNothing() throws Exception {
        for (int i = 0; i < 10; i++) {
            Ear ear = new Ear();
            CompletionStage<Void> connected = connect(ear);
            server.accept().close();

            failure(connected);
            get(last().close());
            assertThat(ear.lost).isNotDone();
        }
    }

    // questions and answers

    @Test
    void eachFilterHasItsAnswer() throws Exception {
        try (MqttPeer peer = connected(new Ear())) {
            CompletionStage<List<Integer>> codes = last().subscribe(List.of("a/b", "+/c", "d/#"));
            MqttPeer.Packet packet = peer.read(MqttPeer.SUBSCRIBE);
            peer.write(0x90, 5, packet.body()[0], packet.body()[1], 0, 0x80, 1);

            assertThat(packet.text(2)).isEqualTo("a/b");
            assertThat(packet.body()[7]).as("QoS").isZero();
            assertThat(packet.text(8)).isEqualTo("+/c");
            assertThat(packet.text(14)).isEqualTo("d/#");
            assertThat(get(codes)).containsExactly(0, 0x80, 1);
        }
    }

    @Test
    void aSingleRefusedFilterIsAnAnswer() throws Exception {
        try (MqttPeer peer = connected(new Ear())) {
            CompletionStage<List<Integer>> codes = last().subscribe(List.of("a"));
            MqttPeer.Packet packet = peer.read(MqttPeer.SUBSCRIBE);
            peer.write(0x90, 3, packet.body()[0], packet.body()[1], 0x80);

            assertThat(get(codes)).containsExactly(0x80);
        }
    }

    @Test
    void whatCameBeforeTheEndOfASubscriptionIsHeardBefore() throws Exception {
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            CompletionStage<Void> done = last().unsubscribe(List.of("a/b"));
            AtomicInteger heardThen = new AtomicInteger();
            CompletionStage<Void> noted = done.thenRun(() -> heardThen.set(ear.heard.size()));
            MqttPeer.Packet packet = peer.read(MqttPeer.UNSUBSCRIBE);
            assertThat(packet.text(2)).isEqualTo("a/b");
            peer.send(1000);
            peer.write(0xb0, 2, packet.body()[0], packet.body()[1]);

            get(noted);
            assertThat(heardThen).hasValue(1000);
        }
    }

    @Test
    void whatIsNotAnsweredFailsWithTheConnection() throws Exception {
        Ear ear = new Ear();
        MqttPeer peer = connected(ear);
        CompletionStage<List<Integer>> subscribed = last().subscribe(List.of("a"));
        CompletionStage<Void> unsubscribed = last().unsubscribe(List.of("a"));
        peer.read(MqttPeer.UNSUBSCRIBE);
        peer.close();

        failure(subscribed);
        failure(unsubscribed);
        get(ear.lost);
    }

    // messages

    @Test
    void tenThousandMessagesAreHeardInOrderOneAtATime() throws Exception {
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            peer.send(10_000);

            await().atMost(PATIENCE).until(() -> ear.heard.size() == 10_000);
            assertThat(ear.heard)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10_000).mapToObj(i -> "m" + i).toList());
            assertThat(ear.overlaps).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 119, 120, 121, 16_375, 16_376, 16_377, 2_097_143, 2_097_144, 2_097_145, 20_000_000})
    void aMessageOfAnySizeIsHeard(int size) throws Exception {
        Ear ear = new Ear();
        ear.keepsPayloads = true;
        byte[] payload = randomBytes(size);
        try (MqttPeer peer = connected(ear)) {
            peer.write(MqttPeer.message("topic", payload));
            peer.write(MqttPeer.message("topic/ü", "end"));

            await().atMost(PATIENCE).until(() -> ear.heard.size() == 2);
            assertThat(ear.topics).containsExactly("topic", "topic/ü");
            assertThat(ear.payloads.get(0)).isEqualTo(payload);
        }
    }

    @Test
    void aLargeMessageMayComeByteByByte() throws Exception {
        Ear ear = new Ear();
        ear.keepsPayloads = true;
        byte[] payload = randomBytes(200_000);
        try (MqttPeer peer = connected(ear)) {
            for (byte each : MqttPeer.message("topic", payload)) {
                peer.write(each);
            }
            await().atMost(PATIENCE).until(() -> ear.heard.size() == 1);
            assertThat(ear.payloads.get(0)).isEqualTo(payload);
        }
    }

    /** Each cut is a packet of the network of its own: the other end is waited for in between, by a question. */
    @Test
    void packetsMayBeCutAnywhereTwice() throws Exception {
        Ear ear = new Ear();
        byte[] packet = MqttPeer.message("t", "x".repeat(130));
        int sent = 0;
        try (MqttPeer peer = connected(ear)) {
            for (int first = 1; first < 8; first++) {
                for (int second : new int[] {first + 1, first + 2, 20, packet.length - 1}) {
                    for (int[] piece : new int[][] {{0, first}, {first, second}, {second, packet.length}}) {
                        peer.write(Arrays.copyOfRange(packet, piece[0], piece[1]));
                        awaitRead(peer);
                    }
                    sent++;
                    int count = sent;
                    await().atMost(PATIENCE).until(() -> ear.heard.size() == count || ear.lost.isDone());
                    assertThat(ear.lost).isNotDone();
                }
            }
        }
    }

    @Test
    void aHeaderThatComesInPiecesIsOneHeader() throws Exception {
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            byte[] packet = MqttPeer.message("topic", "first");
            peer.write(Arrays.copyOf(packet, 1));
            // longer than a read timeout of a second, which a client may have
            CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(() -> {
                try {
                    peer.write(Arrays.copyOfRange(packet, 1, packet.length));
                    peer.send(1);
                } catch (IOException e) {
                    ear.lost.complete(e);
                }
            });
            await().atMost(PATIENCE).until(() -> ear.heard.size() == 2 || ear.lost.isDone());
            assertThat(ear.heard).containsExactly("first", "m0");
        }
    }

    @Test
    void publishesTheBytes() throws Exception {
        byte[] large = randomBytes(300_000);
        try (MqttPeer peer = connected(new Ear())) {
            CompletionStage<Void> first = last().publish("a/b", new byte[] {1, 2, 3});
            CompletionStage<Void> second = last().publish("c", large);
            CompletionStage<Void> third = last().publish("d", new byte[0]);

            MqttPeer.Packet packet = peer.read(MqttPeer.PUBLISH);
            assertThat(packet.text(0)).isEqualTo("a/b");
            assertThat(packet.payload()).containsExactly(1, 2, 3);
            assertThat(peer.read(MqttPeer.PUBLISH).payload()).isEqualTo(large);
            assertThat(peer.read(MqttPeer.PUBLISH).payload()).isEmpty();
            get(first);
            get(second);
            get(third);
        }
    }

    // callees that hold the thread

    @Test
    void aCalleeThatIsHeldCostsNoMessageNorTheConnection() throws Exception {
        keepAlive = Duration.ofSeconds(1);
        Ear ear = new Ear();
        ear.holds = true;
        try (MqttPeer peer = connected(ear)) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> run(() -> {
                byte[] kilobytes = new byte[50_000];
                for (int i = 0; i < 500; i++) {
                    peer.write(MqttPeer.message("topic", kilobytes));
                }
            }));
            await().atMost(PATIENCE).until(() -> ear.calls.get() == 1);
            for (int i = 0; i < pingsWhileHeld(); i++) {
                peer.read(MqttPeer.PINGREQ);
                CompletableFuture.runAsync(() -> run(peer::answerPing));
            }
            assertThat(ear.calls).as("messages while the first is held").hasValue(1);
            stuck.countDown();
            answerPings(peer);

            get(sent);
            await().atMost(PATIENCE).until(() -> ear.heard.size() == 500);
            assertThat(ear.lost).isNotDone();
        }
    }

    /** How many pings a callee may outlast, though nobody hears the answers meanwhile: a client may give up at the second. */
    protected int pingsWhileHeld() {
        return 0;
    }

    @Test
    void aCalleeThatIsHeldHoldsNoOtherConnection() throws Exception {
        Ear held = new Ear();
        held.holds = true;
        TransportFactory shared = makeFactory();
        List<MqttPeer> peers = new ArrayList<>();
        List<Ear> others = new ArrayList<>();
        peers.add(connected(shared, held));
        // more than event loops: some share one
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            Ear other = new Ear();
            others.add(other);
            peers.add(connected(shared, other));
        }
        peers.get(0).send(10);
        await().atMost(PATIENCE).until(() -> held.calls.get() == 1);
        for (MqttPeer peer : peers.subList(1, peers.size())) {
            peer.send(1);
        }
        await().atMost(PATIENCE).until(() -> others.stream().allMatch(other -> other.heard.size() == 1));
        stuck.countDown();
        await().atMost(PATIENCE).until(() -> held.heard.size() == 10);
        for (MqttPeer peer : peers) {
            peer.close();
        }
    }

    // the end

    @Test
    void allThatHasArrivedIsHeardBeforeTheConnectionIsLost() throws Exception {
        Ear ear = new Ear();
        ear.holds = true;
        MqttPeer peer = connected(ear);
        peer.send(500);
        peer.close();
        stuck.countDown();

        assertThat(get(ear.lost)).isNotNull();
        assertThat(ear.heard).hasSize(500);
    }

    @Test
    void allThatHasArrivedIsHeardThoughAWriteFails() throws Exception {
        Ear ear = new Ear();
        ear.holds = true;
        MqttPeer peer = connected(ear);
        peer.send(500);
        peer.reset();

        CompletionStage<Void> published = last().publish("topic", new byte[1]);
        stuck.countDown();

        assertThat(get(ear.lost)).isNotNull();
        assertThat(ear.heard).hasSize(500);
        failure(published);
    }

    @Test
    void whatNoServerMaySendEndsTheConnection() throws Exception {
        // a CONNECT, a message whose topic is longer than itself, a remaining length of five bytes
        int[][] nonsense = {{0x10, 0}, {0x30, 3, 0, 9, 'a'}, {0x30, 0xff, 0xff, 0xff, 0xff, 1}};
        for (int[] bytes : nonsense) {
            Ear ear = new Ear();
            try (MqttPeer peer = connected(ear)) {
                peer.write(bytes);
                get(ear.lost);
            }
            assertThat(ear.heard).isEmpty();
        }
    }

    @Test
    void aServerThatNoLongerAnswersIsNoticed() throws Exception {
        keepAlive = Duration.ofSeconds(2);
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            long begin = System.nanoTime();
            peer.read(MqttPeer.PINGREQ);
            get(ear.lost);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(slowestNotice(keepAlive));
        }
    }

    /** How long it may take until a dead server is noticed; with some time for a busy machine. */
    protected Duration slowestNotice(Duration interval) {
        return interval.multipliedBy(2).plusSeconds(1);
    }

    @Test
    void theClientPingsThoughItHearsAllTheTime() throws Exception {
        keepAlive = Duration.ofSeconds(1);
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            long begin = System.nanoTime();
            CompletableFuture<Void> pinged = CompletableFuture.runAsync(() -> run(() -> peer.read(MqttPeer.PINGREQ)));
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> {
                peer.send(1);
                return pinged.isDone();
            });
            get(pinged);
            // MQTT 3.1.1, section 3.1.2.10: the server gives it one and a half
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1500));
        }
    }

    // closing

    @Test
    void saysGoodByeAndIsSilentAfterwards() throws Exception {
        Ear ear = new Ear();
        try (MqttPeer peer = connected(ear)) {
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        peer.send(100);
                    }
                } catch (IOException e) {
                    // the client has closed
                }
            });
            await().atMost(PATIENCE).until(() -> ear.heard.size() > 100);
            get(last().close());
            int calls = ear.calls.get();
            get(flood);

            assertThat(ear.calls).hasValue(calls);
            assertThat(ear.lost).isNotDone();
        }
    }

    @Test
    void writesADisconnect() throws Exception {
        try (MqttPeer peer = connected(new Ear())) {
            get(last().close());

            assertThat(peer.read().first()).isEqualTo(MqttPeer.DISCONNECT);
        }
    }

    @Test
    void closesBeforeItWasOpened() throws Exception {
        Transport transport = makeFactory().create(options("tcp"), new Ear());

        assertThat(transport.close()).succeedsWithin(SOON);
        assertThat(transport.close()).succeedsWithin(SOON);
    }

    @Test
    void closesWhileTheSocketIsBeingOpened() throws Exception {
        // a queue that is full: what comes next is not answered, as behind a firewall
        List<Socket> queue = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queue.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        }
        CompletionStage<Void> connected = connect(new Ear());

        assertThat(last().close()).succeedsWithin(SOON);
        failure(connected);
        for (Socket each : queue) {
            each.close();
        }
    }

    @Test
    void closesWhileTheHandshakeIsNotAnswered() throws Exception {
        CompletionStage<Void> connected = connect(makeFactory(), options("ssl"), new Ear());
        try (Socket peer = server.accept()) {
            assertThat(peer.getInputStream().read()).as("handshake").isEqualTo(22);

            assertThat(last().close()).succeedsWithin(SOON);
        }
        failure(connected);
    }

    @Test
    void closesWhileTheLoginIsNotAnswered() throws Exception {
        CompletionStage<Void> connected = connect(new Ear());
        try (MqttPeer peer = accept()) {
            peer.read();

            assertThat(last().close()).succeedsWithin(SOON);
        }
        failure(connected);
    }

    @Test
    void closesWhileNothingCanBeWrittenAndTellsWhatWasNotSent() throws Exception {
        Ear ear = new Ear();
        MqttPeer peer = connected(ear);
        CompletionStage<Void> published = last().publish("topic", new byte[100 << 20]);
        CompletionStage<Void> waiting = last().publish("topic", new byte[1]);

        assertThat(last().close()).succeedsWithin(Duration.ofSeconds(5));
        failure(published);
        failure(waiting);
        peer.close();
        assertThat(ear.lost).isNotDone();
    }

    @Test
    void closesAfterTheConnectionWasLost() throws Exception {
        Ear ear = new Ear();
        connected(ear).close();
        get(ear.lost);

        assertThat(last().close()).succeedsWithin(SOON);
        failure(last().publish("topic", new byte[1]));
    }

    private TransportFactory makeFactory() {
        TransportFactory factory = factory();
        factories.add(factory);
        return factory;
    }

    private CompletionStage<Void> connect(Ear ear) {
        return connect(makeFactory(), options("tcp"), ear);
    }

    private CompletionStage<Void> connect(TransportFactory factory, TransportOptions options, Ear ear) {
        transports.add(factory.create(options, ear));
        return last().connect();
    }

    private MqttPeer connected(Ear ear) throws Exception {
        return connected(makeFactory(), ear);
    }

    private MqttPeer connected(TransportFactory factory, Ear ear) throws Exception {
        CompletionStage<Void> connected = connect(factory, options("tcp"), ear);
        MqttPeer peer = accept();
        peer.accept();
        get(connected);
        return peer;
    }

    private Transport last() {
        return transports.get(transports.size() - 1);
    }

    private MqttPeer accept() throws IOException {
        return new MqttPeer(server.accept());
    }

    private TransportOptions options(String scheme) {
        return new TransportOptions(
                BrokerAddress.resolve(
                        ApplicationUid.of("app1"), null, scheme + "://127.0.0.1:" + server.getLocalPort()),
                "client",
                "app1",
                apiKey,
                keepAlive,
                Duration.ofSeconds(10),
                null);
    }

    /** What the client sends now, it sends after it has read, or is about to read, what was written. */
    private void awaitRead(MqttPeer peer) throws Exception {
        for (int i = 0; i < 2; i++) {
            CompletionStage<Void> published = last().publish("probe", new byte[0]);
            peer.read(MqttPeer.PUBLISH);
            get(published);
        }
    }

    private static void answerPings(MqttPeer peer) {
        CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    peer.read(MqttPeer.PINGREQ);
                    peer.answerPing();
                }
            } catch (IOException e) {
                // the end of the test
            }
        });
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** AssertJ's own takes a future that never completes for one that failed. */
    protected static Throwable failure(CompletionStage<?> stage) {
        Throwable[] cause = new Throwable[1];
        assertThatThrownBy(() -> get(stage))
                .isInstanceOf(ExecutionException.class)
                .satisfies(e -> cause[0] = e.getCause());
        return cause[0];
    }

    protected static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Hears what a transport tells. */
    private final class Ear implements TransportListener {

        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final List<String> topics = new CopyOnWriteArrayList<>();
        final List<byte[]> payloads = new CopyOnWriteArrayList<>();
        final CompletableFuture<Throwable> lost = new CompletableFuture<>();
        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();
        volatile boolean holds;
        volatile boolean keepsPayloads;

        @Override
        public void messageArrived(String topic, byte[] payload) {
            calls.incrementAndGet();
            if (inside.incrementAndGet() > 1 || lost.isDone()) {
                overlaps.incrementAndGet();
            }
            try {
                if (holds) {
                    stuck.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (keepsPayloads) {
                topics.add(topic);
                payloads.add(payload);
            }
            heard.add(new String(payload, 0, Math.min(payload.length, 20), StandardCharsets.ISO_8859_1));
            inside.decrementAndGet();
        }

        @Override
        public boolean mayBlock() {
            return holds;
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost.complete(cause);
        }
    }
}
