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
package io.github.cameltts.lane;

import java.time.Duration;

/**
 * The bounds of a set of lanes.
 *
 * @param capacity       how many messages may wait in all lanes together, at least 1; those being handled do not count
 * @param overflowPolicy what happens to a message beyond that
 * @param concurrency    how many messages may be handled at a time, at least 1, also where the handler is asynchronous
 * @param holdLimit      how long {@link OverflowPolicy#block} may hold the caller at most
 */
public record LaneSettings(int capacity, OverflowPolicy overflowPolicy, int concurrency, Duration holdLimit) {

    /**
     * @throws IllegalArgumentException if a number is below 1
     */
    public LaneSettings {
        if (capacity < 1 || concurrency < 1) {
            throw new IllegalArgumentException("capacity and concurrency must be at least 1");
        }
    }
}
