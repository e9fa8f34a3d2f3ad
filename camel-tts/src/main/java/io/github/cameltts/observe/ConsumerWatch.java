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
import io.github.cameltts.connection.Subscription;
import io.github.cameltts.lane.LaneCounters;
import io.github.cameltts.storage.BackfillView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts for a consumer, from one start to the next, and puts what it counts together with what its connection and its
 * lanes know. May be told and asked by any thread.
 */
public final class ConsumerWatch {

    private final Lease lease;
    private final Supplier<LaneCounters> lanes;
    private final Supplier<BackfillView> backfill;
    private final Duration silenceThreshold;
    private final LongAdder received = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder decodeFailures = new LongAdder();
    /** In milliseconds of the epoch, 0 for never. */
    private volatile long lastMessageAt;

    private volatile Listening listening;
    private volatile Instant endedAt;

    /**
     * @param lease            the consumer's connection
     * @param lanes            the counters of its lanes
     * @param backfill         looks at its backfill, giving null where there is none
     * @param silenceThreshold how long no message may come until it is taken for a fault; null for any time
     */
    public ConsumerWatch(
            Lease lease, Supplier<LaneCounters> lanes, Supplier<BackfillView> backfill, Duration silenceThreshold) {
        this.lease = lease;
        this.lanes = lanes;
        this.backfill = backfill;
        this.silenceThreshold = silenceThreshold;
    }

    /**
     * The consumer has asked for messages.
     *
     * @param subscription knows what the server says to it
     */
    public void listens(Subscription subscription) {
        listening = new Listening(subscription, Instant.now());
    }

    /** The consumer no longer asks for messages. */
    public void listensNoMore() {
        listening = null;
    }

    /**
     * A message has arrived.
     *
     * @param at when, in milliseconds of the epoch
     */
    public void received(long at) {
        received.increment();
        lastMessageAt = at;
    }

    /** The route is done with a message. */
    public void delivered() {
        delivered.increment();
    }

    /** A message could not be decoded. */
    public void decodeFailed() {
        decodeFailures.increment();
    }

    /** The consumer has stopped: what its connection goes on to do for others does not concern it. */
    public void ended() {
        endedAt = Instant.now();
    }

    /**
     * @return all of it, now
     */
    public ConsumerView view() {
        Listening current = listening;
        long at = lastMessageAt;
        // in this order nothing is delivered that was not received
        long deliveredBefore = delivered.sum();
        long failedBefore = decodeFailures.sum();
        return new ConsumerView(
                lease.settings(),
                state(),
                current == null ? Map.of() : current.subscription.grants(),
                lanes.get(),
                new MessageCounters(
                        received.sum(), deliveredBefore, failedBefore, at == 0 ? null : Instant.ofEpochMilli(at)),
                current == null ? null : current.since,
                silenceThreshold,
                backfill.get());
    }

    private ConnectionState state() {
        Instant ended = endedAt;
        ConnectionState state = lease.state();
        return ended == null ? state : new ConnectionState(Status.CLOSED, ended, null, 0, null, state.logins());
    }

    private record Listening(Subscription subscription, Instant since) {}
}
