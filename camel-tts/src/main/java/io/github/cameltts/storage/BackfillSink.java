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
import io.github.cameltts.model.ApplicationUp;

/**
 * Where fetched uplinks go.
 */
public interface BackfillSink {

    /**
     * Puts an uplink on its way to the route, and holds the caller as long as live messages need the room.
     *
     * @param  up                   the uplink
     * @param  ticket               to be given back by {@link Backfill#completed} or {@link Backfill#dropped}
     * @throws InterruptedException if there is no way to the route any more
     */
    void offer(ApplicationUp up, Ticket ticket) throws InterruptedException;

    /**
     * Takes a stored message that cannot be decoded.
     *
     * @param json    what the storage gave
     * @param failure why not
     */
    void undecodable(byte[] json, TtsDecodeException failure);

    /** All that the storage had of a gap is on its way. */
    void caughtUp();
}
