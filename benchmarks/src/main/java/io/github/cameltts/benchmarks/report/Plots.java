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
import io.github.cameltts.benchmarks.Measurement;
import io.github.cameltts.benchmarks.Part;
import io.github.cameltts.benchmarks.Results;
import io.github.cameltts.benchmarks.Spread;
import io.github.cameltts.benchmarks.Variant;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** Pictures, each as PNG and as SVG. */
public final class Plots {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;

    private final Path folder;
    private final Results results;

    private Plots(Path folder, Results results) {
        this.folder = folder;
        this.results = results;
    }

    /**
     * @param folder  where to
     * @param results what of
     */
    public static void write(Path folder, Results results) throws IOException {
        Plots plots = new Plots(folder, results);
        if (results.has(Part.THROUGHPUT)) {
            plots.bars("throughput", "Messages of 2.3 kB a second", "%,.0f", Measurement::perSecond);
            plots.bars("cpu", "CPU time of a message, in microseconds", "%.1f", Measurement::cpuMicros);
            plots.bars("allocation", "Bytes allocated for a message", "%,.0f", Measurement::bytes);
        }
        if (results.has(Part.LATENCY)) {
            plots.latency();
        }
        if (results.has(Part.DEVICES)) {
            plots.growth();
        }
        if (!results.footprints().isEmpty()) {
            plots.memory();
        }
    }

    private void bars(String name, String title, String format, ToDoubleFunction<Measurement> value)
            throws IOException {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            Spread spread = results.of(Part.THROUGHPUT, Results.ofVariant(variant), value);
            if (spread.count() > 0) {
                // beside the name, since a bar may be too low to bear a number
                names.add(String.format(Locale.ROOT, "%s (" + format + ")", variant.title(), spread.median()));
                values.add(spread.median());
            }
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT + HEIGHT / 4)
                .title(title)
                .build();
        chart.getStyler()
                .setXAxisLabelRotation(60)
                .setYAxisDecimalPattern("#,##0")
                .setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setLegendVisible(false);
        chart.addSeries(title, names, values);
        save(name, chart);
    }

    private void latency() throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Latency at 5,000 messages a second, in microseconds")
                .xAxisTitle("share of the messages: 50, 90, 99, 99.9 %")
                .build();
        chart.getStyler().setYAxisLogarithmic(true).setLegendPosition(Styler.LegendPosition.OutsideE);
        for (Variant variant : Variant.values()) {
            double[] values = {
                micros(variant, Measurement.Latencies::p50),
                micros(variant, Measurement.Latencies::p90),
                micros(variant, Measurement.Latencies::p99),
                micros(variant, Measurement.Latencies::p999)
            };
            if (!Double.isNaN(values[0])) {
                // each step is a tenth of the messages before
                chart.addSeries(variant.title(), new double[] {0.3, 1, 2, 3}, values);
            }
        }
        chart.setCustomXAxisTickLabelsFormatter(
                nines -> nines == 0 ? "" : String.format(Locale.ROOT, "%s %%", 100 - 100 / Math.pow(10, nines)));
        save("latency", chart);
    }

    private double micros(Variant variant, ToDoubleFunction<Measurement.Latencies> latency) {
        return results.of(
                        Part.LATENCY, Results.ofVariant(variant), each -> latency.applyAsDouble(each.latencies()) / 1e3)
                .median();
    }

    private void growth() throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("CPU time of a message, in microseconds")
                .xAxisTitle("devices")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
        for (Variant variant : Variant.values()) {
            List<Double> devices = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int count : List.of(1, 10, 100, 1000, 10_000)) {
                Spread spread = results.of(
                        Part.DEVICES,
                        Results.ofVariant(variant).and(each -> each.devices() == count),
                        Measurement::cpuMicros);
                if (spread.count() > 0) {
                    devices.add((double) count);
                    values.add(spread.median());
                }
            }
            if (!devices.isEmpty()) {
                chart.addSeries(variant.title(), devices, values)
                        .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            }
        }
        save("devices", chart);
    }

    private void memory() throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Heap in use after a garbage collection, in MB")
                .xAxisTitle("routes")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        for (Variant variant : Variant.values()) {
            List<Integer> routes = new ArrayList<>();
            List<Double> heap = new ArrayList<>();
            for (Footprint each : results.footprints()) {
                if (each.variant() == variant && !routes.contains(each.routes())) {
                    routes.add(each.routes());
                    heap.add(each.heap() / 1e6);
                }
            }
            if (!routes.isEmpty()) {
                chart.addSeries(variant.title(), routes, heap);
            }
        }
        save("memory", chart);
    }

    private void save(String name, Chart<?, ?> chart) throws IOException {
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        String file = folder.resolve(name).toString();
        BitmapEncoder.saveBitmap(chart, file, BitmapEncoder.BitmapFormat.PNG);
        VectorGraphicsEncoder.saveVectorGraphic(chart, file, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    }
}
