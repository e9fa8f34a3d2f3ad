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
package io.github.cameltts.observe;

import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.ConnectionState.Status;
import io.github.cameltts.connection.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts for a producer, from one start to the next, and puts what it counts together with what its connection knows.
 * May be told and asked by any thread.
 */
public final class ProducerWatch {

    private final Lease lease;
    private final ProducerMeters meters;
    private final AtomicLong waiting = new AtomicLong();
    private final LongAdder published = new LongAdder();
    private final LongAdder publishFailures = new LongAdder();
    private volatile Instant lastPublishAt;
    private volatile Instant endedAt;

    /**
     * @param lease  the producer's connection
     * @param meters hear how long each publish took
     */
    public ProducerWatch(Lease lease, Meters meters) {
        this.lease = lease;
        this.meters = meters.producer(this::view);
    }

    /**
     * A publish begins.
     *
     * @param  publish completes when it is done
     * @return         the same, after it was counted
     */
    public CompletionStage<Void> publishes(CompletionStage<Void> publish) {
        long began = System.nanoTime();
        waiting.incrementAndGet();
        return publish.whenComplete((done, failure) -> {
            waiting.decrementAndGet();
            if (failure == null) {
                published.increment();
                lastPublishAt = Instant.now();
            } else {
                publishFailures.increment();
            }
            meters.published(Duration.ofNanos(System.nanoTime() - began), failure != null);
        });
    }

    /**
     * A send that waited is done.
     *
     * @param took    how long it took from the call
     * @param outcome as in {@link ProducerMeters#outcome}
     */
    public void outcome(Duration took, String outcome) {
        meters.outcome(took, outcome);
    }

    /** The producer has stopped: what its connection goes on to do for others does not concern it. */
    public void ended() {
        endedAt = Instant.now();
        meters.close();
    }

    /**
     * @return all of it, now
     */
    public ProducerView view() {
        Instant ended = endedAt;
        ConnectionState state = lease.state();
        return new ProducerView(
                lease.settings(),
                ended == null ? state : new ConnectionState(Status.CLOSED, ended, null, 0, null, state.logins()),
                waiting.get(),
                published.sum(),
                publishFailures.sum(),
                lastPublishAt);
    }
}
