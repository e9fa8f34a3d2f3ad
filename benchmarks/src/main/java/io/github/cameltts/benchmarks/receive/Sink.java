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
package io.github.cameltts.benchmarks.receive;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The end of each way: counts, and while a rate is measured takes the time since each message was due. May be told by any
 * thread.
 */
final class Sink {

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final LongAdder count = new LongAdder();
    private volatile Histogram latencies;

    void begin(boolean timed) {
        count.reset();
        latencies = timed ? new ConcurrentHistogram(LONGEST_NANOS, 3) : null;
    }

    boolean isTimed() {
        return latencies != null;
    }

    void arrived() {
        count.increment();
    }

    /**
     * @param due when it was to be sent, by {@link System#nanoTime}, which is the same for all processes on Linux
     */
    void arrived(long due) {
        Histogram current = latencies;
        if (current != null) {
            current.recordValue(Math.max(0, Math.min(System.nanoTime() - due, LONGEST_NANOS)));
        }
        count.increment();
    }

    long count() {
        return count.sum();
    }

    Histogram latencies() {
        return latencies;
    }
}
