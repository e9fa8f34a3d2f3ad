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

import io.github.cameltts.benchmarks.Measurement.Latencies;
import io.github.cameltts.benchmarks.receive.Receiver;
import java.io.IOException;

/** A variant in a process of its own, and the place in the flooder that sends to it alone. */
final class Subject implements AutoCloseable {

    /** So that no variant is short of memory, and none profits from more. */
    private static final String HEAP = "512m";

    private final Child flooder;
    private final Child receiver;
    private final Variant variant;
    private final int routes;
    private final int devices;
    private final int port;

    Subject(Child flooder, Variant variant, int routes, int devices) throws IOException {
        this.flooder = flooder;
        this.variant = variant;
        this.routes = routes;
        this.devices = devices;
        this.port = Integer.parseInt(flooder.ask("open " + devices));
        this.receiver = new Child(Receiver.class, HEAP, variant, port, routes);
        receiver.answer();
        if (variant != Variant.DECODE) {
            // a route of tts: starts before it is connected
            flooder.ask("await " + port + " " + routes);
        }
    }

    Variant variant() {
        return variant;
    }

    /** Sends as fast as it goes. */
    Measurement flood(Part part, int fork, int round, long millis) throws IOException {
        if (variant == Variant.DECODE) {
            return measurement(part, fork, round, 0, receiver.ask("decode " + millis));
        }
        receiver.ask("begin");
        String sent = flooder.ask("flood " + port + " " + millis);
        return measurement(part, fork, round, Long.parseLong(sent), receiver.ask("end " + sent));
    }

    /** Sends at a rate. */
    Measurement pace(Part part, int fork, int round, int perSecond, long millis) throws IOException {
        receiver.ask("begin timed");
        String sent = flooder.ask("pace " + port + " " + perSecond + " " + millis);
        return measurement(part, fork, round, Long.parseLong(sent), receiver.ask("end " + sent));
    }

    private Measurement measurement(Part part, int fork, int round, long sent, String result) {
        String[] numbers = result.split(" ");
        long[] values = new long[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Long.parseLong(numbers[i]);
        }
        Latencies latencies = new Latencies(values[4], values[5], values[6], values[7], values[8]);
        return new Measurement(
                part,
                variant,
                routes,
                devices,
                fork,
                round,
                variant == Variant.DECODE ? values[0] : sent,
                values[0],
                values[1],
                values[2],
                values[3],
                latencies);
    }

    Footprint footprint() throws IOException {
        String[] memory = receiver.ask("memory").split(" ");
        return new Footprint(
                variant,
                routes,
                Integer.parseInt(flooder.ask("connections " + port)),
                Long.parseLong(memory[0]),
                Long.parseLong(memory[1]),
                Integer.parseInt(memory[2]));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
