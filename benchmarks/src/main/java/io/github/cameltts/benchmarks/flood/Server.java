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
package io.github.cameltts.benchmarks.flood;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * As much of an MQTT 3.1.1 server as a subscriber of QoS 0 needs. Every connection gets the uplinks of the devices that it
 * asked for.
 */
final class Server {

    private final Uplinks uplinks;
    private final List<String> devices;
    private final ServerSocketChannel socket;
    private final List<Client> clients = new CopyOnWriteArrayList<>();

    Server(Uplinks uplinks, int devices) throws IOException {
        this.uplinks = uplinks;
        this.devices = IntStream.range(0, devices).mapToObj(Uplinks::device).toList();
        this.socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 256);
        start(this::accept);
    }

    int port() {
        return socket.socket().getLocalPort();
    }

    int connections() {
        return clients.size();
    }

    String await(int filters) throws InterruptedException {
        while (clients.stream().mapToInt(Client::filters).sum() < filters) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return "ok";
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel accepted = socket.accept();
                Client client = new Client(accepted, uplinks, devices);
                clients.add(client);
                start(() -> {
                    client.serve();
                    clients.remove(client);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends to all connections for that long; returns how many messages. */
    long flood(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        AtomicLong sent = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (Client client : clients) {
            threads.add(start(() -> sent.addAndGet(client.flood(until))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return sent.get();
    }

    /** Sends to the only connection, each message at its time, which it carries; returns how many. */
    long pace(int perSecond, long millis) {
        return clients.get(0).pace(perSecond, millis);
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "flooder");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
