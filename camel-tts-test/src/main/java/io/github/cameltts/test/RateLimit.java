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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The limit of downlink publications per application and API key: so many packets in any period of that length. */
final class RateLimit {

    private final int publications;
    private final Duration period;
    private final Map<String, Deque<Instant>> takenByResource = new HashMap<>();

    RateLimit(int publications, Duration period) {
        this.publications = publications;
        this.period = period;
    }

    boolean take(String uid, String apiKey, Instant now) {
        Deque<Instant> taken = takenByResource.computeIfAbsent(uid + " " + apiKey, key -> new ArrayDeque<>());
        while (!taken.isEmpty() && !taken.peekFirst().isAfter(now.minus(period))) {
            taken.removeFirst();
        }
        if (taken.size() >= publications) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
