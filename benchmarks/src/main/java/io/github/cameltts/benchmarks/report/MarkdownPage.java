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

import io.github.cameltts.benchmarks.Footprint;
import io.github.cameltts.benchmarks.Machine;
import io.github.cameltts.benchmarks.Measurement;
import io.github.cameltts.benchmarks.Part;
import io.github.cameltts.benchmarks.Results;
import io.github.cameltts.benchmarks.Variant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Tables for a person. */
public final class MarkdownPage {

    private final StringBuilder page = new StringBuilder();
    private final Results results;

    private MarkdownPage(Results results) {
        this.results = results;
    }

    /**
     * @param  machine what it was measured on
     * @param  rounds  how often
     * @param  results what came out
     * @return         the page
     */
    public static String of(Machine machine, int rounds, Results results) {
        MarkdownPage page = new MarkdownPage(results);
        page.line("# Results");
        page.line("");
        page.line(
                "%s. Each number is the median of %d rounds, with the least and the most.",
                machine.description(), rounds);
        page.targets();
        page.throughput();
        page.latency();
        page.routes();
        page.devices();
        return page.page.toString();
    }

    private void targets() {
        heading("Targets", "Comparison of one round", "Target", "Reached", "");
        for (Target target : Target.of(results)) {
            if (target.reached().count() > 0) {
                line(
                        "| %s | %s %s%s | %s%s | %s |",
                        target.what(),
                        target.atMost() ? "≤" : "≥",
                        target.bound(),
                        target.unit(),
                        target.reached().text("%.2f"),
                        target.unit(),
                        target.isMet() ? "met" : "**not met**");
            }
        }
        long lost = results.measurements().stream()
                .filter(each -> each.variant().name().startsWith("TTS"))
                .mapToLong(Measurement::lost)
                .sum();
        line("| messages lost by tts:, of all rounds | 0 | %,d | %s |", lost, lost == 0 ? "met" : "**not met**");
    }

    private void throughput() {
        heading("Throughput", "", "Messages a second", "CPU, µs a message", "Allocated, bytes a message", "Lost");
        for (Variant variant : Variant.values()) {
            costs(Part.THROUGHPUT, Results.ofVariant(variant), variant.title());
        }
    }

    private void latency() {
        heading("Latency at 5,000 messages a second, in microseconds", "", "50 %", "90 %", "99 %", "99.9 %", "Largest");
        for (Variant variant : Variant.values()) {
            Predicate<Measurement> which = Results.ofVariant(variant);
            if (results.of(Part.LATENCY, which, Measurement::sent).count() > 0) {
                line(
                        "| %s | %s | %s | %s | %s | %s |",
                        variant.title(),
                        micros(which, Measurement.Latencies::p50),
                        micros(which, Measurement.Latencies::p90),
                        micros(which, Measurement.Latencies::p99),
                        micros(which, Measurement.Latencies::p999),
                        micros(which, Measurement.Latencies::max));
            }
        }
    }

    private String micros(Predicate<Measurement> which, ToLongFunction<Measurement.Latencies> of) {
        return results.of(Part.LATENCY, which, each -> of.applyAsLong(each.latencies()) / 1e3)
                .text("%,.0f");
    }

    private void routes() {
        heading("Routes", "", "Messages a second", "CPU, µs a message", "Allocated, bytes a message", "Lost");
        for (Variant variant : Variant.values()) {
            for (int routes : List.of(1, 10, 100)) {
                costs(
                        Part.ROUTES,
                        Results.ofVariant(variant).and(each -> each.routes() == routes),
                        variant.title() + ", " + routes + " routes");
            }
        }
        heading("Memory and connections", "", "Routes", "Connections", "Heap, MB", "Resident, MB", "Threads");
        for (Footprint each : results.footprints()) {
            line(
                    "| %s | %d | %d | %.1f | %.0f | %d |",
                    each.variant().title(),
                    each.routes(),
                    each.connections(),
                    each.heap() / 1e6,
                    each.resident() / 1e6,
                    each.threads());
        }
    }

    private void devices() {
        heading("Devices", "", "Messages a second", "CPU, µs a message", "Allocated, bytes a message", "Lost");
        for (Variant variant : Variant.values()) {
            for (int devices : List.of(1, 10, 100, 1000, 10_000)) {
                costs(
                        Part.DEVICES,
                        Results.ofVariant(variant).and(each -> each.devices() == devices),
                        String.format(Locale.ROOT, "%s, %,d devices", variant.title(), devices));
            }
        }
    }

    private void costs(Part part, Predicate<Measurement> which, String title) {
        if (results.of(part, which, Measurement::sent).count() > 0) {
            line(
                    "| %s | %s | %s | %s | %s |",
                    title,
                    results.of(part, which, Measurement::perSecond).text("%,.0f"),
                    results.of(part, which, Measurement::cpuMicros).text("%.2f"),
                    results.of(part, which, Measurement::bytes).text("%,.0f"),
                    results.of(part, which, each -> 100.0 * each.lost() / each.sent())
                            .text("%.1f %%"));
        }
    }

    private void heading(String title, String... columns) {
        line("");
        line("## %s", title);
        line("");
        line("| %s |", String.join(" | ", columns));
        line("|%s", "---|".repeat(columns.length));
    }

    private void line(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
