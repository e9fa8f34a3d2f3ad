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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SharedWorkersTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void goOnWithOneThreadThroughAllThatCameWhileItWoke() {
        timer.shutdownNow();
        Queue<Runnable> woken = new ArrayDeque<>();
        SharedWorkers workers = new SharedWorkers(woken::add, timer, 1);
        List<Integer> done = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            int number = i;
            workers.group().execute(() -> done.add(number));
        }

        assertThat(woken).hasSize(1);
        woken.remove().run();
        assertThat(done).hasSize(100).isSorted();
    }

    @Test
    void wakeAThreadAgainAfterAllWasDone() {
        timer.shutdownNow();
        Queue<Runnable> woken = new ArrayDeque<>();
        SharedWorkers.Group group = new SharedWorkers(woken::add, timer, 1).group();
        group.execute(() -> {});
        woken.remove().run();

        group.execute(() -> {});

        assertThat(woken).hasSize(1);
    }

    @Test
    void holdUpNothingBehindTasksThatWait() {
        SharedWorkers workers = new SharedWorkers(threads, timer, 2);
        for (int i = 0; i < 300; i++) {
            workers.group().execute(this::waitForTheEnd);
        }
        AtomicBoolean done = new AtomicBoolean();

        workers.group().execute(() -> done.set(true));

        await().untilTrue(done);
    }

    @Test
    void holdUpNothingBehindATaskWithoutEnd() {
        SharedWorkers workers = new SharedWorkers(threads, timer, 1);
        AtomicBoolean stop = new AtomicBoolean();
        workers.group().execute(() -> {
            while (!stop.get()) {
                Thread.onSpinWait();
            }
        });
        AtomicBoolean done = new AtomicBoolean();

        workers.group().execute(() -> done.set(true));

        await().untilTrue(done);
        stop.set(true);
    }

    @Test
    void endOneGroupWithoutAnother() {
        SharedWorkers workers = new SharedWorkers(threads, timer, 2);
        SharedWorkers.Group ending = workers.group();
        List<String> interrupted = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(2);
        ending.execute(() -> waitInterruptibly("ending", begun, interrupted));
        workers.group().execute(() -> waitInterruptibly("other", begun, interrupted));
        await().until(() -> begun.getCount() == 0);

        ending.shutdownNow();

        await().until(() -> interrupted.contains("ending"));
        ending.execute(() -> interrupted.add("too late"));
        AtomicBoolean done = new AtomicBoolean();
        workers.group().execute(() -> done.set(true));
        await().untilTrue(done);
        assertThat(interrupted).containsExactly("ending");
    }

    @Test
    void keepAnInterruptFromTheNextTask() {
        timer.shutdownNow();
        Queue<Runnable> woken = new ArrayDeque<>();
        SharedWorkers workers = new SharedWorkers(woken::add, timer, 1);
        AtomicBoolean interrupted = new AtomicBoolean();
        workers.group().execute(() -> Thread.currentThread().interrupt());
        workers.group().execute(() -> interrupted.set(Thread.currentThread().isInterrupted()));

        woken.remove().run();

        assertThat(interrupted).isFalse();
    }

    @Test
    void goOnAfterATaskThatFails() {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        ExecutorService observed = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((failing, failure) -> failures.add(failure));
            return thread;
        });
        try {
            SharedWorkers.Group group = new SharedWorkers(observed, timer, 1).group();
            AtomicBoolean done = new AtomicBoolean();

            group.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            group.execute(() -> done.set(true));

            await().untilTrue(done);
            assertThat(failures).singleElement().hasToString("java.lang.IllegalStateException: on purpose");
        } finally {
            observed.shutdownNow();
        }
    }

    @Test
    void tryAgainWhereNoThreadCouldBeMade() {
        AtomicBoolean failed = new AtomicBoolean();
        SharedWorkers workers = new SharedWorkers(
                task -> {
                    if (failed.compareAndSet(false, true)) {
                        throw new OutOfMemoryError("unable to create native thread, on purpose");
                    }
                    threads.execute(task);
                },
                timer,
                1);
        AtomicBoolean done = new AtomicBoolean();

        assertThatThrownBy(() -> workers.group().execute(() -> done.set(true))).isInstanceOf(OutOfMemoryError.class);

        await().untilTrue(done);
    }

    @Test
    void doNothingWhereThereAreNoThreadsAnyMore() {
        SharedWorkers workers = new SharedWorkers(
                task -> {
                    throw new RejectedExecutionException();
                },
                timer,
                1);

        assertThatCode(() -> workers.group().execute(() -> {})).doesNotThrowAnyException();
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitInterruptibly(String name, CountDownLatch begun, List<String> interrupted) {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            interrupted.add(name);
        }
    }
}
