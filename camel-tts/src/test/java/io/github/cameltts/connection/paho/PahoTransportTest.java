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
package io.github.cameltts.connection.paho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.Leftovers;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import io.github.cameltts.connection.ApiKey;
import io.github.cameltts.connection.Transport;
import io.github.cameltts.connection.TransportListener;
import io.github.cameltts.connection.TransportOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.paho.PahoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against sockets that do what no server should. */
class PahoTransportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Leftovers before = Leftovers.now();
    private final ExecutorService closer = Executors.newCachedThreadPool();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();
    private final CountDownLatch mayHear = new CountDownLatch(1);
    private ServerSocket server;
    private Transport transport;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        mayHear.countDown();
        if (transport != null) {
            transport.close().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        closer.shutdown();
        server.close();
        before.awaitNone();
    }

    @Test
    void allThatHasArrivedIsHandedOverBeforeTheConnectionIsLost() throws Exception {
        Socket peer = connected();
        send(peer, 500);
        peer.close();
        mayHear.countDown();

        assertThat(get(lost)).isNotNull();
        assertThat(heard).hasSize(500);
    }

    @Test
    void allThatHasArrivedIsHandedOverThoughAWriteFails() throws Exception {
        Socket peer = connected();
        send(peer, 500);
        peer.setSoLinger(true, 0);
        peer.close();

        CompletionStage<Void> published = transport.publish("topic", new byte[1]);
        mayHear.countDown();

        assertThat(get(lost)).isNotNull();
        assertThat(heard).hasSize(500);
        assertFails(published);
    }

    @Test
    void aHeaderThatComesInPiecesIsOneHeader() throws Exception {
        mayHear.countDown();
        Socket peer = connected();
        byte[] packet = publish("m1");
        peer.getOutputStream().write(packet, 0, 1);
        // longer than the read timeout of the client, which is a second
        CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                peer.getOutputStream().write(packet, 1, packet.length - 1);
                send(peer, 1);
            } catch (IOException e) {
                lost.complete(e);
            }
        });

        await().atMost(PATIENCE).until(() -> heard.size() == 2 || lost.isDone());
        assertThat(heard).containsExactly("m1", "m0");
        peer.close();
    }

    @Test
    void aConnectionThatIsClosedAtOnceLeavesNothing() throws Exception {
        for (int i = 0; i < 10; i++) {
            CompletionStage<Void> connected = connect();
            server.accept().close();

            assertFails(connected);
            get(transport.close());
        }
    }

    @Test
    void closesWhileTheSocketIsBeingOpened() throws Exception {
        // a queue that is full: what comes next is not answered, as behind a firewall
        List<Socket> queue = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queue.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        }
        CompletionStage<Void> connected = connect();

        assertThat(transport.close()).succeedsWithin(Duration.ofSeconds(3));
        assertFails(connected);
        for (Socket each : queue) {
            each.close();
        }
    }

    @Test
    void closesWhileTheLoginIsNotAnswered() throws Exception {
        CompletionStage<Void> connected = connect();
        try (Socket peer = server.accept()) {
            readPacket(peer);

            assertThat(transport.close()).succeedsWithin(Duration.ofSeconds(3));
        }
        assertFails(connected);
    }

    @Test
    void closesWhileNothingCanBeWrittenAndTellsWhatWasNotSent() throws Exception {
        Socket peer = connected();
        CompletionStage<Void> published = transport.publish("topic", new byte[100 << 20]);
        CompletionStage<Void> waiting = transport.publish("topic", new byte[1]);

        assertThat(transport.close()).succeedsWithin(Duration.ofSeconds(5));
        assertFails(published);
        assertFails(waiting);
        peer.close();
    }

    private Socket connected() throws Exception {
        CompletionStage<Void> connected = connect();
        Socket peer = server.accept();
        readPacket(peer);
        peer.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
        get(connected);
        return peer;
    }

    private CompletionStage<Void> connect() {
        transport = new PahoTransportFactory(new PahoConfiguration(), closer)
                .create(
                        new TransportOptions(
                                BrokerAddress.resolve(
                                        ApplicationUid.of("app1"), null, "tcp://127.0.0.1:" + server.getLocalPort()),
                                "client",
                                "app1",
                                new ApiKey("key"),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                null),
                        new Listener());
        return transport.connect();
    }

    private static void readPacket(Socket peer) throws IOException {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        in.readByte();
        in.readFully(new byte[in.readByte()]);
    }

    private static void send(Socket peer, int messages) throws IOException {
        // in one piece, so that a reset does not overtake a part of it
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < messages; i++) {
            out.write(publish("m" + i));
        }
        peer.getOutputStream().write(out.toByteArray());
    }

    private static byte[] publish(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[5 + bytes.length];
        packet[0] = 0x30;
        packet[1] = (byte) (3 + bytes.length);
        packet[3] = 1;
        packet[4] = 't';
        System.arraycopy(bytes, 0, packet, 5, bytes.length);
        return packet;
    }

    /** AssertJ's own takes a future that never completes for one that failed. */
    private static void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> get(stage)).isInstanceOf(ExecutionException.class);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Listener implements TransportListener {

        @Override
        public void messageArrived(String topic, byte[] payload) {
            try {
                mayHear.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heard.add(new String(payload, StandardCharsets.US_ASCII));
        }

        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost.complete(cause);
        }
    }
}
