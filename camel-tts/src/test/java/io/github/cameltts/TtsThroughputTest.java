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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A route that needs 20 ms for a message, 60 devices, 3,000 uplinks as fast as the server sends. */
class TtsThroughputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long WORK_NANOS = Duration.ofMillis(20).toNanos();
    private static final int DEVICES = 60;
    private static final int UPLINKS = 3000;

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    @AfterEach
    void stopStack() {
        stack.close();
    }

    @Test
    void twentyAtATimeLoseNothingAndKeepTheOrderOfEachDevice() throws Exception {
        Duration took = ours();

        long perDevice = UPLINKS / DEVICES;
        assertThat(handled).hasSize(DEVICES);
        assertThat(handled.values()).allSatisfy(fCnts -> assertThat(fCnts)
                .containsExactlyElementsOf(
                        LongStream.range(0, perDevice).boxed().toList()));
        assertThat(stack.loginsAccepted()).as("connections").isEqualTo(1);
        // 20 workers need 3 s, one needs 60
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    /** What is to be seen in a minute and a half: {@code -Dtts.compare=true}. */
    @Test
    @EnabledIfSystemProperty(named = "tts.compare", matches = "true")
    void isFifteenTimesAsFastAsTheSameRouteOnPaho() throws Exception {
        Duration ours = ours();
        handled.clear();
        count.set(0);
        Duration paho = run("paho:v3/app1@ttn/devices/+/up?brokerUrl=" + stack.brokerUrl()
                + "&userName=app1@ttn&password=RAW(" + apiKey + ")&qos=0");

        double ratio = (double) paho.toNanos() / ours.toNanos();
        System.out.printf(
                "%d uplinks of %d devices, 20 ms each: tts with concurrentConsumers=20 %d ms, paho %d ms, ratio %.1f%n",
                UPLINKS, DEVICES, ours.toMillis(), paho.toMillis(), ratio);
        assertThat(ratio).isGreaterThan(15);
    }

    private Duration ours() throws Exception {
        return run(
                "tts:app1@ttn?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey + ")&concurrentConsumers=20");
    }

    /** From the first uplink sent to the last one handled. */
    private Duration run(String uri) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> {
                        for (long end = System.nanoTime() + WORK_NANOS; System.nanoTime() < end; ) {
                            LockSupport.parkNanos(end - System.nanoTime());
                        }
                        String device = exchange.getMessage().getHeader(TtsConstants.DEVICE_ID, "-", String.class);
                        Long fCnt = exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class);
                        handled.computeIfAbsent(device, each -> new CopyOnWriteArrayList<>())
                                .add(fCnt == null ? -1 : fCnt);
                        count.incrementAndGet();
                    });
                }
            });
            context.start();
            app.awaitSubscriber("dev0", "up", PATIENCE);
            long begin = System.nanoTime();
            for (int i = 0; i < UPLINKS; i++) {
                String device = "dev" + i % DEVICES;
                app.publish(device, "up", TtsKillTest.uplink(device, i / DEVICES));
            }
            await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> count.get() == UPLINKS);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
