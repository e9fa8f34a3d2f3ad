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

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, read as it comes. The JDK's own stream waits for the next byte for ever: this one for a bounded
 * time. What arrives unread is bounded too, for more is asked for only when some was read.
 */
final class AnswerStream extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    /** Two lots under way: one is read while the next one comes. */
    private static final int LOTS_AHEAD = 2;

    private final Duration idleTimeout;
    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;
    private volatile boolean complete;
    private Arrival end;

    AnswerStream(Duration idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    /** A lot of the body, or its end: with a failure, or without. */
    private record Arrival(List<ByteBuffer> lot, Throwable failure) {

        boolean isEnd() {
            return lot == null;
        }
    }

    /** No byte came for too long. */
    static final class IdleException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(LOTS_AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> lot) {
        arrived.add(new Arrival(lot, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Arrival(null, failure));
    }

    @Override
    public void onComplete() {
        complete = true;
        arrived.add(new Arrival(null, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (buffers.isEmpty() || !buffers.peek().hasRemaining()) {
            if (!buffers.isEmpty()) {
                buffers.remove();
            } else if (!awaitLot()) {
                return -1;
            }
        }
        ByteBuffer buffer = buffers.peek();
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    /** May be called from any thread: a read that waits ends. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription current = subscription;
        if (current != null && !complete) {
            // the connection ends with it; one whose answer was complete is used again
            current.cancel();
        }
        arrived.add(new Arrival(null, new IOException("closed")));
    }

    private boolean awaitLot() throws IOException {
        Arrival arrival = end != null ? end : poll();
        if (arrival.isEnd()) {
            end = arrival;
            if (arrival.failure() != null) {
                throw new IOException(arrival.failure().getMessage(), arrival.failure());
            }
            return false;
        }
        buffers.addAll(arrival.lot());
        subscription.request(1);
        return true;
    }

    private Arrival poll() throws IOException {
        try {
            Arrival arrival = arrived.poll(idleTimeout.toNanos(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                close();
                throw new IdleException();
            }
            return arrival;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
