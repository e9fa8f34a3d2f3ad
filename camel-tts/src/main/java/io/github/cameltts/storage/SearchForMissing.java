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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to ask for missing uplinks at the least cost: most of them were lost by the radio, and the storage has nothing. One
 * request for the whole application brings everything that was received meanwhile; one for each device brings little,
 * but each costs a round trip. The cheaper way is taken, and of single devices only so many at a time.
 */
final class SearchForMissing {

    /** How many requests for a device are made at a time; the others wait for the next time. */
    private static final int MOST_DEVICES = 10;
    /** How many uplinks more a request may bring for a second one to be spared. */
    private static final double REQUEST_COST = 50;
    /** That the server receives the uplinks of one device in order is true up to this. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private SearchForMissing() {}

    /**
     * @param deviceId null for every device
     * @param after    asked for is what was received later
     * @param before   and earlier
     * @param wanted   what it may find
     */
    record Request(String deviceId, Instant after, Instant before, List<MissingUplinks> wanted) {}

    /**
     * @param  missing          what is missing
     * @param  deviceId         the device that the endpoint is for, or null for every device
     * @param  uplinksPerSecond how many the application receives, about
     * @return                  the requests to make now
     */
    static List<Request> plan(List<MissingUplinks> missing, String deviceId, double uplinksPerSecond) {
        if (missing.isEmpty()) {
            return List.of();
        }
        if (deviceId != null) {
            return List.of(request(deviceId, missing));
        }
        Map<String, List<MissingUplinks>> byDevice = new LinkedHashMap<>();
        missing.forEach(gap -> byDevice.computeIfAbsent(gap.deviceId(), id -> new ArrayList<>())
                .add(gap));
        Request forAll = request(null, missing);
        double all = uplinksPerSecond
                        * Duration.between(forAll.after(), forAll.before()).toSeconds()
                + REQUEST_COST;
        if (all <= byDevice.size() * REQUEST_COST) {
            return List.of(forAll);
        }
        return byDevice.entrySet().stream()
                .map(entry -> request(entry.getKey(), entry.getValue()))
                // what is oldest may be out of the storage first
                .sorted(Comparator.comparing(Request::after))
                .limit(MOST_DEVICES)
                .toList();
    }

    private static Request request(String deviceId, List<MissingUplinks> wanted) {
        Instant after = wanted.stream()
                .map(MissingUplinks::after)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant before = wanted.stream()
                .map(MissingUplinks::before)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Request(deviceId, after.minus(MARGIN), before.plus(MARGIN), wanted);
    }
}
