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

/** How a location was found; the names are The Things Stack's. */
public enum LocationSource implements Numbered {
    /** Not known, or not said. */
    SOURCE_UNKNOWN(0),
    /** Determined by GPS. */
    SOURCE_GPS(1),
    /** Set by a person in, or taken over from, a registry. */
    SOURCE_REGISTRY(3),
    /** Estimated from an IP address. */
    SOURCE_IP_GEOLOCATION(4),
    /** Estimated from the signal strengths of Wi-Fi access points. */
    SOURCE_WIFI_RSSI_GEOLOCATION(5),
    /** Estimated from the signal strengths of Bluetooth beacons. */
    SOURCE_BT_RSSI_GEOLOCATION(6),
    /** Estimated from the signal strengths of LoRa receptions. */
    SOURCE_LORA_RSSI_GEOLOCATION(7),
    /** Estimated from the arrival times of LoRa receptions. */
    SOURCE_LORA_TDOA_GEOLOCATION(8),
    /** Estimated from a combination of sources. */
    SOURCE_COMBINED_GEOLOCATION(9),
    /** A name that this version does not know; the name itself is in the message's raw JSON. */
    UNRECOGNIZED(-1);

    private final int number;

    LocationSource(int number) {
        this.number = number;
    }

    /** The number in The Things Stack's schema, -1 for {@link #UNRECOGNIZED}. */
    @Override
    public int number() {
        return number;
    }
}
