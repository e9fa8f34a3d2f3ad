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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that the storage is asked for, until the route is done with all that it gave: a stretch of time, or missing
 * uplinks. Changed by {@link BackfillPlan} only, under its lock.
 */
final class Reading {

    enum State {
        /** To be asked for when it is due. */
        WAITING,
        /** Being read. */
        READING,
        /** Read, well or not, and not yet all through the route. */
        READ
    }

    /** What it looks for; empty where it is a stretch of time. */
    final List<MissingUplinks> wanted;

    /** What was fetched, in its order. */
    final LowWaterMark sequence = new LowWaterMark();

    /** What was fetched and dropped before it reached the route: the tickets stay open until it was fetched again. */
    final List<Ticket> lost = new ArrayList<>();
    /** The same of earlier attempts. */
    final List<Ticket> lostBefore = new ArrayList<>();

    State state = State.WAITING;
    /** Whether all of it was read. */
    boolean whole;

    /** Holds the live sequence where the stretch begins; null if it begins with {@link #after}. */
    Ticket barrier;
    /** Whether more than what follows the barrier is asked for. */
    boolean overlapping = true;
    /** What was received later is asked for; null if the barrier says so. */
    Instant after;
    /** What was received earlier is asked for; null for all there is. */
    Instant before;
    /** Whether the first live uplink from now on bounds it: since then nothing was missed. */
    boolean endsWithLive;
    /** How far the cursor may go before it was read; null for any. */
    Instant cap;
    /** Whether the end of it is to be asked for once more, when the server has written what it still holds back. */
    boolean again;
    /** By {@link System#nanoTime}. */
    long due;

    long startedAt;
    /** How many it brought that the route was not known to be done with. */
    long found;
    /** What it was read from on; null before. */
    Instant readFrom;
    /** The latest {@code received_at} that the storage gave; null if it gave nothing. */
    Instant lastSeen;

    Reading(List<MissingUplinks> wanted) {
        this.wanted = wanted;
    }

    boolean isStretch() {
        return wanted.isEmpty();
    }

    /** Whether it waits and was never read, so that it may still become another stretch. */
    boolean isFresh() {
        return state == State.WAITING && readFrom == null;
    }

    /** Whether the route is done with all that was read, but for what was dropped. */
    boolean isThrough() {
        return state == State.READ && sequence.open() == lost.size() + lostBefore.size();
    }
}
