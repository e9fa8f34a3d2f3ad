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
import java.util.Map;

/**
 * What is to be known of a backfill at one moment. Counts are since the start of the consumer.
 *
 * @param storage            the address of the storage
 * @param cursor             what was received earlier is dealt with; null before it was read
 * @param lag                how far the route is behind, by the clock, where something is missing or being fetched; zero
 *                           where nothing is known to be
 * @param problem            why the storage or the cursor's repository cannot be used, a sentence; null if they can
 * @param problemSince       since when; null if there is no problem
 * @param gaps               interruptions and overflows after which the storage was or will be asked
 * @param fetched            uplinks that the storage gave and that were looked for, copies included
 * @param recovered          uplinks among them that had not arrived live
 * @param duplicates         copies that were removed, fetched or live
 * @param radioLosses        uplinks that frame counters tell of and that the storage does not have either
 * @param radioLossesByDevice the same for each device, of up to a thousand devices
 * @param errors             failed requests to the storage
 */
public record BackfillView(
        String storage,
        Instant cursor,
        Duration lag,
        String problem,
        Instant problemSince,
        long gaps,
        long fetched,
        long recovered,
        long duplicates,
        long radioLosses,
        Map<String, Long> radioLossesByDevice,
        long errors) {}
