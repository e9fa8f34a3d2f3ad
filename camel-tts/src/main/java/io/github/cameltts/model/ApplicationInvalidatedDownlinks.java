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
package io.github.cameltts.model;

import java.util.List;
import java.util.Map;

/**
 * The downlink queue has become invalid and must be encrypted anew ({@code downlink_queue_invalidated}). Published only for
 * devices whose payload encryption the server skips; for all others it queues the downlinks again by itself.
 *
 * @param downlinks    the invalid downlinks; empty if absent
 * @param lastFCntDown the last downlink frame counter in use, 0 to 4294967295; 0 if absent
 * @param sessionKeyId the session the new downlinks are for; null if absent
 * @param attributes   the device's attributes; empty if absent (The Things Stack since 3.34.0)
 * @param versionIds   the make of the device; null if absent (since 3.34.0)
 * @param locations    the device's locations; empty if absent (since 3.34.0)
 * @param networkIds   the network; null if absent (since 3.34.0)
 */
public record ApplicationInvalidatedDownlinks(
        List<ApplicationDownlink> downlinks,
        long lastFCntDown,
        ByteString sessionKeyId,
        Map<String, String> attributes,
        EndDeviceVersionIdentifiers versionIds,
        Map<String, Location> locations,
        NetworkIdentifiers networkIds)
        implements ApplicationUpPayload {

    /** Copies lists and maps; takes null for an empty one. */
    public ApplicationInvalidatedDownlinks {
        downlinks = Payloads.copyOf(downlinks);
        attributes = FrozenMap.copyOf(attributes);
        locations = FrozenMap.copyOf(locations);
    }

    @Override
    public String toString() {
        return Text.of(ApplicationInvalidatedDownlinks.class)
                .count("downlinks", downlinks)
                .add("lastFCntDown", lastFCntDown)
                .add("sessionKeyId", sessionKeyId)
                .end();
    }
}
