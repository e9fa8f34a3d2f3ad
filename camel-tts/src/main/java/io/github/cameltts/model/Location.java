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

import java.util.Map;
import java.util.Objects;

/**
 * A place on earth.
 *
 * @param latitude  degrees, -90 to 90, north is positive; 0 if absent (the server leaves the equator's out)
 * @param longitude degrees, -180 to 180, east is positive; 0 if absent
 * @param altitude  metres above mean sea level; 0 also where the server does not know it
 * @param accuracy  metres; null where not known
 * @param source    how the location was found; {@link LocationSource#SOURCE_UNKNOWN} if absent, never null
 */
public record Location(double latitude, double longitude, int altitude, Integer accuracy, LocationSource source) {

    /** Takes a null source for an unknown one, and zero for negative zero, which JSON of the server does not have. */
    public Location {
        latitude += 0.0;
        longitude += 0.0;
        source = Objects.requireNonNullElse(source, LocationSource.SOURCE_UNKNOWN);
    }

    /**
     * The location to show for a device that has several: what its own payload says, else what a service has solved, else
     * what a person has set; null if there is none. An empty location, as the server writes an unset one, is none.
     */
    static Location best(Map<String, Location> locations) {
        Location best = null;
        int bestRank = 0;
        for (Map.Entry<String, Location> entry : locations.entrySet()) {
            int rank = entry.getKey().equals("frm-payload") ? 3 : entry.getKey().equals("user") ? 1 : 2;
            if (rank > bestRank && isSet(entry.getValue())) {
                best = entry.getValue();
                bestRank = rank;
            }
        }
        return best;
    }

    static boolean isSet(Location location) {
        return location != null && (location.latitude != 0 || location.longitude != 0);
    }
}
