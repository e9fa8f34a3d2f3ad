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

import static io.github.cameltts.benchmarks.Results.ofVariant;

import io.github.cameltts.benchmarks.Measurement;
import io.github.cameltts.benchmarks.Part;
import io.github.cameltts.benchmarks.Results;
import io.github.cameltts.benchmarks.Results.Comparison;
import io.github.cameltts.benchmarks.Spread;
import io.github.cameltts.benchmarks.Variant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the component is to reach.
 *
 * @param what   the comparison
 * @param bound  the least it may be, or the most
 * @param atMost whether it is the most
 * @param unit   of both
 * @param reached what was measured
 */
record Target(String what, double bound, boolean atMost, String unit, Spread reached) {

    static List<Target> of(Results results) {
        return List.of(
                fast(results, Variant.TTS_PAHO_EVENT, Variant.PAHO, 0.95),
                fast(results, Variant.TTS_PAHO_JSON, Variant.PAHO_ROUTE, 1),
                fast(results, Variant.TTS_PAHO_EVENT, Variant.PAHO_ROUTE_RECORDS, 1),
                fast(results, Variant.TTS_VERTX_EVENT_2, Variant.PAHO_ROUTE_RECORDS, 6),
                fast(results, Variant.TTS_VERTX_JSON, Variant.PAHO_ROUTE, 12),
                fast(results, Variant.TTS_VERTX_JSON, Variant.VERTX, 0.5),
                light(results, Variant.TTS_VERTX_EVENT_2, Variant.DECODE, 2.2),
                late(results, Variant.TTS_PAHO_EVENT, Variant.PAHO, "median", latencies -> latencies.p50(), 50),
                late(results, Variant.TTS_PAHO_EVENT, Variant.PAHO, "99 %", latencies -> latencies.p99(), 1000),
                late(results, Variant.TTS_VERTX_JSON, Variant.VERTX, "median", latencies -> latencies.p50(), 50),
                late(results, Variant.TTS_VERTX_JSON, Variant.VERTX, "99 %", latencies -> latencies.p99(), 1000),
                late(results, Variant.TTS_VERTX_EVENT, Variant.VERTX, "median", latencies -> latencies.p50(), 50),
                late(results, Variant.TTS_VERTX_EVENT, Variant.VERTX, "99 %", latencies -> latencies.p99(), 1000),
                late(results, Variant.TTS_VERTX_JSON, Variant.VERTX_QUEUE, "99 %", latencies -> latencies.p99(), 1000),
                late(results, Variant.TTS_VERTX_EVENT, Variant.VERTX_QUEUE, "99 %", latencies -> latencies.p99(), 1000),
                routes(results, Variant.TTS_PAHO_JSON),
                routes(results, Variant.TTS_PAHO_EVENT),
                routes(results, Variant.TTS_VERTX_JSON),
                routes(results, Variant.TTS_VERTX_EVENT));
    }

    boolean isMet() {
        return atMost ? reached.median() <= bound : reached.median() >= bound;
    }

    private static Target fast(Results results, Variant variant, Variant base, double least) {
        return new Target(
                "messages a second, " + variant.title() + " : " + base.title(),
                least,
                false,
                "",
                results.compared(
                        Part.THROUGHPUT,
                        ofVariant(variant),
                        ofVariant(base),
                        Measurement::perSecond,
                        Comparison.RATIO));
    }

    private static Target light(Results results, Variant variant, Variant base, double most) {
        return new Target(
                "CPU time of a message, " + variant.title() + " : " + base.title(),
                most,
                true,
                "",
                results.compared(
                        Part.THROUGHPUT,
                        ofVariant(variant),
                        ofVariant(base),
                        Measurement::cpuMicros,
                        Comparison.RATIO));
    }

    private static Target late(
            Results results,
            Variant variant,
            Variant base,
            String where,
            ToDoubleFunction<Measurement.Latencies> latency,
            double most) {
        return new Target(
                "latency at 5,000/s, " + where + ", " + variant.title() + " − " + base.title(),
                most,
                true,
                " µs",
                results.compared(
                        Part.LATENCY,
                        ofVariant(variant),
                        ofVariant(base),
                        each -> latency.applyAsDouble(each.latencies()) / 1e3,
                        Comparison.DIFFERENCE));
    }

    private static Target routes(Results results, Variant variant) {
        return new Target(
                "CPU time of a message, " + variant.title() + ", 100 routes : 1 route",
                1.5,
                true,
                "",
                results.compared(
                        Part.ROUTES,
                        ofVariant(variant).and(each -> each.routes() == 100),
                        ofVariant(variant).and(each -> each.routes() == 1),
                        Measurement::cpuMicros,
                        Comparison.RATIO));
    }
}
