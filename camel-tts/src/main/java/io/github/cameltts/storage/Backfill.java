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
package io.github.cameltts.storage;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.model.ApplicationUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Fetches from the Storage Integration what a consumer has missed, and merges it with what arrives live: after every
 * interruption, at a start, after an overflow, and when frame counters tell of more. Each uplink goes to the route once,
 * as far as this process can know; across processes at least once.
 *
 * <p>All reading is done by the one thread that {@link #run} has; the other methods return at once and are for any
 * thread. Live messages are never held up by it.
 */
public final class Backfill implements Runnable {

    private static final Duration DEDUPLICATION_RETENTION = Duration.ofHours(1);
    private static final int DEDUPLICATION_CAPACITY = 100_000;

    private final UplinkSource source;
    private final InstantSource clock;
    private final BackfillPlan plan;
    private final BackfillKeeper keeper;
    private final FrameCounters counters = new FrameCounters();
    private final DeduplicationMemory memory;
    private final BackfillCounts counts = new BackfillCounts();
    private final BackfillReader reader;
    private volatile boolean closed;

    /**
     * @param settings    what shapes it
     * @param application whose uplinks
     * @param client      reads the storage
     * @param store       keeps the cursor
     * @param sink        takes what is fetched
     */
    public Backfill(
            BackfillSettings settings,
            ApplicationUid application,
            StorageClient client,
            CursorStore store,
            BackfillSink sink) {
        this(settings, new StoredUplinks(client, application), store, sink, InstantSource.system());
    }

    Backfill(
            BackfillSettings settings, UplinkSource source, CursorStore store, BackfillSink sink, InstantSource clock) {
        this.source = source;
        this.clock = clock;
        this.plan = new BackfillPlan(settings.overlap(), clock);
        this.keeper = new BackfillKeeper(settings, store, counters);
        Duration retention = settings.overlap().multipliedBy(4);
        this.memory = new DeduplicationMemory(
                retention.compareTo(DEDUPLICATION_RETENTION) > 0 ? retention : DEDUPLICATION_RETENTION,
                DEDUPLICATION_CAPACITY);
        this.reader = new BackfillReader(settings, source, sink, clock, plan, keeper, counters, memory, counts);
    }

    /** The server has begun to deliver live messages. */
    public void granted() {
        plan.granted();
        reader.wake();
    }

    /** Live messages may be missing from now on, until they are delivered again. */
    public void interrupted() {
        counts.gaps.increment();
        plan.interrupted(System.nanoTime());
    }

    /** The consumer wants no live messages for a while, and none are fetched. */
    public void paused() {
        plan.paused();
    }

    /**
     * A live message has arrived. Calls must be in the order of arrival.
     *
     * @return to be given back by {@link #completed} or {@link #dropped}
     */
    public Ticket arrived() {
        return plan.arrived();
    }

    /**
     * Whether a message, decoded, is to go to the route. Messages of one device must be asked about in their order.
     *
     * @param  up         the message
     * @param  backfilled whether it was fetched
     * @return            false for a copy of one that went there before
     */
    public boolean admit(ApplicationUp up, boolean backfilled) {
        if (up.uplinkMessage() == null) {
            // not stored, so never fetched; and the server may well tell the same of a downlink twice
            return true;
        }
        long now = System.nanoTime();
        if (!memory.add(up.deduplicationId(), backfilled, now)) {
            counts.duplicates.increment();
            return false;
        }
        counters.arrived(up, now);
        if (backfilled) {
            counts.recovered.increment();
        } else {
            counts.live.increment();
            plan.sawLive(up.receivedAt());
        }
        return true;
    }

    /**
     * The route, or its error handler, is done with a message, or the message was a copy or could not be decoded.
     *
     * @param ticket what stands for it
     * @param up     the message; null if it could not be decoded
     */
    public void completed(Ticket ticket, ApplicationUp up) {
        if (up != null && up.uplinkMessage() != null) {
            memory.done(up.deduplicationId());
            counters.completed(up);
        }
        plan.completed(ticket, up == null || up.simulated() ? null : up.receivedAt(), System.nanoTime());
    }

    /**
     * A message went to the route, which could not finish it since it stops: it is to be fetched again.
     *
     * @param ticket what stands for it
     * @param up     the message
     */
    public void givenUp(Ticket ticket, ApplicationUp up) {
        memory.forget(up.deduplicationId());
        dropped(ticket);
    }

    /**
     * A message was dropped on its way to the route.
     *
     * @param ticket what stands for it
     */
    public void dropped(Ticket ticket) {
        if (plan.dropped(ticket, System.nanoTime())) {
            counts.gaps.increment();
        }
    }

    /**
     * @return all that is to be known of it now
     */
    public BackfillView view() {
        Instant cursor = plan.cursor();
        boolean behind = cursor != null && plan.isBehind();
        Duration lag = behind ? Duration.between(cursor, clock.instant()) : Duration.ZERO;
        StorageProblem problem = reader.problem().sentence() != null ? reader.problem() : keeper.problem();
        return new BackfillView(
                source.toString(),
                cursor,
                lag.isNegative() ? Duration.ZERO : lag,
                problem.sentence(),
                problem.since(),
                counts.gaps.sum(),
                counts.fetched.sum(),
                counts.recovered.sum(),
                counts.duplicates.sum(),
                counters.radioLosses(),
                counters.radioLossesByDevice(),
                counts.errors.sum());
    }

    /** Works until {@link #close}, or until the thread is interrupted. */
    @Override
    public void run() {
        reader.run();
    }

    /** Ends the work. {@link #save} may follow when the route is done. */
    public void close() {
        closed = true;
        reader.close();
    }

    /** Keeps the cursor as it is now. To be called about once a second, by any thread, and at the end. */
    public void save() {
        keeper.save(plan.cursor(), closed);
    }
}
