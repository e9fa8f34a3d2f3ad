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
package io.github.cameltts.benchmarks.report;

import io.github.cameltts.benchmarks.Measurement;
import io.github.cameltts.benchmarks.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every round, a line each. */
public final class CsvFile {

    private CsvFile() {}

    /**
     * @param file    to write
     * @param results what to write
     */
    public static void write(Path file, Results results) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("part,variant,routes,devices,fork,round,sent,received,nanos,cpu_nanos,allocated_bytes,p50_nanos,"
                + "p90_nanos,p99_nanos,p99.9_nanos,max_nanos");
        for (Measurement each : results.measurements()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d",
                    each.part(),
                    each.variant(),
                    each.routes(),
                    each.devices(),
                    each.fork(),
                    each.round(),
                    each.sent(),
                    each.received(),
                    each.nanos(),
                    each.cpuNanos(),
                    each.allocated(),
                    each.latencies().p50(),
                    each.latencies().p90(),
                    each.latencies().p99(),
                    each.latencies().p999(),
                    each.latencies().max()));
        }
        Files.write(file, lines);
    }
}
