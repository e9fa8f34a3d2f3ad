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
package io.github.cameltts.benchmarks;

import io.github.cameltts.lane.LaneListener;
import io.github.cameltts.lane.LaneSettings;
import io.github.cameltts.lane.Lanes;
import io.github.cameltts.lane.OverflowPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The way of a message through the lanes, in and out, without a change of threads: by bursts of 64 messages of as many
 * devices as there are, in turn.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LanesBenchmark {

    private static final int BURST = 64;

    /** How many devices send. */
    @Param({"1", "100", "10000"})
    public int devices;

    private final Queue<Runnable> workers = new ArrayDeque<>();
    private String[] keys;
    private Lanes<String> lanes;
    private int next;

    /** Opens the lanes. */
    @Setup
    public void open(Blackhole handled) {
        keys = new String[devices];
        for (int i = 0; i < devices; i++) {
            keys[i] = "eui-70b3d57ed00" + i;
        }
        lanes = new Lanes<>(
                new LaneSettings(1000, OverflowPolicy.dropOldest, 1, Duration.ZERO),
                workers::add,
                (message, done) -> {
                    handled.consume(message);
                    done.run();
                },
                new Unheard());
        lanes.open();
    }

    /** A burst arrives, and a worker deals with it. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void offerAndHandle() {
        for (int i = 0; i < BURST; i++) {
            String key = keys[next];
            next = next + 1 == devices ? 0 : next + 1;
            lanes.offer(key, key);
        }
        for (Runnable worker = workers.poll(); worker != null; worker = workers.poll()) {
            worker.run();
        }
    }

    private static final class Unheard implements LaneListener<String> {

        @Override
        public void dropped(String message) {
            throw new IllegalStateException("There was room");
        }

        @Override
        public void overflowStarted() {
            throw new IllegalStateException("There was room");
        }

        @Override
        public void overflowEnded(long dropped) {
            throw new IllegalStateException("There was room");
        }
    }
}
