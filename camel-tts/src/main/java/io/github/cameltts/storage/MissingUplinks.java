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

/**
 * Uplinks of a device that its frame counter tells of and that have not arrived, consecutive ones of one session.
 *
 * @param deviceId   the device
 * @param session    its session, as base64 of the session key id; empty where there was none
 * @param first      the lowest missing FCnt
 * @param last       the highest missing FCnt
 * @param after      when the uplink before them was received
 * @param before     when the uplink behind them was received
 * @param detectedAt by {@link System#nanoTime}
 */
record MissingUplinks(
        String deviceId, String session, long first, long last, Instant after, Instant before, long detectedAt) {

    boolean contains(String otherSession, long fCnt) {
        return session.equals(otherSession) && fCnt >= first && fCnt <= last;
    }

    long count() {
        return last - first + 1;
    }

    boolean liesWithin(Instant from, Instant to) {
        return !after.isBefore(from) && !before.isAfter(to);
    }

    MissingUplinks from(long newFirst) {
        return new MissingUplinks(deviceId, session, newFirst, last, after, before, detectedAt);
    }

    MissingUplinks upTo(long newLast) {
        return new MissingUplinks(deviceId, session, first, newLast, after, before, detectedAt);
    }
}
