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

import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.Direction;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Meters of what consumers and producers share: their connection. Two that differ in the API key alone cannot be told
 * apart by tags; they have their meters in common.
 */
final class MicrometerConnection {

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    private final Map<Object, Held> connections = new ConcurrentHashMap<>();
    private final Map<String, Timer> outcomes = new ConcurrentHashMap<>();
    private final Tags tags;
    private Timer publish;
    private Timer failedPublish;

    MicrometerConnection(MeterRegistry registry, Direction direction, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        meters.add(Gauge.builder("camel.tts.connected", this, MicrometerConnection::connected)
                .description("1 while the server has accepted the login, else 0")
                .tags(tags)
                .register(registry));
        meters.add(FunctionCounter.builder("camel.tts.reconnects", this, MicrometerConnection::reconnects)
                .description("How often the connection was made anew")
                .baseUnit("reconnects")
                .tags(tags)
                .register(registry));
        if (direction == Direction.DOWNSTREAM) {
            publish = publishTimer(tags, false);
            failedPublish = publishTimer(tags, true);
        }
    }

    private Timer publishTimer(Tags tags, boolean failed) {
        Timer timer = Timer.builder("camel.tts.publish")
                .description("How long publishing took, waiting for a connection included")
                .tags(tags.and("failed", Boolean.toString(failed)))
                .register(registry);
        meters.add(timer);
        return timer;
    }

    /** Somebody uses the connection of that identity. */
    void add(Object identity, Supplier<ConnectionState> state) {
        connections.merge(identity, new Held(state, 1), (held, one) -> new Held(held.state, held.users + 1));
    }

    /** Somebody uses it no longer; returns whether nobody does, which has removed the meters. */
    boolean remove(Object identity) {
        connections.computeIfPresent(
                identity, (same, held) -> held.users == 1 ? null : new Held(held.state, held.users - 1));
        if (!connections.isEmpty()) {
            return false;
        }
        meters.forEach(registry::remove);
        outcomes.values().forEach(registry::remove);
        return true;
    }

    void published(Duration took, boolean failed) {
        (failed ? failedPublish : publish).record(took);
    }

    void outcome(Duration took, String outcome) {
        outcomes.computeIfAbsent(outcome, this::outcomeTimer).record(took);
    }

    private Timer outcomeTimer(String outcome) {
        return Timer.builder("camel.tts.outcome")
                .description("How long a send waited for what became of its downlinks")
                .tags(tags.and("outcome", outcome))
                .register(registry);
    }

    private double connected() {
        boolean all = !connections.isEmpty()
                && connections.values().stream()
                        .allMatch(held -> held.state.get().isConnected());
        return all ? 1 : 0;
    }

    private double reconnects() {
        return connections.values().stream()
                .mapToLong(held -> held.state.get().reconnects())
                .sum();
    }

    private record Held(Supplier<ConnectionState> state, int users) {}
}
