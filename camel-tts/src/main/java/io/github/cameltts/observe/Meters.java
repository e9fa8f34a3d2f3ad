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

import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * Keeps meters of consumers and producers where the user wants them: Micrometer's, if it is on the class path and a
 * {@code MeterRegistry} in Camel's registry. Everything that has a number already is read when the meter is asked, from
 * the view that health and JMX read as well.
 */
public interface Meters {

    /** Keeps none. */
    Meters NONE = new Meters() {

        @Override
        public Registration consumer(String routeId, Supplier<ConsumerView> view) {
            return () -> {};
        }

        @Override
        public ProducerMeters producer(Supplier<ProducerView> view) {
            return ProducerMeters.NONE;
        }
    };

    /**
     * @param  context whose registry to look into
     * @return         Micrometer's meters, or {@link #NONE} where there is no Micrometer or no registry of it
     */
    static Meters of(CamelContext context) {
        try {
            Class.forName("io.micrometer.core.instrument.MeterRegistry", false, Meters.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return NONE;
        }
        return MicrometerMeters.of(context);
    }

    /**
     * Adds the meters of a consumer.
     *
     * @param  routeId the route that it feeds
     * @param  view    looks at it, also while it starts
     * @return         removes them, when it stops
     */
    Registration consumer(String routeId, Supplier<ConsumerView> view);

    /**
     * Adds the meters of a producer; producers of one application share them.
     *
     * @param  view looks at it
     * @return      hears what it does, and removes them when it stops
     */
    ProducerMeters producer(Supplier<ProducerView> view);

    /** Meters that were added, to be removed. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {

        /** Removes the meters that nobody else shares. */
        @Override
        void close();
    }
}
