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

import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route that is stuck, with room for a hundred messages. */
class TtsOverflowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ROOM = 100;

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Long> handled = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final LogCapture log = new LogCapture();

    @BeforeEach
    void registerHealth() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
    }

    @AfterEach
    void stop() {
        stuck.countDown();
        log.close();
        context.stop();
        stack.close();
    }

    @Test
    void dropOldestKeepsTheNewest() throws Exception {
        flood(OverflowPolicy.dropOldest, 1000);

        // the first is in the hands of the route
        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(LongStream.concat(LongStream.of(0), LongStream.range(900, 1000))
                        .boxed()
                        .toList());
        assertLogged(899);
    }

    @Test
    void dropNewestKeepsTheOldest() throws Exception {
        flood(OverflowPolicy.dropNewest, 1000);

        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(0, 100).boxed().toList());
        assertLogged(899);
    }

    @Test
    void blockHoldsForHalfAKeepAliveThenDropsAndNeverCostsTheConnection() throws Exception {
        flood(OverflowPolicy.block, 1000);

        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(0, 100).boxed().toList());
        assertLogged(899);
    }

    /** The route takes a message now and then, so each is held back: the answers to pings wait behind all of them. */
    @Test
    void blockKeepsTheConnectionThroughABacklogOfSeveralKeepAlives() throws Exception {
        try (TcpProxy proxy = new TcpProxy(stack.port())) {
            route(proxy.port(), OverflowPolicy.block, () -> {
                // slower than messages come, faster than half a keep alive
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            });
            int count = 600;
            IntStream.range(0, count).forEach(this::uplink);

            await().atMost(Duration.ofSeconds(60)).until(() -> handled.size() == count);
            assertThat(handled)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, count).boxed().toList());
            assertThat(proxy.accepted()).as("connections").isEqualTo(1);
            assertThat(dropped()).isZero();
        }
    }

    private void flood(OverflowPolicy policy, int count) throws Exception {
        try (TcpProxy proxy = new TcpProxy(stack.port())) {
            route(proxy.port(), policy, () -> stuck.await());
            uplink(0);
            // else a burst may be here before the worker is
            await().atMost(PATIENCE)
                    .until(() -> ((TtsConsumer) context.getRoutes().get(0).getConsumer())
                                    .view()
                                    .lanes()
                                    .inWork()
                            == 1);
            IntStream.range(1, count).forEach(this::uplink);
            await().atMost(PATIENCE).until(() -> dropped() == count - ROOM - 1);
            assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(health().getDetails()).containsEntry("queue.waiting", ROOM);

            // pings go out and are answered while the route is stuck
            long before = proxy.bytesToServer();
            await().atMost(PATIENCE).until(() -> proxy.bytesToServer() >= before + 2);
            assertThat(proxy.accepted()).as("connections").isEqualTo(1);

            stuck.countDown();
            await().atMost(PATIENCE).until(() -> handled.size() == ROOM + 1);
            assertThat(dropped()).isEqualTo(count - ROOM - 1);
            assertThat(proxy.accepted()).as("connections").isEqualTo(1);
        }
    }

    private void assertLogged(int lost) {
        assertThat(log.lines().stream().filter(line -> line.contains("TtsConsumer")))
                .hasSize(2)
                .anyMatch(line -> line.contains("WARN") && line.contains(ROOM + " messages wait for the route"))
                .anyMatch(line ->
                        line.contains("INFO") && line.contains("the overflow is over. It cost " + lost + " messages."));
    }

    private long dropped() {
        return (Long) health().getDetails().get("queue.dropped");
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElseThrow();
    }

    private void uplink(int fCnt) {
        app.publish("dev" + fCnt % 5, "up", TtsKillTest.uplink("dev" + fCnt % 5, fCnt));
    }

    private void route(int port, OverflowPolicy policy, Work work) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn?brokerUrl=tcp://127.0.0.1:" + port + "&apiKey=RAW(" + apiKey
                                + ")&keepAliveInterval=5s&queueSize=" + ROOM + "&overflowPolicy=" + policy)
                        .process(exchange -> {
                            work.run();
                            handled.add(exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class));
                        });
            }
        });
        context.start();
        app.awaitSubscriber("dev0", "up", PATIENCE);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
