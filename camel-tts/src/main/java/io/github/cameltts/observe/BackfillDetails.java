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
package io.github.cameltts.observe;

import io.github.cameltts.storage.BackfillView;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * What health checks say of a backfill.
 */
final class BackfillDetails {

    /** How many devices are named, those with the most losses. */
    private static final int MOST_NAMED = 5;

    private BackfillDetails() {}

    static void add(HealthCheckResultBuilder result, BackfillView backfill) {
        result.detail("backfill.storage", backfill.storage());
        if (backfill.cursor() != null) {
            result.detail("backfill.cursor", backfill.cursor().toString());
        }
        result.detail("backfill.lag-seconds", backfill.lag().toSeconds());
        result.detail("backfill.gaps", backfill.gaps());
        result.detail("backfill.recovered", backfill.recovered());
        result.detail("backfill.duplicates", backfill.duplicates());
        result.detail("backfill.radio-losses", backfill.radioLosses());
        if (backfill.radioLosses() > 0) {
            result.detail("backfill.radio-losses.most", mostLosses(backfill.radioLossesByDevice()));
        }
        result.detail("backfill.errors", backfill.errors());
        if (backfill.problem() != null) {
            result.detail("backfill.problem", backfill.problem());
            result.detail("backfill.problem-since", backfill.problemSince().toString());
        }
    }

    /** Such as {@code meter-7: 12, meter-3: 4}. */
    static String mostLosses(Map<String, Long> byDevice) {
        return byDevice.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMED)
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
