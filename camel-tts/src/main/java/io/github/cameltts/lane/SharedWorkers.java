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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the workers of many {@link Lanes}. Where messages come for one and then another, a thread that is awake
 * goes from lanes to lanes, rather than that each has a thread that is woken for each message.
 *
 * <p>As many threads are awake as there are processors. Lanes without end of messages give theirs back for a while. One
 * that has been with the same lanes for a millisecond nevertheless has a handler that waits for something, which makes it
 * likely that others will as well: so it is replaced by two. Slow lanes hold up no others for longer than it takes to
 * wake as many threads as there are slow ones, at twice as many each millisecond.
 */
public final class SharedWorkers {

    /** After so many nanoseconds with one task, a thread counts as held up. */
    static final long LONG = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final int parallelism;

    private final BriefLock lock = new BriefLock();
    // all below is guarded by the lock
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final List<Turn> turns = new ArrayList<>();
    /** Turns whose thread is not yet there. */
    private int waking;

    private boolean watched;

    /**
     * @param threads     where threads come from, as many as it is asked for
     * @param timer       looks after tasks that wait; it is not held up
     * @param parallelism how many threads are to be awake at a time, at least 1
     */
    public SharedWorkers(Executor threads, ScheduledExecutorService timer, int parallelism) {
        this.threads = threads;
        this.timer = timer;
        this.parallelism = parallelism;
    }

    /**
     * @return what runs the workers of one set of lanes
     */
    public Group group() {
        return new Group();
    }

    private void execute(Task task) {
        Turn turn = null;
        lock.lock();
        try {
            tasks.add(task);
            if (waking == 0 && places() > 0) {
                turn = newTurn();
            } else {
                watch();
            }
        } finally {
            lock.unlock();
        }
        if (turn != null) {
            start(turn);
        }
    }

    /** A task has waited for a while, perhaps because all who are awake are held up. */
    private void look() {
        List<Turn> begun = new ArrayList<>();
        lock.lock();
        try {
            watched = false;
            if (!tasks.isEmpty()) {
                for (int places = Math.min(places(), tasks.size() - waking); places > 0; places--) {
                    begun.add(newTurn());
                }
                watch();
            }
        } finally {
            lock.unlock();
        }
        begun.forEach(this::start);
    }

    private void watch() {
        if (!watched) {
            watched = true;
            try {
                timer.schedule(this::look, LONG, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // all come to their end
                watched = false;
            }
        }
    }

    /** How many threads may be woken. */
    private int places() {
        long now = System.nanoTime();
        int heldUp = 0;
        for (Turn turn : turns) {
            if (now - turn.since >= LONG) {
                heldUp++;
            }
        }
        return parallelism + 2 * heldUp - turns.size();
    }

    private Turn newTurn() {
        Turn turn = new Turn();
        turns.add(turn);
        waking++;
        return turn;
    }

    private void start(Turn turn) {
        boolean started = false;
        try {
            threads.execute(turn);
            started = true;
        } catch (RejectedExecutionException e) {
            // the threads are shut down, and so is all that was to run there
        } finally {
            if (!started) {
                withdraw(turn);
            }
        }
    }

    private void withdraw(Turn turn) {
        lock.lock();
        try {
            turns.remove(turn);
            waking--;
            watch();
        } finally {
            lock.unlock();
        }
    }

    /** What a thread does from waking up to going to sleep. */
    private final class Turn implements Runnable {

        /** When it began with its task. */
        private long since = System.nanoTime();

        @Override
        public void run() {
            Task task = next(true);
            while (task != null) {
                task.run();
                task = next(false);
            }
        }

        private Task next(boolean first) {
            lock.lock();
            try {
                if (first) {
                    waking--;
                }
                Task task = tasks.poll();
                if (task == null) {
                    turns.remove(this);
                } else {
                    since = System.nanoTime();
                }
                return task;
            } finally {
                lock.unlock();
            }
        }
    }

    private record Task(Group group, Runnable work) {

        void run() {
            Thread thread = Thread.currentThread();
            if (group.enter(thread)) {
                try {
                    work.run();
                } catch (RuntimeException | Error e) {
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                } finally {
                    group.leave(thread);
                }
            }
        }
    }

    /**
     * Runs the workers of one set of lanes, and can end them without those of others.
     */
    public final class Group implements Executor {

        private final BriefLock lock = new BriefLock();
        private final List<Thread> inside = new ArrayList<>();
        private boolean ended;

        private Group() {}

        @Override
        public void execute(Runnable work) {
            SharedWorkers.this.execute(new Task(this, work));
        }

        /**
         * Begins no work any more, and interrupts what has begun.
         */
        public void shutdownNow() {
            lock.lock();
            try {
                ended = true;
                inside.forEach(Thread::interrupt);
            } finally {
                lock.unlock();
            }
        }

        private boolean enter(Thread thread) {
            lock.lock();
            try {
                return !ended && inside.add(thread);
            } finally {
                lock.unlock();
            }
        }

        private void leave(Thread thread) {
            lock.lock();
            try {
                inside.remove(thread);
            } finally {
                lock.unlock();
            }
            // an interrupt was meant for this work, not for the next
            Thread.interrupted();
        }
    }
}
