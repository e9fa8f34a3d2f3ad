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

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Between the socket and Paho's receiver, for four reasons.
 *
 * <ul>
 *   <li>Paho reads the header of a packet byte by byte, each with a call into the operating system: so it is buffered.
 *   <li>At the end of a connection Paho throws away the messages that it has read but not handed over yet, up to ten: so
 *       the end is told only when all are handed over. To know that, the PUBLISH packets that pass are counted (MQTT
 *       3.1.1, section 2.2).
 *   <li>If the connection ends while Paho still starts its threads, it waits for one of them for ever: so the end is told
 *       only when the login is on its way, which it is when all have started.
 *   <li>If the read timeout, which Paho sets to a second, expires within the header of a packet, Paho forgets what it has
 *       read of it: so it expires only between packets and within their bodies.
 * </ul>
 */
final class InboundStream extends FilterInputStream {

    private static final int PUBLISH = 3;

    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private boolean writing;
    private boolean abandoned;
    private boolean ended;
    private long delivered;
    private final Deque<Catching> catchingUp = new ArrayDeque<>();

    // the packet that is passing, read by one thread only
    private boolean inHeader = true;
    private boolean inLength;
    private boolean isPublish;
    private int lengthShift;
    private long remaining;
    private volatile long passed;

    /**
     * @param in            the bytes from the socket
     * @param patienceNanos how long the end may be held back at most
     */
    InboundStream(InputStream in, long patienceNanos) {
        super(new BufferedInputStream(in, 16 * 1024));
        this.patienceNanos = patienceNanos;
    }

    @Override
    public int read() throws IOException {
        int value;
        try {
            value = readPatiently();
        } catch (IOException e) {
            throw held(e);
        }
        if (value < 0) {
            holdEnd();
        } else {
            pass(value);
        }
        return value;
    }

    private int readPatiently() throws IOException {
        while (true) {
            try {
                return super.read();
            } catch (SocketTimeoutException e) {
                if (!inLength) {
                    throw e;
                }
            }
        }
    }

    /** Paho asks it only for a state that it tells nobody, but takes a failure of it for the end of the connection. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(buffer, offset, length);
        } catch (IOException e) {
            throw held(e);
        }
        if (count < 0) {
            holdEnd();
        }
        for (int i = 0; i < count; i++) {
            if (!inHeader && !inLength && remaining > 1) {
                // the body of a packet is not looked at, its last byte apart
                int skipped = (int) Math.min(count - i, remaining - 1);
                remaining -= skipped;
                i += skipped - 1;
            } else {
                pass(buffer[offset + i] & 0xff);
            }
        }
        return count;
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

    private void pass(int value) {
        if (inHeader) {
            isPublish = value >> 4 == PUBLISH;
            inHeader = false;
            inLength = true;
            lengthShift = 0;
            remaining = 0;
            return;
        }
        if (inLength) {
            remaining |= (long) (value & 0x7f) << lengthShift;
            lengthShift += 7;
            inLength = (value & 0x80) != 0;
        } else {
            remaining--;
        }
        if (!inLength && remaining == 0) {
            inHeader = true;
            if (isPublish) {
                // by one thread only
                passed = passed + 1;
            }
        }
    }

    private IOException held(IOException e) {
        if (!(e instanceof SocketTimeoutException)) {
            holdEnd();
        }
        return e;
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
