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
package io.github.cameltts.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: as long as the outage has lasted so far, which doubles the time from attempt
 * to attempt, within two bounds and with a random part of ±25 %, so that a fleet of clients does not come back at once.
 *
 * <p>An outage ends with a connection that holds longer than the shortest pause; one that is closed at once, again and
 * again, is part of it. Times are of
 * {@link System#nanoTime()}. Not thread-safe.
 */
final class ReconnectPause {

    private static final double RANDOM_PART = 0.25;

    private final long shortest;
    private final long longest;
    private final DoubleSupplier random;
    private Long outageBegan;
    private long connectedAt;

    /**
     * @param shortest the first pause
     * @param longest  the longest pause, before its random part
     * @param random   a number from 0 to 1
     */
    ReconnectPause(Duration shortest, Duration longest, DoubleSupplier random) {
        this.shortest = shortest.toNanos();
        this.longest = Math.max(this.shortest, longest.toNanos());
        this.random = random;
    }

    void connected(long now) {
        connectedAt = now;
    }

    void lost(long now) {
        if (now - connectedAt > shortest) {
            over();
        }
    }

    /** What the pauses were for is well again: the next one is the shortest. */
    void over() {
        outageBegan = null;
    }

    /** The pause before the next attempt, in nanoseconds. */
    long next(long now) {
        if (outageBegan == null) {
            outageBegan = now;
        }
        long pause = Math.min(Math.max(now - outageBegan, shortest), longest);
        return (long) (pause * (1 - RANDOM_PART + 2 * RANDOM_PART * random.getAsDouble()));
    }
}
