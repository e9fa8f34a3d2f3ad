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
package io.github.cameltts.test;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets threads wait until connections or subscriptions are as they want them. */
final class Changes {

    private long count;

    synchronized void happened() {
        count++;
        notifyAll();
    }

    /**
     * Waits until the condition holds; it is asked again after each change.
     *
     * @throws IllegalStateException when it did not hold in time, with what was waited for
     */
    void await(BooleanSupplier condition, Duration patience, Supplier<String> what) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = current();
            if (condition.getAsBoolean()) {
                return;
            }
            if (!awaitChange(seen, deadline)) {
                throw new IllegalStateException("Not within " + patience.toMillis() + " ms: " + what.get());
            }
        }
    }

    private synchronized long current() {
        return count;
    }

    private synchronized boolean awaitChange(long seen, long deadline) {
        while (count == seen) {
            long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", e);
            }
        }
        return true;
    }
}
