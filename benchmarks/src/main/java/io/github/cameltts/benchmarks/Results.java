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
package io.github.cameltts.benchmarks;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured.
 *
 * @param measurements each round
 * @param footprints   each process that was weighed
 */
public record Results(List<Measurement> measurements, List<Footprint> footprints) {

    /**
     * @param  part  a part
     * @param  which which of its measurements
     * @param  value what of them
     * @return       the value, over all rounds
     */
    public Spread of(Part part, Predicate<Measurement> which, ToDoubleFunction<Measurement> value) {
        return Spread.of(measurements.stream()
                .filter(measurement -> measurement.part() == part && which.test(measurement))
                .mapToDouble(value)
                .toArray());
    }

    /**
     * @param  part    a part
     * @param  which   which of its measurements
     * @param  base    with which others these are compared
     * @param  value   what of both
     * @param  compare the measurement and the one it is compared to, which is of the same round
     * @return         the comparisons, over all rounds
     */
    public Spread compared(
            Part part,
            Predicate<Measurement> which,
            Predicate<Measurement> base,
            ToDoubleFunction<Measurement> value,
            Comparison compare) {
        return Spread.of(measurements.stream()
                .filter(each -> each.part() == part && which.test(each))
                .flatMapToDouble(each -> measurements.stream()
                        .filter(other -> other.part() == part
                                && other.fork() == each.fork()
                                && other.round() == each.round()
                                && base.test(other))
                        .mapToDouble(other -> compare.of(value.applyAsDouble(each), value.applyAsDouble(other))))
                .toArray());
    }

    /**
     * @param  variant a variant
     * @return         that it is of that
     */
    public static Predicate<Measurement> ofVariant(Variant variant) {
        return measurement -> measurement.variant() == variant;
    }

    /**
     * @param  part a part
     * @return      whether it was measured
     */
    public boolean has(Part part) {
        return measurements.stream().anyMatch(each -> each.part() == part);
    }

    /** A ratio or a difference. */
    @FunctionalInterface
    public interface Comparison {

        /** How often one is in the other. */
        Comparison RATIO = (value, base) -> value / base;

        /** By how much one is above the other. */
        Comparison DIFFERENCE = (value, base) -> value - base;

        /**
         * @param  value a value
         * @param  base  what it is compared to
         * @return       how they compare
         */
        double of(double value, double base);
    }
}
