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
package io.github.cameltts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts and stops, many and at once. System property {@code tts.starts}: how often the same route starts and stops. */
class TtsLifeCycleTest {

    private static final int STARTS = Integer.getInteger("tts.starts", 20);
    private static final int ROUTES = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final AtomicInteger heard = new AtomicInteger();

    @AfterEach
    void stopStack() {
        stack.close();
    }

    @Test
    void aComponentThatNeverStartedStops() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            TtsComponent component = context.getComponent("tts", TtsComponent.class);

            component.stop();

            assertThat(component.isStopped()).isTrue();
        }
    }

    @Test
    void startingAndStoppingARouteOverAndOverLeavesNothing() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            HealthCheckRegistry registry = HealthCheckRegistry.get(context);
            registry.register(registry.resolveById("consumers"));
            routes(context, 1);
            context.start();
            app.awaitSubscriber("dev0", "up", PATIENCE);
            context.getRouteController().stopRoute("route0");
            Leftovers before = Leftovers.now();
            int checks = HealthCheckHelper.invokeReadiness(context).size();
            long services = context.hasServices(org.apache.camel.Service.class).size();

            for (int i = 0; i < STARTS; i++) {
                context.getRouteController().startRoute("route0");
                // every other time it is stopped in the middle of connecting
                if (i % 2 == 0) {
                    app.awaitSubscriber("dev0", "up", PATIENCE);
                }
                context.getRouteController().stopRoute("route0");
            }

            before.awaitNone();
            stack.awaitConnections(0, PATIENCE);
            assertThat(HealthCheckHelper.invokeReadiness(context)).hasSize(checks);
            assertThat(context.hasServices(org.apache.camel.Service.class).size())
                    .isEqualTo(services);
            context.getRouteController().startRoute("route0");
            app.awaitSubscriber("dev0", "up", PATIENCE);
            assertThat(HealthCheckHelper.invokeReadiness(context)).hasSize(checks);
            System.out.printf("%d starts and stops: nothing left%n", STARTS);
        }
    }

    @Test
    void twoContextsDoNotDisturbEachOther() throws Exception {
        try (CamelContext one = new DefaultCamelContext();
                CamelContext other = new DefaultCamelContext()) {
            routes(one, 1);
            routes(other, 1);
            one.start();
            other.start();
            stack.awaitConnections(2, PATIENCE);
            await().atMost(PATIENCE).until(() -> app.connections().stream()
                    .allMatch(connection -> !connection.subscriptions().isEmpty()));
            app.publish("dev0", "up", TtsKillTest.uplink("dev0", 1));
            await().atMost(PATIENCE).until(() -> heard.get() == 2);

            one.stop();

            stack.awaitConnections(1, PATIENCE);
            app.publish("dev0", "up", TtsKillTest.uplink("dev0", 2));
            await().atMost(PATIENCE).until(() -> heard.get() == 3);
            assertThat(stack.loginsAccepted()).isEqualTo(2);
        }
    }

    @Test
    void routesThatStartAndStopAtOnceShareOneConnectionOrNone() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            int routes = 8;
            routes(context, routes);
            context.start();
            app.awaitSubscriber("dev0", "up", PATIENCE);
            ExecutorService people = Executors.newFixedThreadPool(routes);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < routes; i++) {
                String route = "route" + i;
                Random random = new Random(i);
                done.add(people.submit(() -> {
                    for (int j = 0; j < 20; j++) {
                        context.getRouteController().stopRoute(route);
                        if (random.nextBoolean()) {
                            context.getRouteController().startRoute(route);
                        }
                    }
                    context.getRouteController().stopRoute(route);
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            people.shutdown();
            stack.awaitConnections(0, PATIENCE);

            for (int i = 0; i < routes; i++) {
                context.getRouteController().startRoute("route" + i);
            }
            for (int i = 0; i < routes; i++) {
                app.awaitSubscriber("dev" + i, "up", PATIENCE);
            }
            assertThat(stack.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void fiftyRoutesWithProducersStartWithTwoConnections() throws Exception {
        long warmUp = start(1);
        long one = start(1);
        long logins = stack.loginsAccepted();

        long fifty = start(ROUTES);

        assertThat(stack.loginsAccepted() - logins).isEqualTo(2);
        System.out.printf(
                "start until subscribed: 1 route %d ms (first %d ms), %d routes %d ms%n", one, warmUp, ROUTES, fifty);
    }

    /** Milliseconds until all routes are subscribed. */
    private long start(int count) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            routes(context, count);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < count; i++) {
                        from("direct:down" + i).to(uri("dev" + i) + "&fPort=1");
                    }
                }
            });
            long begin = System.nanoTime();
            context.start();
            for (int i = 0; i < count; i++) {
                app.awaitSubscriber("dev" + i, "up", PATIENCE);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            stack.awaitConnections(2, PATIENCE);
            return millis;
        } finally {
            stack.awaitConnections(0, PATIENCE);
        }
    }

    private void routes(CamelContext context, int count) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < count; i++) {
                    from(uri("dev" + i)).routeId("route" + i).process(exchange -> heard.incrementAndGet());
                }
            }
        });
    }

    private String uri(String device) {
        return "tts:app1@ttn/" + device + "?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey + ")";
    }
}
