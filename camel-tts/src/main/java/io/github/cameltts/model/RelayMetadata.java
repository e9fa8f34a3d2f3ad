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

import java.util.Objects;

/**
 * The relay that passed an uplink on (LoRaWAN TS011).
 *
 * @param deviceId   the device identifier of the relay; null if absent
 * @param worChannel the wake-on-radio channel; {@link RelayWorChannel#RELAY_WOR_CHANNEL_DEFAULT} if absent, never null
 */
public record RelayMetadata(String deviceId, RelayWorChannel worChannel) {

    /** Takes a null channel for the default one. */
    public RelayMetadata {
        worChannel = Objects.requireNonNullElse(worChannel, RelayWorChannel.RELAY_WOR_CHANNEL_DEFAULT);
    }

    @Override
    public String toString() {
        return Text.of(RelayMetadata.class)
                .add("deviceId", deviceId)
                .add("worChannel", worChannel)
                .end();
    }
}
