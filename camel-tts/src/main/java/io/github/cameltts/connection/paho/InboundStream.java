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

import io.github.cameltts.connection.paho.PacketReader.Packet;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Between the socket and Paho's receiver, for five reasons.
 *
 * <ul>
 *   <li>Paho reads the header of a packet byte by byte, each with a call into the operating system, and if the read timeout,
 *       which Paho sets to a second, expires within it, Paho forgets what it has read: so it gets whole packets only.
 *   <li>Paho is slow with payloads: so they are taken past it as {@link Payloads}.
 *   <li>Paho's threads wake each other for each message: so they are told where messages come in a {@link Burst}.
 *   <li>At the end of a connection Paho throws away the messages that it has read but not handed over yet, up to ten: so
 *       the end is told only when all are handed over. To know that, the PUBLISH packets that pass are counted (MQTT
 *       3.1.1, section 2.2).
 *   <li>If the connection ends while Paho still starts its threads, it waits for one of them for ever: so the end is told
 *       only when the login is on its way, which it is when all have started.
 * </ul>
 */
final class InboundStream extends InputStream {

    /** Far longer than reading a burst takes, far shorter than anybody notices. */
    private static final Duration BURST_PATIENCE = Duration.ofMillis(2);

    private final PacketReader packets;
    private final Payloads payloads = new Payloads();
    private final Burst burst = new Burst(BURST_PATIENCE);
    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private boolean writing;
    private boolean abandoned;
    private boolean ended;
    private long delivered;
    private final Deque<Catching> catchingUp = new ArrayDeque<>();

    // the packet that is passing, read by one thread only
    private byte[] packet = {};
    private int position;
    private boolean isPublish;
    private volatile long passed;

    /**
     * @param in            the bytes from the socket
     * @param patienceNanos how long the end may be held back at most
     */
    InboundStream(InputStream in, long patienceNanos) {
        this.packets = new PacketReader(in, burst::starved);
        this.patienceNanos = patienceNanos;
    }

    @Override
    public int read() throws IOException {
        if (!hasNext()) {
            return -1;
        }
        int value = packet[position] & 0xff;
        pass(1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, packet.length - position);
        System.arraycopy(packet, position, buffer, offset, count);
        pass(count);
        return count;
    }

    /** Called with a message before it is handed over: returns its payload when it is time to do so. */
    byte[] deliver(byte[] stub) {
        burst.gather();
        return payloads.attach(stub);
    }

    /** A message was handed over. */
    void delivered() {
        lock.lock();
        try {
            delivered++;
            tellCaughtUp();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Completes when all messages that have passed by now are handed over, or nobody waits for them any more. */
    CompletionStage<Void> caughtUp() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lock.lock();
        try {
            catchingUp.add(new Catching(passed, done));
            tellCaughtUp();
        } finally {
            lock.unlock();
        }
        return done;
    }

    private void tellCaughtUp() {
        while (!catchingUp.isEmpty() && (abandoned || delivered >= catchingUp.element().passed)) {
            catchingUp.remove().done.complete(null);
        }
    }

    /** Something is about to be written, the login to begin with. */
    void writing() {
        lock.lock();
        try {
            writing = true;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for messages any more. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            tellCaughtUp();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the end has been told to Paho's receiver, or the patience ends. */
    void awaitEnd() {
        await(() -> ended || abandoned);
    }

    /** Whether the packet has another byte, or there is another packet. */
    private boolean hasNext() throws IOException {
        if (position < packet.length) {
            return true;
        }
        Packet next;
        try {
            next = packets.read();
        } catch (SocketTimeoutException e) {
            // between packets, for all that Paho knows
            throw e;
        } catch (IOException e) {
            holdEnd();
            throw e;
        }
        if (next == null) {
            holdEnd();
            return false;
        }
        isPublish = next.isPublish();
        packet = (isPublish ? payloads.detach(next) : next).bytes();
        position = 0;
        return true;
    }

    private void pass(int count) {
        position += count;
        if (position == packet.length && isPublish) {
            // by one thread only
            passed = passed + 1;
            burst.read(packets.hasMore());
        }
    }

    private void holdEnd() {
        await(() -> writing && (abandoned || delivered >= passed));
        lock.lock();
        try {
            ended = true;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition) {
        long nanos = patienceNanos;
        lock.lock();
        try {
            while (!condition.getAsBoolean() && nanos > 0) {
                nanos = progress.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private record Catching(long passed, CompletableFuture<Void> done) {}
}
