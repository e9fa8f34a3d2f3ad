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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be asked of the storage, and where that leaves the cursor. Knows neither the storage nor the route.
 *
 * <p>Where live messages are missing, a ticket that nobody completes holds the live sequence, and with it the cursor,
 * until the stretch was fetched and the route is done with it. A stretch that begins while another waits to be read for
 * the first time is part of that one, since it is read to its end.
 *
 * <p>All is in the server's time, {@code received_at}, since clocks differ; only a first start begins with ours. A restart
 * asks for what was received later than the cursor less the overlap. The server writes to its storage with a delay; it is
 * taken to be at most half the overlap, so that asking once more after that, for the end of the stretch, finds what the
 * first reading was too early for, and the cursor need not wait for it.
 */
final class BackfillPlan {

    private final Duration overlap;
    private final InstantSource clock;
    private final LowWaterMark live = new LowWaterMark();
    private final Ticket start = live.begin();

    // all below is guarded by this
    private final List<Reading> readings = new ArrayList<>();
    private final List<Reading> finished = new ArrayList<>();
    private boolean granted;
    /** Where the cursor begins; null before it is known. */
    private Instant beginning;

    BackfillPlan(Duration overlap, InstantSource clock) {
        this.overlap = overlap;
        this.clock = clock;
    }

    /** How long the server may hold an uplink back from its storage. */
    Duration writeDelay() {
        return overlap.dividedBy(2);
    }

    /**
     * The beginning.
     *
     * @param cursor what was kept by an earlier process, or null
     * @param origin where to begin without one
     */
    synchronized void begin(Instant cursor, Instant origin, long now) {
        beginning = cursor != null ? cursor : origin;
        Reading gap = gap(start, now);
        gap.endsWithLive = true;
        gap.overlapping = cursor != null;
    }

    /** Live messages may be missing from now on. */
    synchronized void interrupted(long now) {
        granted = false;
        if (beginning != null) {
            Reading fresh = fresh();
            boolean bounded = fresh == null || fresh.barrier == null || fresh.endsWithLive;
            Reading gap = gap(fresh != null && fresh.barrier != null ? fresh.barrier : live.begin(), now);
            gap.endsWithLive = bounded;
            // the bound that an earlier return has set is void
            gap.before = null;
        }
    }

    /** The server delivers no live messages now, and none are missing. */
    synchronized void paused() {
        granted = false;
    }

    /** The server delivers live messages from now on. */
    synchronized void granted() {
        granted = true;
    }

    Ticket arrived() {
        return live.begin();
    }

    /** A live message has turned out to have been received at that time. */
    synchronized void sawLive(Instant receivedAt) {
        if (granted && receivedAt != null && !readings.isEmpty()) {
            for (Reading reading : readings) {
                boolean open = reading.state == Reading.State.WAITING && reading.before == null;
                if (open && reading.endsWithLive) {
                    reading.before = receivedAt.plus(overlap);
                }
            }
        }
    }

    /** The route is done with a message. */
    void completed(Ticket ticket, Instant receivedAt, long now) {
        Instant latest = clock.instant().plus(overlap);
        // a time in the future would hide all that comes
        Instant capped = receivedAt == null || receivedAt.isBefore(latest) ? receivedAt : latest;
        ticket.sequence.done(ticket, capped);
        if (ticket.sequence != live) {
            finish(now);
        }
    }

    /** A message was dropped before it reached the route; returns whether that makes a gap where there was none. */
    synchronized boolean dropped(Ticket ticket, long now) {
        if (ticket.sequence == live) {
            Reading fresh = fresh();
            boolean first = fresh == null || fresh.barrier == null;
            if (beginning == null) {
                // the beginning holds the sequence before it
                live.done(ticket, null);
            } else {
                Reading gap = gap(ticket, now + writeDelay().toNanos());
                gap.before = null;
                gap.endsWithLive = false;
            }
            return first;
        }
        for (Reading reading : readings) {
            if (reading.sequence == ticket.sequence && reading.isStretch()) {
                reading.lost.add(ticket);
                finish(now);
                return false;
            }
        }
        // it is missing still, and looked for again
        ticket.sequence.done(ticket, null);
        finish(now);
        return false;
    }

    /** The stretch that is to be read now, as one that is being read; null if there is none. */
    synchronized Reading takeDue(long now) {
        Reading due = granted ? next() : null;
        if (due == null || due.due - now > 0) {
            return null;
        }
        due.readFrom = from(due);
        due.state = Reading.State.READING;
        due.startedAt = now;
        due.lostBefore.addAll(due.lost);
        due.lost.clear();
        return due;
    }

    private Instant from(Reading stretch) {
        Instant from = stretch.after;
        if (stretch.barrier != null) {
            Instant reached = stretch.sequence.value();
            boolean progress = reached != null && live.isFirstOpen(stretch.barrier);
            Instant mark = progress ? LowWaterMark.later(done(), reached) : done();
            from = LowWaterMark.earlier(
                    from, stretch.overlapping || mark.isAfter(beginning) ? mark.minus(overlap) : mark);
        }
        return from;
    }

    /** A search for missing uplinks has begun. */
    synchronized Reading search(List<MissingUplinks> wanted, long now) {
        Reading search = new Reading(wanted);
        search.state = Reading.State.READING;
        search.startedAt = now;
        readings.add(search);
        return search;
    }

    synchronized void saw(Reading reading, Instant receivedAt) {
        reading.lastSeen = LowWaterMark.later(reading.lastSeen, receivedAt);
    }

    /** A reading has come to its end. */
    synchronized void ended(Reading reading, long now) {
        reading.state = Reading.State.READ;
        reading.whole = true;
        // what was dropped of an earlier attempt has been fetched again
        reading.lostBefore.forEach(ticket -> reading.sequence.done(ticket, null));
        reading.lostBefore.clear();
        if (reading.again) {
            askAgain(reading, now);
        }
        finish(now);
    }

    private void askAgain(Reading reading, long now) {
        Instant seen = LowWaterMark.later(reading.lastSeen, LowWaterMark.later(reading.readFrom, done()));
        Instant after = LowWaterMark.later(reading.readFrom, seen.minus(writeDelay()));
        Reading rest = fresh();
        if (rest == null) {
            rest = add(now + writeDelay().toNanos());
            rest.before = reading.before;
        }
        rest.after = LowWaterMark.earlier(rest.after, after);
        rest.cap = LowWaterMark.earlier(rest.cap, seen.plus(writeDelay()));
    }

    /** A reading was broken off: what it has not brought is asked for later. */
    synchronized void failed(Reading reading, long due) {
        if (reading.isStretch()) {
            reading.state = Reading.State.WAITING;
            reading.due = due;
            reading.lost.addAll(reading.lostBefore);
            reading.lostBefore.clear();
        } else {
            // what it has not found is missing still
            readings.remove(reading);
        }
    }

    /** The readings that the route is done with since the last call. */
    synchronized List<Reading> takeFinished() {
        List<Reading> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    /** Null before the beginning. */
    synchronized Instant cursor() {
        if (beginning == null) {
            return null;
        }
        Instant cursor = done();
        for (Reading reading : readings) {
            if (reading.barrier != null && live.isFirstOpen(reading.barrier)) {
                cursor = LowWaterMark.later(cursor, reading.sequence.value());
            }
        }
        for (Reading reading : readings) {
            cursor = LowWaterMark.earlier(cursor, reading.cap);
        }
        return cursor;
    }

    /** Whether live messages are known to be missing that were not fetched, or are on their way to the route. */
    synchronized boolean isBehind() {
        return beginning == null || readings.stream().anyMatch(reading -> reading.barrier != null);
    }

    /** When the next stretch is due; null if there is none, or the server delivers no live messages. */
    synchronized Long nextDue() {
        Reading next = granted ? next() : null;
        return next == null ? null : next.due;
    }

    synchronized boolean isGranted() {
        return granted;
    }

    private Instant done() {
        return LowWaterMark.later(beginning, live.value());
    }

    /** The stretch that waits to be read for the first time; null if there is none. */
    private Reading fresh() {
        return readings.stream().filter(Reading::isFresh).findFirst().orElse(null);
    }

    private Reading next() {
        return readings.stream()
                .filter(reading -> reading.state == Reading.State.WAITING)
                .min((one, other) -> Long.compare(one.due - other.due, 0))
                .orElse(null);
    }

    private Reading add(long due) {
        Reading stretch = new Reading(List.of());
        stretch.due = due;
        readings.add(stretch);
        return stretch;
    }

    /** Adds a stretch that begins where that ticket is, or lets the one that waits begin there at the latest. */
    private Reading gap(Ticket barrier, long due) {
        Reading gap = fresh();
        if (gap == null) {
            gap = add(due);
        }
        if (gap.barrier == null) {
            gap.barrier = barrier;
        } else if (gap.barrier != barrier) {
            boolean earlier = barrier.number < gap.barrier.number;
            live.done(earlier ? gap.barrier : barrier, null);
            gap.barrier = earlier ? barrier : gap.barrier;
        }
        gap.due = gap.due - due < 0 ? gap.due : due;
        gap.again = true;
        return gap;
    }

    private synchronized void finish(long now) {
        for (Reading reading : List.copyOf(readings)) {
            if (!reading.isThrough()) {
                continue;
            }
            if (reading.lost.isEmpty()) {
                readings.remove(reading);
                finished.add(reading);
                if (reading.barrier != null) {
                    live.done(reading.barrier, reading.sequence.value());
                }
            } else {
                reading.state = Reading.State.WAITING;
                reading.whole = false;
                reading.due = now + writeDelay().toNanos();
            }
        }
    }
}
