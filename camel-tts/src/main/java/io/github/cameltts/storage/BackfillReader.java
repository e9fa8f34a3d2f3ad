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
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a backfill: asks the storage for what the plan says is due, and for what frame counters miss, and puts
 * what the route has not had on its way. A storage that fails is asked again after pauses that grow.
 */
final class BackfillReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillReader.class);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final BackfillSettings settings;
    private final UplinkSource source;
    private final BackfillSink sink;
    private final InstantSource clock;
    private final Instant startedAt;
    private final BackfillPlan plan;
    private final BackfillKeeper keeper;
    private final FrameCounters counters;
    private final DeduplicationMemory memory;
    private final BackfillCounts counts;
    private final StorageProblem problem;

    private final Object alarm = new Object();
    private volatile boolean closed;

    // all below belongs to the thread of run
    private boolean begun;
    private int failures;
    private long notBefore = System.nanoTime();
    private long nextSearch = System.nanoTime();

    BackfillReader(
            BackfillSettings settings,
            UplinkSource source,
            BackfillSink sink,
            InstantSource clock,
            BackfillPlan plan,
            BackfillKeeper keeper,
            FrameCounters counters,
            DeduplicationMemory memory,
            BackfillCounts counts) {
        this.settings = settings;
        this.source = source;
        this.sink = sink;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.plan = plan;
        this.keeper = keeper;
        this.counters = counters;
        this.memory = memory;
        this.counts = counts;
        this.problem = new StorageProblem(settings.name(), "the storage");
    }

    StorageProblem problem() {
        return problem;
    }

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

    void close() {
        closed = true;
        wake();
    }

    /** Something may be due. */
    void wake() {
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
        BackfillKeeper.Loaded loaded = keeper.load();
        if (loaded == null) {
            pause(Duration.ZERO);
            return false;
        }
        plan.begin(loaded.cursor(), startedAt.minus(settings.initial()), System.nanoTime());
        begun = true;
        failures = 0;
        tellBeginning(loaded.cursor());
        return true;
    }

    private void tellBeginning(Instant cursor) {
        Instant from = cursor != null ? cursor : startedAt.minus(settings.initial());
        LOG.info(
                "{}: {}; {} is asked for what was received since {}.",
                settings.name(),
                cursor != null ? "the cursor is at " + cursor : "there is no cursor yet",
                source,
                from);
        Instant kept = settings.retention() == null ? from : startedAt.minus(settings.retention());
        if (from.isBefore(kept)) {
            LOG.warn(
                    "{}: the storage keeps uplinks for {} hours only: what was received between {} and {} cannot be"
                            + " fetched any more.",
                    settings.name(),
                    settings.retention().toHours(),
                    from,
                    kept);
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
        List<SearchForMissing.Request> requests = SearchForMissing.plan(
                counters.missing(detectedUntil), settings.deviceId(), counts.live.sum() / seconds);
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
            problem.isOver();
            return true;
        } catch (TtsStorageException e) {
            failed(reading, e.getMessage(), e.retryAfter());
            return false;
        } catch (RuntimeException e) {
            // a fault of ours, which must not end the work for good
            LOG.debug("{}: reading the storage failed", settings.name(), e);
            failed(reading, "Reading the storage failed: " + e + ".", null);
            return false;
        }
    }

    private void failed(Reading reading, String sentence, Duration retryAfter) {
        counts.errors.increment();
        problem.is(sentence);
        pause(retryAfter == null ? Duration.ZERO : retryAfter);
        plan.failed(reading, notBefore);
    }

    private void read(Reading reading, byte[] json) throws InterruptedException {
        ApplicationUp up;
        try {
            up = MessageCodec.readApplicationUp(json);
        } catch (TtsDecodeException e) {
            counts.fetched.increment();
            if (memory.add("undecodable:" + json.length + ":" + Arrays.hashCode(json), true, System.nanoTime())) {
                sink.undecodable(json, e);
            }
            return;
        }
        if (up.endDeviceIds() == null || up.endDeviceIds().deviceId() == null) {
            // there is no lane for it
            counts.errors.increment();
            return;
        }
        plan.saw(reading, up.receivedAt());
        if (!reading.isStretch() && !counters.isMissing(up)) {
            return;
        }
        counts.fetched.increment();
        // one that is under way is not done: its copy follows it on its lane, and the cursor waits for both
        if (memory.isDone(up.deduplicationId()) || counters.isPast(up)) {
            counts.duplicates.increment();
            return;
        }
        reading.found++;
        sink.offer(up, reading.sequence.begin());
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
