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

import java.util.Objects;

/**
 * A position as The Things Stack writes it. In JSON every member that is 0 is absent: a point on the equator has no
 * {@code latitude}.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param altitude metres above sea level
 * @param accuracy metres; 0 is unknown
 * @param source where the position comes from
 */
public record Location(double latitude, double longitude, int altitude, int accuracy, Source source) {

    /** Where a position comes from: {@code LocationSource}. */
    public enum Source {
        /** 0: absent in JSON. */
        SOURCE_UNKNOWN,
        /** A GPS receiver. */
        SOURCE_GPS,
        /** Entered by a user. */
        SOURCE_REGISTRY,
        /** Estimated from an IP address. */
        SOURCE_IP_GEOLOCATION,
        /** Estimated from Wi-Fi signal strengths. */
        SOURCE_WIFI_RSSI_GEOLOCATION,
        /** Estimated from Bluetooth signal strengths. */
        SOURCE_BT_RSSI_GEOLOCATION,
        /** Estimated from LoRa signal strengths. */
        SOURCE_LORA_RSSI_GEOLOCATION,
        /** Estimated from differences of LoRa arrival times. */
        SOURCE_LORA_TDOA_GEOLOCATION,
        /** Estimated from several of these. */
        SOURCE_COMBINED_GEOLOCATION
    }

    public Location {
        Objects.requireNonNull(source, "source");
    }

    /**
     * A position from a GPS receiver.
     *
     * @param latitude degrees north
     * @param longitude degrees east
     * @param altitude metres above sea level
     * @return the position, its accuracy unknown
     */
    public static Location gps(double latitude, double longitude, int altitude) {
        return new Location(latitude, longitude, altitude, 0, Source.SOURCE_GPS);
    }

    Json toJson() {
        return Json.object()
                .number("latitude", latitude)
                .number("longitude", longitude)
                .number("altitude", altitude)
                .number("accuracy", accuracy)
                .text("source", source == Source.SOURCE_UNKNOWN ? null : source.name());
    }
}
