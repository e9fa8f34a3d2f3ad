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
package io.github.cameltts.lane;

import io.github.cameltts.lane.WaitingMessages.Lane;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;

/**
 * Bounded, ordered dispatch. There is a lane for each key that has messages waiting or in work; messages of one lane are
 * handled one at a time and in the order of their arrival, messages of different lanes side by side by as many workers
 * as allowed, the lanes taking turns. A slow key holds up no other, as long as a worker is free.
 *
 * <p>{@link #offer} is for the callback of a transport: it never runs the handler and, but for
 * {@link OverflowPolicy#block}, never waits.
 *
 * @param <T> the type of the messages
 */
public final class Lanes<T> {

    /** Whoever is held looks this often for room, lest it takes as long as a quarter of the messages does. */
    private static final long LOOK_FOR_ROOM_NANOS = 5_000_000;

    /** After so long a worker lets those of other lanes have its thread, before it counts as held up. */
    private static final long TURN_NANOS = SharedWorkers.LONG / 2;

    private final LaneSettings settings;
    private final Executor executor;
    private final LaneHandler<T> handler;
    private final LaneListener<? super T> listener;
    /** So few messages are waiting when it pays to let those in that are held. */
    private final int roomy;

    private final BriefLock lock = new BriefLock();
    private final Condition room = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Condition halfEmpty = lock.newCondition();

    // all below is guarded by the lock
    private final WaitingMessages<T> waiting = new WaitingMessages<>();
    private boolean open;
    private boolean closed;
    private boolean holdExhausted;
    private int workers;
    private int inWork;
    private long accepted;
    private long handled;
    private long dropped;
    private long droppedBeforeOverflow = -1;

    /**
     * @param settings the bounds
     * @param executor runs the workers, at most {@link LaneSettings#concurrency()} at a time
     * @param handler  what they do
     * @param listener hears of overflows
     */
    public Lanes(LaneSettings settings, Executor executor, LaneHandler<T> handler, LaneListener<? super T> listener) {
        this.settings = settings;
        this.executor = executor;
        this.handler = handler;
        this.listener = listener;
        this.roomy = settings.capacity() - 1 - settings.capacity() / 4;
    }

    /**
     * Lets the workers begin. What was offered before has waited.
     */
    public void open() {
        lock.lock();
        try {
            open = true;
            while (wakeWorker()) {
                // as many as there is work for
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts a message into the lane of its key, or drops one as the policy says. After {@link #close} it does nothing.
     *
     * @param key     what orders messages, the device
     * @param message the message
     */
    public void offer(String key, T message) {
        boolean overflowStarted;
        T victim = null;
        lock.lock();
        try {
            long before = dropped;
            if (!isFull() || settings.overflowPolicy() == OverflowPolicy.block && awaitRoom()) {
                add(key, message);
            } else if (!closed) {
                victim = message;
                if (settings.overflowPolicy() == OverflowPolicy.dropOldest) {
                    victim = waiting.pollOldest();
                    add(key, message);
                }
                dropped++;
            }
            overflowStarted = dropped > before && droppedBeforeOverflow < 0;
            if (overflowStarted) {
                droppedBeforeOverflow = before;
            }
        } finally {
            lock.unlock();
        }
        if (overflowStarted) {
            listener.overflowStarted();
        }
        if (victim != null) {
            listener.dropped(victim);
        }
    }

    /**
     * Puts a message into the lane of its key once at most half of the capacity is in use, so that it neither drops one
     * nor makes one be dropped that comes by {@link #offer}.
     *
     * @param  key                  what orders messages, the device
     * @param  message              the message
     * @param  patience             how long to wait at most
     * @return                      whether it is in the lane; false if the time is over or {@link #close} was called
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean offerPatiently(String key, T message, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (!closed && isMoreThanHalfFull()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = halfEmpty.awaitNanos(nanos);
            }
            if (closed) {
                return false;
            }
            add(key, message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @return how many messages wait
     */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @return a consistent view of all counters
     */
    public LaneCounters counters() {
        lock.lock();
        try {
            return new LaneCounters(waiting.size(), inWork, accepted, handled, dropped, droppedBeforeOverflow >= 0);
        } finally {
            lock.unlock();
        }
    }

    /** How many keys have messages waiting or in work, for tests. */
    int lanesInUse() {
        lock.lock();
        try {
            return waiting.lanes();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more messages, gives those that wait up, and waits for those in work.
     *
     * @param  patience how long to wait for messages in work; an interrupt ends the waiting and is kept
     * @return          how many waiting messages were given up
     */
    public int close(Duration patience) {
        int givenUp;
        long overflow;
        lock.lock();
        try {
            closed = true;
            givenUp = waiting.clear();
            overflow = endOverflow();
            room.signalAll();
            halfEmpty.signalAll();
            awaitIdle(patience.toNanos());
        } finally {
            lock.unlock();
        }
        tellOverflowEnded(overflow);
        return givenUp;
    }

    private void awaitIdle(long patience) {
        long nanos = patience;
        try {
            while (inWork > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(String key, T message) {
        if (closed) {
            return;
        }
        accepted++;
        if (waiting.add(key, message)) {
            wakeWorker();
        }
    }

    private boolean isFull() {
        return waiting.size() >= settings.capacity();
    }

    private boolean isMoreThanHalfFull() {
        return waiting.size() > settings.capacity() / 2;
    }

    /** Holds the caller as long as it may be held; returns whether there is room now. */
    private boolean awaitRoom() {
        long nanos = settings.holdLimit().toNanos();
        while (!closed && isFull()) {
            holdExhausted |= nanos <= 0;
            if (holdExhausted) {
                return false;
            }
            try {
                long slice = Math.min(nanos, LOOK_FOR_ROOM_NANOS);
                nanos -= slice - room.awaitNanos(slice);
            } catch (InterruptedException e) {
                // the transport wants its thread back: the message is lost, and counted
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !closed;
    }

    /** Starts a worker if there is a lane for it and a place; returns whether it did. */
    private boolean wakeWorker() {
        if (!open || closed || workers >= settings.concurrency() || workers - inWork >= waiting.lanesInLine()) {
            return false;
        }
        workers++;
        try {
            executor.execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            // the pool is shut down: so are we in a moment
            workers--;
            return false;
        }
    }

    /** A worker: handles messages until there is none, its turn is over, or one goes on asynchronously. */
    private void work() {
        long begin = System.nanoTime();
        Claim claim = next(null);
        while (claim != null) {
            try {
                handler.handle(claim.message, claim);
            } catch (RuntimeException | Error e) {
                claim.run();
                finish(claim.lane);
                throw e;
            }
            if (claim.goesOn()) {
                return;
            }
            if (System.nanoTime() - begin > TURN_NANOS) {
                finish(claim.lane);
                return;
            }
            claim = next(claim.lane);
        }
    }

    /**
     * The worker's next message; where there is none, its place is free.
     *
     * @param handled where its last message has been dealt with, null if it had none
     */
    private Claim next(Lane<T> handled) {
        long overflow = -1;
        lock.lock();
        try {
            if (handled != null) {
                settle(handled);
            }
            Lane<T> lane = closed ? null : waiting.next();
            if (lane == null) {
                workers--;
                return null;
            }
            T message = waiting.poll(lane);
            inWork++;
            holdExhausted = false;
            // whoever is held wakes up to room for many messages, not for one
            if (waiting.size() <= roomy) {
                room.signal();
            }
            if (!isMoreThanHalfFull()) {
                overflow = endOverflow();
                halfEmpty.signal();
            }
            return new Claim(lane, message);
        } finally {
            lock.unlock();
            tellOverflowEnded(overflow);
        }
    }

    /** The message of the lane is dealt with, and so is the worker: another takes its place if there is more to do. */
    private void finish(Lane<T> lane) {
        lock.lock();
        try {
            settle(lane);
            workers--;
            wakeWorker();
        } finally {
            lock.unlock();
        }
    }

    private void settle(Lane<T> lane) {
        inWork--;
        handled++;
        waiting.release(lane);
        if (inWork == 0) {
            idle.signalAll();
        }
    }

    /** Returns how many messages the overflow cost that ends here, or -1 if there was none. */
    private long endOverflow() {
        if (droppedBeforeOverflow < 0) {
            return -1;
        }
        long lost = dropped - droppedBeforeOverflow;
        droppedBeforeOverflow = -1;
        return lost;
    }

    private void tellOverflowEnded(long lost) {
        if (lost > 0) {
            listener.overflowEnded(lost);
        }
    }

    /** A message in the hands of a worker, and the callback that says that it is dealt with. */
    private final class Claim implements Runnable {

        private final Lane<T> lane;
        private final T message;
        private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.IN_HANDLER);

        Claim(Lane<T> lane, T message) {
            this.lane = lane;
            this.message = message;
        }

        /** Asked by the worker when the handler has returned: whether the message is still in work. */
        boolean goesOn() {
            return progress.compareAndSet(Progress.IN_HANDLER, Progress.GOES_ON);
        }

        @Override
        public void run() {
            if (progress.getAndSet(Progress.DONE) == Progress.GOES_ON) {
                // the worker has gone and its place was kept: another takes it, on a thread of our own
                finish(lane);
            }
        }
    }

    private enum Progress {
        IN_HANDLER,
        GOES_ON,
        DONE
    }
}
