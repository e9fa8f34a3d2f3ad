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
package io.github.cameltts.vertx;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where a callee may hold its thread, it must not be the event loop, which serves pings and other connections: then what
 * arrives is handed over to a thread that may be held, in order, a burst at a time. While it is held and more than
 * {@link #FULL} waits, the socket is not read.
 *
 * <p>While nothing waits here, callees that hold no thread are called on the event loop, without a detour.
 */
final class HandOver {

    /** So many bytes wait before the socket is left alone, and so many when it is read again. */
    private static final long FULL = 1 << 20;

    private static final long LOW = FULL / 2;

    private final EventLoop loop;
    private final Executor executor;
    private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean held = new AtomicBoolean();
    /** Of the event loop. */
    private List<Task> burst = new ArrayList<>();

    private volatile Channel channel;
    private volatile Consumer<Throwable> onFailure = failure -> {};

    HandOver(EventLoop loop, Executor executor) {
        this.loop = loop;
        this.executor = executor;
    }

    /**
     * @param opened  whose reading is held
     * @param failure hears on the event loop what a task threw
     */
    void attach(Channel opened, Consumer<Throwable> failure) {
        channel = opened;
        onFailure = failure;
    }

    /** Whether all that was handed over is done. Asked by the event loop, which alone hands over. */
    boolean isIdle() {
        return burst.isEmpty() && count.get() == 0;
    }

    /** Whether the socket is not read at present. */
    boolean isHeld() {
        return held.get();
    }

    /** Hands a task over with the present burst. */
    void add(Runnable task, int weight) {
        burst.add(new Task(task, weight));
        if (bytes.addAndGet(weight) > FULL && held.compareAndSet(false, true)) {
            channel.config().setAutoRead(false);
            flush();
            readOn();
        }
    }

    /** Runs a task at once if nothing waits, else when all before it is done. */
    void inTurn(Runnable task) {
        if (isIdle()) {
            task.run();
        } else {
            add(task, 0);
            flush();
        }
    }

    /** The burst is over. */
    void flush() {
        if (burst.isEmpty()) {
            return;
        }
        List<Task> ended = burst;
        burst = new ArrayList<>();
        waiting.addAll(ended);
        if (count.getAndAdd(ended.size()) == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // the component stops, nobody listens any more; who waits for the end waits no longer
                drain();
            }
        }
    }

    private void drain() {
        int now = count.get();
        while (now > 0) {
            for (int i = 0; i < now; i++) {
                Task task = waiting.poll();
                try {
                    task.work.run();
                } catch (RuntimeException | Error e) {
                    loop.execute(() -> onFailure.accept(e));
                }
                bytes.addAndGet(-task.weight);
                readOn();
            }
            now = count.addAndGet(-now);
        }
    }

    private void readOn() {
        if (held.get() && bytes.get() <= LOW && held.compareAndSet(true, false)) {
            try {
                loop.execute(() -> channel.config().setAutoRead(true));
            } catch (RejectedExecutionException e) {
                // Vert.x was closed, and the socket with it
            }
        }
    }

    private record Task(Runnable work, int weight) {}
}
