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

import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.TtsStorageException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from the Storage Integration what a consumer has missed, and merges it with what arrives live: after every
 * interruption, at a start, after an overflow, and when frame counters tell of more. Each uplink goes to the route once,
 * as far as this process can know; across processes at least once.
 *
 * <p>All reading is done by the one thread that {@link #run} has; the other methods return at once and are for any
 * thread. Live messages are never held up by it.
 */
public final class Backfill implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration DEDUPLICATION_RETENTION = Duration.ofHours(1);
    private static final int DEDUPLICATION_CAPACITY = 100_000;

    private final BackfillSettings settings;
    private final UplinkSource source;
    private final BackfillSink sink;
    private final InstantSource clock;
    private final Instant startedAt;
    private final BackfillPlan plan;
    private final BackfillState state;
    private final FrameCounters counters = new FrameCounters();
    private final DeduplicationMemory memory;
    private final StorageProblem storageProblem;
    private final StorageProblem repositoryProblem;

    private final LongAdder gaps = new LongAdder();
    private final LongAdder fetched = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder live = new LongAdder();

    private final Object alarm = new Object();
    private volatile boolean closed;
    private volatile boolean begun;
    private final Object saving = new Object();
    private long nextCounters = System.nanoTime();

    // all below belongs to the thread of run
    /** Where an earlier process has left off; null if there was none. */
    private Instant inherited;

    private int failures;
    private long notBefore = System.nanoTime();
    private long nextSearch = System.nanoTime();

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
        this.settings = settings;
        this.source = source;
        this.sink = sink;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.plan = new BackfillPlan(settings.overlap(), clock);
        this.state = new BackfillState(store, settings.key());
        Duration retention = settings.overlap().multipliedBy(4);
        this.memory = new DeduplicationMemory(
                retention.compareTo(DEDUPLICATION_RETENTION) > 0 ? retention : DEDUPLICATION_RETENTION,
                DEDUPLICATION_CAPACITY);
        this.storageProblem = new StorageProblem(settings.name(), "the storage");
        this.repositoryProblem = new StorageProblem(settings.name(), "the repository of the cursor");
    }

    /** The server has begun to deliver live messages. */
    public void granted() {
        plan.granted();
        wake();
    }

    /** Live messages may be missing from now on, until they are delivered again. */
    public void interrupted() {
        gaps.increment();
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
            duplicates.increment();
            return false;
        }
        counters.arrived(up, now);
        if (backfilled) {
            recovered.increment();
        } else {
            live.increment();
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
     * A message was dropped on its way to the route.
     *
     * @param ticket what stands for it
     */
    public void dropped(Ticket ticket) {
        if (plan.dropped(ticket, System.nanoTime())) {
            gaps.increment();
        }
    }

    /**
     * @return whether all that is known to be missing was fetched
     */
    public boolean isCaughtUp() {
        return !plan.isBehind();
    }

    /**
     * @return all that is to be known of it now
     */
    public BackfillView view() {
        Instant cursor = plan.cursor();
        boolean behind = cursor != null && plan.isBehind();
        Duration lag = behind ? Duration.between(cursor, clock.instant()) : Duration.ZERO;
        StorageProblem problem = storageProblem.sentence() != null ? storageProblem : repositoryProblem;
        return new BackfillView(
                source.toString(),
                cursor,
                lag.isNegative() ? Duration.ZERO : lag,
                problem.sentence(),
                problem.since(),
                gaps.sum(),
                fetched.sum(),
                recovered.sum(),
                duplicates.sum(),
                counters.radioLosses(),
                counters.radioLossesByDevice(),
                errors.sum());
    }

    /** Works until {@link #close}, or until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!closed) {
                step();
                await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the work. {@link #save} may follow when the route is done. */
    public void close() {
        closed = true;
        wake();
    }

    /** Keeps the cursor as it is now. To be called about once a second, by any thread, and at the end. */
    public void save() {
        if (!begun) {
            return;
        }
        synchronized (saving) {
            Instant cursor = plan.cursor();
            try {
                // a restart reads the overlap again, and counts on from there
                if (closed || nextCounters - System.nanoTime() <= 0) {
                    saveCounters();
                    nextCounters =
                            System.nanoTime() + settings.overlap().dividedBy(4).toNanos();
                }
                state.cursor().save(cursor);
                repositoryProblem.isOver();
            } catch (Exception e) {
                repositoryProblem.is("The cursor cannot be written to its repository (" + e + "). After a restart, what"
                        + " was received since the last that was written would be fetched again. Check option"
                        + " cursorRepository.");
            }
        }
    }

    private void saveCounters() throws Exception {
        for (Map.Entry<Integer, String> change : counters.takeChanges().entrySet()) {
            try {
                state.keepCounters(change.getKey(), change.getValue());
            } catch (Exception e) {
                counters.notKept(change.getKey());
                throw e;
            }
        }
    }

    private void wake() {
        synchronized (alarm) {
            alarm.notifyAll();
        }
    }

    private void await() throws InterruptedException {
        long now = System.nanoTime();
        Long due = plan.nextDue();
        long until = now + TICK.toNanos();
        if (due != null) {
            long next = due - notBefore > 0 ? due : notBefore;
            until = next - until < 0 ? next : until;
        }
        long millis = (until - now) / 1_000_000 + 1;
        synchronized (alarm) {
            if (!closed && millis > 0) {
                alarm.wait(millis);
            }
        }
    }

    private void step() throws InterruptedException {
        if (!begun && !begin()) {
            return;
        }
        plan.takeFinished().forEach(this::finished);
        if (notBefore - System.nanoTime() > 0) {
            return;
        }
        Reading gap = plan.takeDue(System.nanoTime());
        if (gap != null) {
            fill(gap);
        } else if (plan.isGranted() && nextSearch - System.nanoTime() <= 0) {
            nextSearch = System.nanoTime() + plan.writeDelay().toNanos();
            searchForMissing();
        }
    }

    /** Returns whether the cursor is known. */
    private boolean begin() {
        if (notBefore - System.nanoTime() > 0) {
            return false;
        }
        try {
            Instant cursor = state.load(counters);
            plan.begin(cursor, startedAt.minus(settings.initial()), System.nanoTime());
            inherited = cursor;
            begun = true;
            failures = 0;
            repositoryProblem.isOver();
            LOG.info(
                    "{}: {}",
                    settings.name(),
                    cursor != null
                            ? "the cursor is at " + cursor + ", what was received since is fetched from " + source
                            : "there is no cursor yet, " + source + " is asked from "
                                    + startedAt.minus(settings.initial()) + " on");
            return true;
        } catch (Exception e) {
            repositoryProblem.is("The cursor cannot be read from its repository (" + e
                    + "). Nothing is fetched before it" + " is known. Check option cursorRepository.");
            pause(Duration.ZERO);
            return false;
        }
    }

    private void fill(Reading gap) throws InterruptedException {
        boolean ofMissing = gap.barrier != null;
        if (read(gap, settings.deviceId(), gap.readFrom, gap.before) && ofMissing) {
            LOG.info(
                    "{}: the storage was asked for what was received since {}; {} uplinks that had been missed are on"
                            + " their way or through.",
                    settings.name(),
                    gap.readFrom,
                    gap.found);
            sink.caughtUp();
        }
    }

    private void searchForMissing() throws InterruptedException {
        long detectedUntil = System.nanoTime() - plan.writeDelay().toNanos();
        double seconds = Duration.between(startedAt, clock.instant()).toMillis() / 1000.0 + 1;
        List<SearchForMissing.Request> requests =
                SearchForMissing.plan(counters.missing(detectedUntil), settings.deviceId(), live.sum() / seconds);
        for (SearchForMissing.Request request : requests) {
            Reading search = plan.search(request.wanted(), System.nanoTime());
            if (!read(search, request.deviceId(), request.after(), request.before())) {
                return;
            }
        }
    }

    private boolean read(Reading reading, String deviceId, Instant after, Instant before) throws InterruptedException {
        try {
            source.read(deviceId, after, before, json -> read(reading, json));
            plan.ended(reading, System.nanoTime());
            failures = 0;
            storageProblem.isOver();
            return true;
        } catch (TtsStorageException e) {
            errors.increment();
            storageProblem.is(e.getMessage());
            pause(e.retryAfter() == null ? Duration.ZERO : e.retryAfter());
            plan.failed(reading, notBefore);
            return false;
        }
    }

    private void read(Reading reading, byte[] json) throws InterruptedException {
        ApplicationUp up;
        try {
            up = MessageCodec.readApplicationUp(json);
        } catch (TtsDecodeException e) {
            fetched.increment();
            if (memory.add("undecodable:" + json.length + ":" + Arrays.hashCode(json), true, System.nanoTime())) {
                sink.undecodable(json, e);
            }
            return;
        }
        if (up.endDeviceIds() == null || up.endDeviceIds().deviceId() == null) {
            // there is no lane for it
            errors.increment();
            return;
        }
        plan.saw(reading, up.receivedAt());
        if (!reading.isStretch() && !counters.isMissing(up)) {
            return;
        }
        fetched.increment();
        // one that is under way is not done: its copy follows it on its lane, and the cursor waits for both
        if (memory.isDone(up.deduplicationId()) || wasDone(up)) {
            duplicates.increment();
            return;
        }
        reading.found++;
        sink.offer(up, reading.sequence.begin());
    }

    /** Whether an earlier process was done with it: before its cursor, all is but what its frame counters miss. */
    private boolean wasDone(ApplicationUp up) {
        return inherited != null
                && up.receivedAt() != null
                && !up.receivedAt().isAfter(inherited)
                && counters.isPast(up);
    }

    /** The route is done with all that a reading brought. */
    private void finished(Reading reading) {
        if (!reading.isStretch()) {
            long detectedUntil = reading.startedAt - plan.writeDelay().toNanos();
            reading.wanted.forEach(gap -> counters.giveUp(gap.deviceId(), gap.after(), gap.before(), detectedUntil));
        } else if (reading.lastSeen != null) {
            // what is missing in a stretch that was read anyway needs no request of its own
            Instant written = reading.lastSeen.minus(plan.writeDelay());
            counters.giveUp(reading.readFrom, written, System.nanoTime());
        }
    }

    /** Nothing is asked for a while, longer each time. */
    private void pause(Duration atLeast) {
        Duration pause = SHORTEST_PAUSE.multipliedBy(1L << Math.min(failures, 6));
        failures++;
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        if (atLeast.compareTo(pause) > 0) {
            pause = atLeast;
        }
        notBefore = System.nanoTime() + pause.toNanos();
    }
}
