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
 * Stands for a message on its way to the route, from its arrival until {@link Backfill#completed} or
 * {@link Backfill#dropped}. While it is open, the cursor stays before it.
 */
public final class Ticket {

    /** The sequence that it is part of. */
    final LowWaterMark sequence;
    /** Its place in the sequence. */
    final long number;

    // all below is guarded by the sequence
    Ticket earlier;
    Ticket later;
    boolean done;
    Instant receivedAt;

    Ticket(LowWaterMark sequence, long number) {
        this.sequence = sequence;
        this.number = number;
    }
}
