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

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A device has joined ({@code join_accept}): a new session, with a new {@code sessionKeyId} and frame counters from 0.
 *
 * @param sessionKeyId         identifies the new session; null if absent
 * @param appSKey              the key of the session's payloads: only for devices whose payload encryption the server
 *                             skips, null otherwise. Secret
 * @param invalidatedDownlinks downlinks of the old session that must be encrypted anew: only where payload encryption is
 *                             skipped, empty otherwise
 * @param pendingSession       whether the session awaits its first uplink; false if absent
 * @param receivedAt           when the Network Server received the join request; null if absent
 * @param attributes           the device's attributes; empty if absent (The Things Stack since 3.34.0)
 * @param locations            the device's locations; empty if absent (since 3.34.0)
 * @param versionIds           the make of the device; null if absent (since 3.34.0)
 * @param networkIds           the network; null if absent (since 3.34.0)
 */
public record ApplicationJoinAccept(
        ByteString sessionKeyId,
        KeyEnvelope appSKey,
        List<ApplicationDownlink> invalidatedDownlinks,
        boolean pendingSession,
        Instant receivedAt,
        Map<String, String> attributes,
        Map<String, Location> locations,
        EndDeviceVersionIdentifiers versionIds,
        NetworkIdentifiers networkIds)
        implements ApplicationUpPayload {

    /** Copies lists and maps; takes null for an empty one. */
    public ApplicationJoinAccept {
        invalidatedDownlinks = Payloads.copyOf(invalidatedDownlinks);
        attributes = FrozenMap.copyOf(attributes);
        locations = FrozenMap.copyOf(locations);
    }

    /** The session, without any key. */
    @Override
    public String toString() {
        return Text.of(ApplicationJoinAccept.class)
                .add("sessionKeyId", sessionKeyId)
                .count("invalidatedDownlinks", invalidatedDownlinks)
                .add("pendingSession", pendingSession)
                .add("receivedAt", receivedAt)
                .end();
    }
}
