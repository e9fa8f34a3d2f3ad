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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TtsMetersTest extends StackTestSupport {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch stuck = new CountDownLatch(1);

    @Override
    public boolean isUseRouteBuilder() {
        return false;
    }

    @Test
    void aConsumerCountsWhatItReceivesDeliversAndCannotDecode() throws Exception {
        bindRegistry();
        routes();
        awaitSubscriber("dev1", "up");
        assertThat(value("camel.tts.last.message.age", "up")).isNaN();
        app.device("dev1").activate().uplink(1, new byte[] {1});
        app.device("dev1").uplink(1, new byte[] {2});
        app.publish("dev1", "up", "{".getBytes(StandardCharsets.UTF_8));

        await().atMost(PATIENCE).until(() -> value("camel.tts.decode.failures", "up") == 1);

        assertThat(value("camel.tts.received", "up")).isEqualTo(3);
        assertThat(value("camel.tts.delivered", "up")).isEqualTo(2);
        assertThat(value("camel.tts.dropped", "up", "reason", "overflow")).isZero();
        assertThat(value("camel.tts.queue.depth", "up")).isZero();
        assertThat(value("camel.tts.in.work", "up")).isZero();
        assertThat(value("camel.tts.last.message.age", "up")).isBetween(0.0, PATIENCE.toSeconds() * 1.0);
    }

    @Test
    void aStuckRouteShowsInTheQueueAndInWhatIsDropped() throws Exception {
        bindRegistry();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "queueSize=2")).routeId("stuck").process(exchange -> stuck.await());
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        app.device("dev1").activate();
        app.device("dev1").uplink(1, new byte[] {1});
        await().atMost(PATIENCE).until(() -> value("camel.tts.in.work", "stuck") == 1);
        for (int i = 0; i < 5; i++) {
            app.device("dev1").uplink(1, new byte[] {2});
        }

        await().atMost(PATIENCE).until(() -> value("camel.tts.dropped", "stuck", "reason", "overflow") == 3);
        assertThat(value("camel.tts.queue.depth", "stuck")).isEqualTo(2);
        assertThat(value("camel.tts.received", "stuck")).isEqualTo(6);
        stuck.countDown();
        await().atMost(PATIENCE).until(() -> value("camel.tts.delivered", "stuck") == 3);
    }

    @Test
    void aConnectionIsMeasuredOnceHoweverManyRoutesShareIt() throws Exception {
        bindRegistry();
        routes();
        awaitSubscriber("dev1", "up");
        stack.awaitConnections(2, PATIENCE);
        await().atMost(PATIENCE).until(() -> value("camel.tts.connected", null, "direction", "upstream") == 1);

        stack.faults().disconnectAll();

        await().atMost(PATIENCE)
                .until(() -> value("camel.tts.reconnects", null, "direction", "upstream") == 1
                        && value("camel.tts.connected", null, "direction", "upstream") == 1
                        && value("camel.tts.connected", null, "direction", "downstream") == 1);
        stack.stop();
        await().atMost(PATIENCE).until(() -> value("camel.tts.connected", null, "direction", "upstream") == 0);
        assertThat(registry.find("camel.tts.connected").meters()).hasSize(2);
    }

    @Test
    void aProducerThatWaitsMeasuresHowLongOutcomesTake() throws Exception {
        bindRegistry();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wait").to(tts("/dev1", "fPort=1&waitFor=queued"));
            }
        });
        context.start();
        app.device("dev1").activate();
        template.send("direct:wait", exchange -> exchange.getMessage().setBody(new byte[] {1}));
        app.device("dev1").forgetSession();
        template.send("direct:wait", exchange -> exchange.getMessage().setBody(new byte[] {1}));

        assertThat(registry.get("camel.tts.outcome")
                        .tag("outcome", "queued")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("camel.tts.outcome")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        context.stop();
        assertThat(registry.find("camel.tts.outcome").meters()).isEmpty();
    }

    @Test
    void aProducerMeasuresHowLongPublishingTakes() throws Exception {
        bindRegistry();
        routes();
        stack.awaitConnections(2, PATIENCE);
        template.sendBody("direct:down", new byte[] {1});
        stack.stop();
        await().atMost(PATIENCE).until(() -> value("camel.tts.connected", null, "direction", "downstream") == 0);
        assertThatThrownBy(() -> template.sendBody("direct:down", new byte[] {1}))
                .isInstanceOf(CamelExecutionException.class);

        assertThat(publishes(false).count()).isEqualTo(1);
        assertThat(publishes(true).count()).isEqualTo(1);
        assertThat(publishes(true).totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isGreaterThan(50);
    }

    @Test
    void noTagNamesADevice() throws Exception {
        bindRegistry();
        routes();

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getName()).startsWith("camel.tts."))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank())
                .allSatisfy(
                        meter -> assertThat(meter.getId().getTags().toString()).doesNotContain("dev1", apiKey));
        assertThat(registry.getMeters().stream()
                        .collect(Collectors.toMap(
                                meter -> meter.getId().getName(), TtsMetersTest::shape, (one, same) -> one)))
                .containsEntry("camel.tts.received", "messages [application, camelContext, routeId]")
                .containsEntry("camel.tts.delivered", "messages [application, camelContext, routeId]")
                .containsEntry("camel.tts.dropped", "messages [application, camelContext, reason, routeId]")
                .containsEntry("camel.tts.decode.failures", "failures [application, camelContext, routeId]")
                .containsEntry("camel.tts.queue.depth", "messages [application, camelContext, routeId]")
                .containsEntry("camel.tts.in.work", "messages [application, camelContext, routeId]")
                .containsEntry("camel.tts.last.message.age", "seconds [application, camelContext, routeId]")
                .containsEntry("camel.tts.connected", "null [application, camelContext, direction, server]")
                .containsEntry("camel.tts.reconnects", "reconnects [application, camelContext, direction, server]")
                .containsEntry("camel.tts.publish", "seconds [application, camelContext, direction, failed, server]")
                .hasSize(10);
    }

    @Test
    void metersGoWithTheirRouteAndComeBackWithIt() throws Exception {
        bindRegistry();
        routes();
        awaitSubscriber("dev1", "up");
        int all = registry.getMeters().size();

        context.getRouteController().stopRoute("up");
        assertThat(registry.find("camel.tts.received").meters()).hasSize(1);
        assertThat(registry.find("camel.tts.connected")
                        .tag("direction", "upstream")
                        .meters())
                .hasSize(1);
        context.getRouteController().stopRoute("too");
        assertThat(registry.find("camel.tts.connected")
                        .tag("direction", "upstream")
                        .meters())
                .isEmpty();
        context.getRouteController().startRoute("up");
        context.getRouteController().startRoute("too");
        assertThat(registry.getMeters()).hasSize(all);

        context.stop();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void oneRegistryForAllIsTakenWhereThereAreSeveral() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        context.getRegistry().bind("first", MeterRegistry.class, registry);
        context.getRegistry().bind("all", MeterRegistry.class, composite);
        routes();

        assertThat(composite.getMeters()).isNotEmpty();
    }

    @Test
    void withoutARegistryThereAreNoMeters() throws Exception {
        routes();
        awaitSubscriber("dev1", "up");

        assertThat(context.getStatus()).isEqualTo(ServiceStatus.Started);
        assertThat(registry.getMeters()).isEmpty();
    }

    private void bindRegistry() {
        context.getRegistry().bind("meters", registry);
    }

    private void routes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "reconnectDelay=50&maxReconnectDelay=100"))
                        .routeId("up")
                        .to("mock:up");
                from(tts("/dev1", "reconnectDelay=50&maxReconnectDelay=100"))
                        .routeId("too")
                        .to("mock:too");
                from("direct:down")
                        .routeId("down")
                        .to(tts("/dev1", "fPort=1&requestTimeout=100&reconnectDelay=50&maxReconnectDelay=100"));
            }
        });
        context.start();
    }

    private static String shape(Meter meter) {
        return meter.getId().getBaseUnit() + " "
                + meter.getId().getTags().stream()
                        .map(tag -> tag.getKey())
                        .sorted()
                        .toList();
    }

    private double value(String name, String route, String... tags) {
        Search search = registry.find(name).tags(tags);
        Meter meter = (route == null ? search : search.tag("routeId", route)).meter();
        assertThat(meter).as("%s %s %s", name, route, Arrays.toString(tags)).isNotNull();
        return meter.measure().iterator().next().getValue();
    }

    private io.micrometer.core.instrument.Timer publishes(boolean failed) {
        return registry.get("camel.tts.publish")
                .tag("failed", Boolean.toString(failed))
                .timer();
    }
}
