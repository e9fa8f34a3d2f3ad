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
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanesTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<Long> overflows = new CopyOnWriteArrayList<>();

    private final List<Object> dropped = new CopyOnWriteArrayList<>();

    private final LaneListener<Object> listener = new LaneListener<>() {
        @Override
        public void dropped(Object message) {
            dropped.add(message);
        }

        @Override
        public void overflowStarted() {
            overflows.add(-1L);
        }

        @Override
        public void overflowEnded(long dropped) {
            overflows.add(dropped);
        }
    };

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void keepsTheOrderOfEachKeyWithManyWorkers() {
        Map<String, List<Integer>> byKey = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        Lanes<int[]> lanes = new Lanes<>(
                new LaneSettings(100_000, OverflowPolicy.dropNewest, 8, Duration.ZERO),
                pool,
                (message, done) -> {
                    byKey.computeIfAbsent("key" + message[0], key -> new ArrayList<>())
                            .add(message[1]);
                    count.incrementAndGet();
                    done.run();
                },
                listener);
        lanes.open();

        for (int i = 0; i < 50_000; i++) {
            lanes.offer("key" + i % 50, new int[] {i % 50, i / 50});
        }

        await().until(() -> count.get() == 50_000);
        assertThat(byKey).hasSize(50);
        byKey.values().forEach(list -> assertThat(list).isSorted().hasSize(1000));
    }

    @Test
    @Timeout(30)
    void givesItsThreadToOthersThoughThereIsNoEndOfMessages() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            LaneSettings settings = new LaneSettings(10, OverflowPolicy.dropNewest, 1, Duration.ZERO);
            List<Lanes<String>> endless = new ArrayList<>();
            endless.add(new Lanes<>(
                    settings,
                    single,
                    (message, done) -> {
                        endless.get(0).offer("key", message);
                        done.run();
                    },
                    listener));
            Lanes<String> other = new Lanes<>(
                    settings,
                    single,
                    (message, done) -> {
                        handled.add(message);
                        done.run();
                    },
                    listener);
            endless.get(0).open();
            other.open();

            endless.get(0).offer("key", "again");
            other.offer("key", "once");

            await().untilAsserted(() -> assertThat(handled).containsExactly("once"));
            endless.get(0).close(Duration.ofSeconds(1));
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void keepsTheOrderOfEachKeyWithAsynchronousHandlers() {
        ExecutorService elsewhere = Executors.newFixedThreadPool(4);
        try {
            Map<Integer, AtomicInteger> inWork = new ConcurrentHashMap<>();
            Map<Integer, List<Integer>> byKey = new ConcurrentHashMap<>();
            AtomicInteger together = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger count = new AtomicInteger();
            Lanes<int[]> lanes = new Lanes<>(
                    new LaneSettings(100_000, OverflowPolicy.dropNewest, 3, Duration.ZERO),
                    pool,
                    (message, done) -> {
                        assertThat(inWork.computeIfAbsent(message[0], key -> new AtomicInteger())
                                        .incrementAndGet())
                                .isEqualTo(1);
                        most.accumulateAndGet(together.incrementAndGet(), Math::max);
                        elsewhere.execute(() -> {
                            byKey.computeIfAbsent(message[0], key -> new ArrayList<>())
                                    .add(message[1]);
                            together.decrementAndGet();
                            inWork.get(message[0]).decrementAndGet();
                            count.incrementAndGet();
                            done.run();
                        });
                    },
                    listener);
            lanes.open();

            for (int i = 0; i < 10_000; i++) {
                lanes.offer("key" + i % 10, new int[] {i % 10, i / 10});
            }

            await().until(() -> count.get() == 10_000);
            byKey.values().forEach(list -> assertThat(list).isSorted().hasSize(1000));
            assertThat(most.get()).isBetween(1, 3);
        } finally {
            elsewhere.shutdownNow();
        }
    }

    @Test
    void aStuckKeyHoldsUpNoOther() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Lanes<String> lanes = lanes(100, OverflowPolicy.dropOldest, 2, (message, done) -> {
            if (message.startsWith("slow")) {
                stuck.await();
            }
            handled.add(message);
            done.run();
        });
        lanes.open();

        lanes.offer("slow", "slow1");
        lanes.offer("slow", "slow2");
        for (int i = 0; i < 10; i++) {
            lanes.offer("fast" + i, "fast" + i);
        }

        await().until(() -> handled.size() == 10);
        assertThat(handled).noneMatch(message -> message.startsWith("slow"));
        stuck.countDown();
        await().until(() -> handled.size() == 12);
        assertThat(handled.subList(10, 12)).containsExactly("slow1", "slow2");
    }

    @Test
    void waitsUntilItIsOpened() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(10, OverflowPolicy.dropOldest, 4, Duration.ZERO),
                tasks::add,
                this::handleAtOnce,
                listener);

        lanes.offer("a", "a1");
        lanes.offer("b", "b1");
        lanes.offer("a", "a2");
        assertThat(tasks).isEmpty();

        lanes.open();
        assertThat(tasks).as("one worker for each lane that has work").hasSize(2);
        tasks.forEach(Runnable::run);
        assertThat(handled).containsExactly("a1", "b1", "a2");
    }

    @Test
    void dropsTheOldestOfAllLanesAndTellsOnceHowManyItCost() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(4, OverflowPolicy.dropOldest, 1, Duration.ZERO),
                tasks::add,
                this::handleAtOnce,
                listener);
        lanes.open();

        for (int i = 0; i < 10; i++) {
            lanes.offer("key" + i % 3, "m" + i);
        }
        assertThat(overflows).containsExactly(-1L);
        assertThat(lanes.counters().dropped()).isEqualTo(6);
        assertThat(lanes.counters().overflowing()).isTrue();

        tasks.remove().run();
        assertThat(handled).containsExactly("m6", "m7", "m8", "m9");
        assertThat(overflows).containsExactly(-1L, 6L);
        assertThat(lanes.counters()).isEqualTo(new LaneCounters(0, 0, 10, 4, 6, false));
        assertThat(dropped).containsExactly("m0", "m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void aPatientOfferWaitsUntilHalfOfTheCapacityIsFreeAndDropsNothing() throws Exception {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(4, OverflowPolicy.dropOldest, 1, Duration.ZERO),
                tasks::add,
                this::handleAtOnce,
                listener);
        lanes.open();
        for (int i = 0; i < 3; i++) {
            lanes.offer("key", "m" + i);
        }
        assertThat(lanes.offerPatiently("key", "too soon", Duration.ZERO)).isFalse();

        AtomicBoolean offered = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                offered.set(lanes.offerPatiently("key", "patient", Duration.ofMinutes(1)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        tasks.remove().run();
        caller.join();

        assertThat(offered).isTrue();
        await().until(() -> !tasks.isEmpty() || handled.contains("patient"));
        tasks.forEach(Runnable::run);
        assertThat(handled).containsExactly("m0", "m1", "m2", "patient");
        assertThat(dropped).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitingOfACloseAndIsKept() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Lanes<String> lanes = lanes(10, OverflowPolicy.dropOldest, 1, (message, done) -> go.await());
        lanes.open();
        lanes.offer("key", "m0");
        await().until(() -> lanes.counters().inWork() == 1);
        lanes.offer("key", "m1");

        Thread.currentThread().interrupt();
        int givenUp = lanes.close(Duration.ofMinutes(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(givenUp).isEqualTo(1);
        go.countDown();
    }

    @Test
    void aPatientOfferGivesUpWhenTheLanesClose() throws Exception {
        Lanes<String> lanes = lanes(1, OverflowPolicy.dropOldest, 1, (message, done) -> done.run());
        lanes.offer("key", "m0");
        AtomicBoolean offered = new AtomicBoolean(true);
        Thread caller = new Thread(() -> {
            try {
                offered.set(lanes.offerPatiently("key", "patient", Duration.ofMinutes(1)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        lanes.close(Duration.ZERO);

        caller.join();
        assertThat(offered).isFalse();
        assertThat(lanes.offerPatiently("key", "late", Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void lanesThatWereEmptiedByDroppingDoNotPileUp() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(2, OverflowPolicy.dropOldest, 1, Duration.ZERO),
                tasks::add,
                this::handleAtOnce,
                listener);
        lanes.open();

        for (int i = 0; i < 1000; i++) {
            lanes.offer("key" + i, "m" + i);
        }

        assertThat(lanes.lanesInUse()).isEqualTo(2);
        tasks.remove().run();
        assertThat(handled).containsExactly("m998", "m999");
        assertThat(lanes.lanesInUse()).isZero();
    }

    @Test
    void dropsTheNewestWhereAskedTo() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(2, OverflowPolicy.dropNewest, 1, Duration.ZERO),
                tasks::add,
                this::handleAtOnce,
                listener);
        lanes.open();

        for (int i = 0; i < 5; i++) {
            lanes.offer("key", "m" + i);
        }

        tasks.remove().run();
        assertThat(handled).containsExactly("m0", "m1");
        assertThat(lanes.counters().dropped()).isEqualTo(3);
        assertThat(dropped).containsExactly("m2", "m3", "m4");
    }

    @Test
    void blockHoldsTheCallerUntilThereIsRoom() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(1, OverflowPolicy.block, 1, Duration.ofSeconds(30)),
                pool,
                (message, done) -> {
                    awaitLatch(go);
                    handleAtOnce(message, done);
                },
                listener);
        lanes.open();
        lanes.offer("key", "m0");
        await().until(() -> lanes.counters().inWork() == 1);
        lanes.offer("key", "m1");

        Thread caller = new Thread(() -> lanes.offer("key", "m2"));
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        caller.join();

        await().until(() -> handled.size() == 3);
        assertThat(handled).containsExactly("m0", "m1", "m2");
        assertThat(lanes.counters().dropped()).isZero();
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS) // holding each time would take longer
    void blockGivesUpAfterItsTimeAndDoesNotHoldAgainBeforeThereWasRoom() {
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(1, OverflowPolicy.block, 1, Duration.ofMillis(50)),
                task -> {},
                this::handleAtOnce,
                listener);
        lanes.open();
        lanes.offer("key", "m0");

        for (int i = 1; i <= 100_000; i++) {
            lanes.offer("key", "m" + i);
        }

        assertThat(lanes.counters().dropped()).isEqualTo(100_000);
    }

    @Test
    void closingGivesUpWhatWaitsAndAwaitsWhatIsInWork() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Lanes<String> lanes = lanes(10, OverflowPolicy.dropOldest, 1, (message, done) -> {
            go.await();
            handled.add(message);
            done.run();
        });
        lanes.open();
        lanes.offer("key", "m0");
        await().until(() -> lanes.counters().inWork() == 1);
        lanes.offer("key", "m1");
        lanes.offer("other", "m2");

        new Thread(() -> {
                    await().until(() -> lanes.counters().waiting() == 0);
                    go.countDown();
                })
                .start();
        int givenUp = lanes.close(Duration.ofSeconds(30));

        assertThat(givenUp).isEqualTo(2);
        assertThat(handled).containsExactly("m0");
        lanes.offer("key", "m3");
        assertThat(lanes.counters().waiting()).isZero();
    }

    @Test
    void aHandlerThatThrowsCostsItsMessageOnly() {
        Lanes<String> lanes = new Lanes<>(
                new LaneSettings(10, OverflowPolicy.dropOldest, 1, Duration.ZERO),
                task -> pool.execute(() -> {
                    try {
                        task.run();
                    } catch (IllegalStateException expected) {
                        // as a pool would
                    }
                }),
                (message, done) -> {
                    if (message.equals("bad")) {
                        throw new IllegalStateException("bad");
                    }
                    handleAtOnce(message, done);
                },
                listener);
        lanes.open();

        lanes.offer("key", "bad");
        lanes.offer("key", "good");

        await().until(() -> handled.size() == 1);
        assertThat(handled).containsExactly("good");
    }

    private Lanes<String> lanes(int capacity, OverflowPolicy policy, int concurrency, ThrowingHandler handler) {
        return new Lanes<>(
                new LaneSettings(capacity, policy, concurrency, Duration.ZERO),
                pool,
                (message, done) -> {
                    try {
                        handler.handle(message, done);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                listener);
    }

    private void handleAtOnce(String message, Runnable done) {
        handled.add(message);
        done.run();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface ThrowingHandler {
        void handle(String message, Runnable done) throws InterruptedException;
    }
}
