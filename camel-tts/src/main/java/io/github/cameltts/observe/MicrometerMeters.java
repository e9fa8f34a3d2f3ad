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

import io.github.cameltts.connection.ConnectionSettings;
import io.github.cameltts.connection.ConnectionState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of Micrometer. It and {@link MicrometerConnection} alone know it, and are loaded only where it is
 * present. The meters of a consumer have the
 * tag {@code routeId}; those of a connection, which routes and producers share, are there as long as one of them is.
 * No tag names a device: there may be any number.
 */
final class MicrometerMeters implements Meters {

    private static final Logger LOG = LoggerFactory.getLogger(MicrometerMeters.class);

    /** The name that Camel's own component looks for first. */
    private static final String CAMELS_REGISTRY = "metricsRegistry";

    private final MeterRegistry registry;
    private final String camelContext;
    private final Map<Tags, MicrometerConnection> connections = new HashMap<>();

    private MicrometerMeters(MeterRegistry registry, String camelContext) {
        this.registry = registry;
        this.camelContext = camelContext;
    }

    static Meters of(CamelContext context) {
        MeterRegistry registry = context.getRegistry().lookupByNameAndType(CAMELS_REGISTRY, MeterRegistry.class);
        if (registry == null) {
            registry = choose(context.getRegistry().findByType(MeterRegistry.class));
        }
        return registry == null ? NONE : new MicrometerMeters(registry, context.getName());
    }

    private static MeterRegistry choose(Set<MeterRegistry> registries) {
        if (registries.size() < 2) {
            return registries.stream().findFirst().orElse(null);
        }
        List<MeterRegistry> composites = registries.stream()
                .filter(CompositeMeterRegistry.class::isInstance)
                .toList();
        if (composites.size() == 1) {
            return composites.get(0);
        }
        LOG.warn(
                "There are {} meter registries and none of them is for all, so there will be no meters of camel-tts. Bind"
                        + " the one that is meant under the name {}.",
                registries.size(),
                CAMELS_REGISTRY);
        return null;
    }

    @Override
    public Registration consumer(String routeId, Supplier<ConsumerView> view) {
        ConnectionSettings settings = view.get().settings();
        Tags tags = Tags.of(
                "camelContext",
                camelContext,
                "application",
                settings.application().toString(),
                "routeId",
                routeId);
        List<Meter> meters = new ArrayList<>(consumerMeters(tags, view));
        if (view.get().backfill() != null) {
            meters.addAll(backfillMeters(tags, view));
        }
        MicrometerConnection connection = share(settings, () -> view.get().state());
        return once(() -> {
            meters.forEach(registry::remove);
            release(connection, settings);
        });
    }

    private List<Meter> consumerMeters(Tags tags, Supplier<ConsumerView> view) {
        return List.of(
                counter("received", "Messages that have arrived", BaseUnits.MESSAGES, tags, view, now -> now.messages()
                        .received()),
                counter(
                        "delivered",
                        "Messages that the route is done with, well or not",
                        BaseUnits.MESSAGES,
                        tags,
                        view,
                        now -> now.messages().delivered()),
                counter(
                        "dropped",
                        "Messages that were dropped before they reached the route",
                        BaseUnits.MESSAGES,
                        tags.and("reason", "overflow"),
                        view,
                        now -> now.lanes().dropped()),
                counter(
                        "decode.failures",
                        "Messages that could not be decoded",
                        "failures",
                        tags,
                        view,
                        now -> now.messages().decodeFailures()),
                Gauge.builder("camel.tts.queue.depth", () -> view.get().lanes().waiting())
                        .description("Messages that wait for the route")
                        .baseUnit(BaseUnits.MESSAGES)
                        .tags(tags)
                        .register(registry),
                Gauge.builder("camel.tts.in.work", () -> view.get().lanes().inWork())
                        .description("Messages that the route works on")
                        .baseUnit(BaseUnits.MESSAGES)
                        .tags(tags)
                        .register(registry),
                TimeGauge.builder("camel.tts.last.message.age", () -> age(view.get()), TimeUnit.SECONDS)
                        .description("How long ago the last message has arrived; not a number if there was none")
                        .tags(tags)
                        .register(registry));
    }

    private List<Meter> backfillMeters(Tags tags, Supplier<ConsumerView> view) {
        return List.of(
                counter(
                        "backfill.gaps",
                        "Interruptions and overflows after which the storage is asked",
                        "gaps",
                        tags,
                        view,
                        now -> now.backfill().gaps()),
                counter(
                        "backfill.recovered",
                        "Uplinks that were fetched and had not arrived live",
                        BaseUnits.MESSAGES,
                        tags,
                        view,
                        now -> now.backfill().recovered()),
                counter(
                        "backfill.duplicates",
                        "Copies of uplinks that were removed",
                        BaseUnits.MESSAGES,
                        tags,
                        view,
                        now -> now.backfill().duplicates()),
                counter(
                        "radio.losses",
                        "Uplinks that frame counters tell of and that the storage does not have either",
                        BaseUnits.MESSAGES,
                        tags,
                        view,
                        now -> now.backfill().radioLosses()),
                counter(
                        "storage.errors",
                        "Failed requests to the storage",
                        "requests",
                        tags,
                        view,
                        now -> now.backfill().errors()),
                TimeGauge.builder(
                                "camel.tts.backfill.lag",
                                () -> view.get().backfill().lag().toMillis() / 1000.0,
                                TimeUnit.SECONDS)
                        .description("How far the route is behind, where something is missing or being fetched")
                        .tags(tags)
                        .register(registry));
    }

    @Override
    public ProducerMeters producer(Supplier<ProducerView> view) {
        ConnectionSettings settings = view.get().settings();
        MicrometerConnection connection = share(settings, () -> view.get().state());
        Registration registration = once(() -> release(connection, settings));
        return new ProducerMeters() {

            @Override
            public void published(Duration took, boolean failed) {
                connection.published(took, failed);
            }

            @Override
            public void outcome(Duration took, String outcome) {
                connection.outcome(took, outcome);
            }

            @Override
            public void close() {
                registration.close();
            }
        };
    }

    private FunctionCounter counter(
            String name,
            String description,
            String unit,
            Tags tags,
            Supplier<ConsumerView> view,
            ToLongFunction<ConsumerView> number) {
        return FunctionCounter.builder("camel.tts." + name, view, source -> number.applyAsLong(source.get()))
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }

    private static double age(ConsumerView view) {
        Instant last = view.messages().lastMessageAt();
        return last == null
                ? Double.NaN
                : Math.max(0, Duration.between(last, Instant.now()).toMillis() / 1000.0);
    }

    private Tags tags(ConnectionSettings settings) {
        return Tags.of(
                "camelContext",
                camelContext,
                "application",
                settings.application().toString(),
                "server",
                settings.broker().toString(),
                "direction",
                settings.direction().toString());
    }

    private synchronized MicrometerConnection share(ConnectionSettings settings, Supplier<ConnectionState> state) {
        MicrometerConnection meters = connections.computeIfAbsent(
                tags(settings), tags -> new MicrometerConnection(registry, settings.direction(), tags));
        meters.add(settings.identity(), state);
        return meters;
    }

    private synchronized void release(MicrometerConnection meters, ConnectionSettings settings) {
        if (meters.remove(settings.identity())) {
            connections.remove(tags(settings));
        }
    }

    private static Registration once(Runnable removal) {
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            if (removed.compareAndSet(false, true)) {
                removal.run();
            }
        };
    }
}
