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

import java.time.Instant;
import java.util.Comparator;

/**
 * Where a stored message stands in the order of time. Two of the same time stand in the order they were stored.
 *
 * @param receivedAt {@code received_at} of the envelope
 * @param sequence unique among all stored messages
 */
record StoragePosition(Instant receivedAt, long sequence) implements Comparable<StoragePosition> {

    private static final Comparator<StoragePosition> ORDER =
            Comparator.comparing(StoragePosition::receivedAt).thenComparingLong(StoragePosition::sequence);

    /** Behind every message of this time. */
    static StoragePosition endOf(Instant receivedAt) {
        return new StoragePosition(receivedAt, Long.MAX_VALUE);
    }

    /** Before every message of this time. */
    static StoragePosition startOf(Instant receivedAt) {
        return new StoragePosition(receivedAt, -1);
    }

    @Override
    public int compareTo(StoragePosition other) {
        return ORDER.compare(this, other);
    }
}
