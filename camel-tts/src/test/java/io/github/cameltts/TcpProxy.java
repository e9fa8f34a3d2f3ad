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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Stands between client and server on 127.0.0.1 and makes trouble at the level of TCP: cuts, resets, half-closes, delays,
 * and falls silent. Knows which PUBLISH packets have passed to the client completely (MQTT 3.1.1, section 2.2).
 */
public final class TcpProxy implements AutoCloseable {

    /** How a connection ends. */
    public enum End {
        /** FIN to both sides. */
        CUT,
        /** RST to the client, where the operating system shows that all has passed before (Linux), else as CUT. */
        RESET,
        /** FIN to the client only; what it sends goes nowhere, and it is waited for. */
        HALF_CLOSE
    }

    /**
     * When and how a connection is to end.
     *
     * @param bytes after how many bytes to the client; 0 before the first
     * @param end   how
     */
    public record Kill(long bytes, End end) {}

    /**
     * A PUBLISH packet that has passed to the client with its last byte.
     *
     * @param topic   its topic
     * @param payload its payload
     */
    public record Passed(String topic, String payload) {}

    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final ServerSocket front;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final List<Passed> passed = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicLong bytesToServer = new AtomicLong();
    private final AtomicLong bytesToClient = new AtomicLong();
    private volatile IntFunction<Kill> kills = number -> null;
    private volatile CountDownLatch gate = OPEN;
    private volatile long delayMillis;

    public TcpProxy(int target) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), target);
    }

    /**
     * @param front  what clients connect to, of TLS perhaps
     * @param target the port of the server on 127.0.0.1
     */
    public TcpProxy(ServerSocket front, int target) {
        this.front = front;
        this.target = target;
        start("accept", this::accept);
    }

    public int port() {
        return front.getLocalPort();
    }

    /** For each connection, counted from 0, when it is to end; null for never. */
    public void kills(IntFunction<Kill> plan) {
        kills = plan;
    }

    /** Ends all connections now. */
    public void endAll(End end) {
        links.forEach(link -> link.end(end));
    }

    /** Forwards nothing any more in either direction, and keeps all sockets open, until told otherwise. */
    public void blackHole(boolean on) {
        CountDownLatch before = gate;
        gate = on ? new CountDownLatch(1) : OPEN;
        before.countDown();
    }

    /** Holds each chunk of bytes to the client back for so long. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    public int accepted() {
        return accepted.get();
    }

    /** How many connections have ended as planned. */
    public int killed() {
        return killed.get();
    }

    public int open() {
        return links.size();
    }

    public long bytesToServer() {
        return bytesToServer.get();
    }

    public long bytesToClient() {
        return bytesToClient.get();
    }

    /** The PUBLISH packets that have passed completely, in their order. */
    public List<Passed> passed() {
        synchronized (passed) {
            return List.copyOf(passed);
        }
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        blackHole(false);
        links.forEach(Link::close);
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                client.setTcpNoDelay(true);
                Link link = new Link(client, kills.apply(accepted.getAndIncrement()));
                links.add(link);
                start("to-client", link::toClient);
                start("to-server", link::toServer);
            } catch (IOException e) {
                // closed, or the server is away: the client sees its connection end
            }
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pass(byte[] packet, int type) {
        if (type == 3) {
            int topicLength = (packet[0] & 0xff) << 8 | packet[1] & 0xff;
            Passed publish = new Passed(
                    new String(packet, 2, topicLength, StandardCharsets.UTF_8),
                    new String(packet, 2 + topicLength, packet.length - 2 - topicLength, StandardCharsets.UTF_8));
            synchronized (passed) {
                passed.add(publish);
            }
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private final Kill kill;
        private long sent;
        private boolean ended;

        // the packet that is passing
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int type = -1;
        private long remaining;
        private int lengthShift;
        private boolean inLength;

        Link(Socket client, Kill kill) throws IOException {
            this.client = client;
            this.kill = kill;
            try {
                server = new Socket(InetAddress.getByName("127.0.0.1"), target);
                server.setTcpNoDelay(true);
            } catch (IOException e) {
                client.close();
                throw e;
            }
        }

        void toClient() {
            byte[] buffer = new byte[8192];
            try (InputStream in = server.getInputStream()) {
                if (kill != null && kill.bytes() == 0) {
                    endAsPlanned();
                }
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    waitAtGate();
                    if (delayMillis > 0) {
                        TimeUnit.MILLISECONDS.sleep(delayMillis);
                    }
                    forward(buffer, count);
                }
                end(End.CUT);
            } catch (IOException | InterruptedException e) {
                end(End.CUT);
            }
        }

        /** At once or not at all, so that what has passed is known exactly when the connection ends. */
        private synchronized void forward(byte[] buffer, int count) throws IOException {
            if (ended) {
                return;
            }
            int allowed = kill == null ? count : (int) Math.min(count, kill.bytes() - sent);
            client.getOutputStream().write(buffer, 0, allowed);
            sent += allowed;
            bytesToClient.addAndGet(allowed);
            for (int i = 0; i < allowed; i++) {
                parse(buffer[i] & 0xff);
            }
            if (kill != null && sent >= kill.bytes()) {
                endAsPlanned();
            }
        }

        void toServer() {
            byte[] buffer = new byte[8192];
            try (InputStream in = client.getInputStream();
                    OutputStream out = server.getOutputStream()) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    bytesToServer.addAndGet(count);
                    waitAtGate();
                    if (!server.isClosed()) {
                        out.write(buffer, 0, count);
                    }
                }
            } catch (IOException | InterruptedException e) {
                // one side has gone: so does the other
            } finally {
                close();
                links.remove(this);
            }
        }

        private void waitAtGate() throws InterruptedException {
            gate.await();
        }

        private void endAsPlanned() {
            end(kill.end());
            killed.incrementAndGet();
        }

        synchronized void end(End end) {
            if (ended) {
                return;
            }
            ended = true;
            try {
                switch (end == End.RESET && !allHasPassed() ? End.CUT : end) {
                    case RESET -> {
                        client.setSoLinger(true, 0);
                        close();
                    }
                    case CUT -> {
                        // closing with bytes unread would be a RST: the client closes first
                        client.shutdownOutput();
                        server.close();
                    }
                    case HALF_CLOSE -> client.shutdownOutput();
                }
            } catch (IOException e) {
                close();
            }
        }

        void close() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A reset takes back what was written and not yet acknowledged by the other side's operating system. */
        private boolean allHasPassed() throws IOException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            String ports = String.format(".*:%04X [0-9A-F]+:%04X .*", client.getLocalPort(), client.getPort());
            while (System.nanoTime() < deadline) {
                boolean listed = false;
                for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                    if (Files.exists(Path.of(table))) {
                        for (String line : Files.readAllLines(Path.of(table))) {
                            if (line.matches(ports)) {
                                listed = true;
                                if (line.contains(" 00000000:")) {
                                    return true;
                                }
                            }
                        }
                    }
                }
                if (!listed) {
                    return false;
                }
            }
            return false;
        }

        private void parse(int value) {
            if (type < 0) {
                type = value >> 4;
                inLength = true;
                remaining = 0;
                lengthShift = 0;
                return;
            }
            if (inLength) {
                remaining |= (long) (value & 0x7f) << lengthShift;
                lengthShift += 7;
                inLength = (value & 0x80) != 0;
            } else {
                body.write(value);
                remaining--;
            }
            if (!inLength && remaining == 0) {
                pass(body.toByteArray(), type);
                body.reset();
                type = -1;
            }
        }
    }
}
