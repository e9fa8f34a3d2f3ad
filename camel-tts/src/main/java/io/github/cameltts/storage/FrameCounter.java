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
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;

/**
 * The frame counter of one device: what came last, and what is missing before it.
 *
 * <p>The FCnt that The Things Stack shows has all 32 bits. It goes up by one with each uplink and begins anew with a
 * session (LoRaWAN 1.0.4, section 4.3.1.5); a device that restarts without a join may begin anew in the same session.
 */
final class FrameCounter {

    /** What the oldest of more gaps has lost is given up. */
    private static final int MOST_GAPS = 32;

    private final String deviceId;
    private String session;
    private long last;
    private Instant receivedAt;
    private final List<MissingUplinks> missing = new ArrayList<>();
    /** The uplink that the route is at; null if there is none. A device has one at a time. */
    private Uplink underWay;
    /** How far an earlier process was; null if there was none. */
    private Uplink inherited;

    private record Uplink(String session, long fCnt, Instant receivedAt) {}

    FrameCounter(String deviceId, String session, long fCnt, Instant receivedAt) {
        this.deviceId = deviceId;
        this.session = session;
        this.last = fCnt;
        this.receivedAt = receivedAt;
        this.underWay = new Uplink(session, fCnt, receivedAt);
    }

    /** An uplink is on its way to the route. Returns how many uplinks are given up, since too many gaps are open. */
    long arrived(String newSession, long fCnt, Instant at, long now) {
        if (at.isBefore(receivedAt)) {
            // late: fetched, or overtaken on the way
            return 0;
        }
        // a lower one that was received later: the device has begun anew
        long first = newSession.equals(session) && fCnt >= last ? last + 1 : 0;
        // that a device begins with 1 instead of 0 is no gap, nor is a counter that begins anew
        if (fCnt > first && !(first == 0 && fCnt == 1)) {
            missing.add(new MissingUplinks(deviceId, newSession, first, fCnt - 1, receivedAt, at, now));
        }
        session = newSession;
        last = fCnt;
        receivedAt = at;
        if (underWay != null) {
            // the route has given it up
            missing.add(alone(underWay, now));
        }
        underWay = new Uplink(newSession, fCnt, at);
        return missing.size() > MOST_GAPS ? missing.remove(0).count() : 0;
    }

    /** The route is done with an uplink; returns whether that makes a difference. */
    boolean completed(String itsSession, long fCnt) {
        if (underWay != null && underWay.fCnt() == fCnt && underWay.session().equals(itsSession)) {
            underWay = null;
            return true;
        }
        for (ListIterator<MissingUplinks> gaps = missing.listIterator(); gaps.hasNext(); ) {
            MissingUplinks gap = gaps.next();
            if (gap.contains(itsSession, fCnt)) {
                gaps.remove();
                if (fCnt > gap.first()) {
                    gaps.add(gap.upTo(fCnt - 1));
                }
                if (fCnt < gap.last()) {
                    gaps.add(gap.from(fCnt + 1));
                }
                return true;
            }
        }
        return false;
    }

    /** Whether an earlier process was done with an uplink. */
    boolean isPast(String itsSession, long fCnt, Instant at) {
        return inherited != null
                && itsSession.equals(inherited.session())
                && fCnt <= inherited.fCnt()
                && !at.isAfter(inherited.receivedAt())
                && !isMissing(itsSession, fCnt);
    }

    boolean isMissing(String itsSession, long fCnt) {
        return missing.stream().anyMatch(gap -> gap.contains(itsSession, fCnt));
    }

    List<MissingUplinks> missing() {
        return missing;
    }

    /** Gives up what is left of the gaps between two times that were known of by then; returns how many uplinks. */
    long giveUp(Instant from, Instant to, long detectedUntil) {
        long lost = 0;
        for (Iterator<MissingUplinks> gaps = missing.iterator(); gaps.hasNext(); ) {
            MissingUplinks gap = gaps.next();
            if (gap.liesWithin(from, to) && gap.detectedAt() - detectedUntil <= 0) {
                lost += gap.count();
                gaps.remove();
            }
        }
        return lost;
    }

    /** One line without {@code =} or {@code ;}, which {@link #parse} reads. */
    String format() {
        StringBuilder text = new StringBuilder(deviceId)
                .append(',')
                .append(written(session))
                .append(',')
                .append(last)
                .append(',')
                .append(receivedAt);
        missing.forEach(gap -> format(gap, text));
        if (underWay != null) {
            // a process that is killed now has not done it
            format(alone(underWay, 0), text);
        }
        return text.toString();
    }

    private MissingUplinks alone(Uplink uplink, long now) {
        Instant at = uplink.receivedAt();
        return new MissingUplinks(
                deviceId, uplink.session(), uplink.fCnt(), uplink.fCnt(), at.minusMillis(1), at.plusMillis(1), now);
    }

    private static void format(MissingUplinks gap, StringBuilder text) {
        text.append(',')
                .append(written(gap.session()))
                .append(',')
                .append(gap.first())
                .append(',')
                .append(gap.last())
                .append(',')
                .append(gap.after())
                .append(',')
                .append(gap.before());
    }

    /**
     * @throws RuntimeException if it is not what {@link #format} writes
     */
    static FrameCounter parse(String text, long now) {
        String[] parts = text.split(",", -1);
        FrameCounter counter =
                new FrameCounter(parts[0], read(parts[1]), Long.parseLong(parts[2]), Instant.parse(parts[3]));
        counter.underWay = null;
        counter.inherited = new Uplink(counter.session, counter.last, counter.receivedAt);
        for (int i = 4; i < parts.length; i += 5) {
            counter.missing.add(new MissingUplinks(
                    parts[0],
                    read(parts[i]),
                    Long.parseLong(parts[i + 1]),
                    Long.parseLong(parts[i + 2]),
                    Instant.parse(parts[i + 3]),
                    Instant.parse(parts[i + 4]),
                    now));
        }
        return counter;
    }

    String deviceId() {
        return deviceId;
    }

    /** Camel's file repository takes the sign for its own. */
    private static String written(String session) {
        return session.replace('=', '.');
    }

    private static String read(String text) {
        return text.replace('.', '=');
    }
}
