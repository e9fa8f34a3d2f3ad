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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Kills connections at random moments, while devices send. System properties: {@code tts.kills}, how many;
 * {@code tts.seed}, to repeat a run.
 */
class TtsKillTest {

    private static final int KILLS = Integer.getInteger("tts.kills", 50);
    private static final long SEED = Long.getLong("tts.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(60 + 2L * KILLS);
    private static final int DEVICES = 7;

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final Map<String, List<Long>> received = new ConcurrentHashMap<>();

    @AfterEach
    void stopStack() {
        stack.close();
    }

    @Test
    void everyMessageThatPassedCompletelyIsDeliveredOnceAndInOrderAndNothingIsLeft() throws Exception {
        // once without kills, so that what is made once per process is made
        run(0);
        Leftovers before = Leftovers.now();

        int passed = run(KILLS);

        before.awaitNone();
        System.out.printf(
                "%d kills (tts.seed=%d): %d messages passed completely, all delivered once and in order; %d threads and"
                        + " %d sockets before, none more after%n",
                KILLS, SEED, passed, before.threadCount(), before.socketCount());
    }

    private int run(int kills) throws Exception {
        received.clear();
        Random random = new Random(SEED);
        ScheduledExecutorService devices = Executors.newSingleThreadScheduledExecutor();
        try (TcpProxy proxy = new TcpProxy(stack.port());
                CamelContext context = new DefaultCamelContext()) {
            proxy.kills(number -> number < kills ? kill(random) : null);
            context.addRoutes(route(proxy));
            context.start();
            long[] count = {0};
            devices.scheduleAtFixedRate(() -> uplinks(count), 0, 1, TimeUnit.MILLISECONDS);

            await().atMost(PATIENCE).until(() -> proxy.killed() >= kills);
            app.awaitSubscriber("dev0", "up", PATIENCE);
            int soFar = proxy.passed().size();
            await().atMost(PATIENCE).until(() -> proxy.passed().size() > soFar);
            devices.shutdown();
            assertThat(devices.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            await().atMost(Duration.ofSeconds(20)).until(() -> devicesHeardTheirLast(proxy));
            assertThat(differences(byDevice(proxy.passed())))
                    .as("differences; repeat with -Dtts.kills=%d -Dtts.seed=%d", KILLS, SEED)
                    .isEmpty();
            return proxy.passed().size();
        } finally {
            devices.shutdownNow();
        }
    }

    private static TcpProxy.Kill kill(Random random) {
        TcpProxy.End end = TcpProxy.End.values()[random.nextInt(TcpProxy.End.values().length)];
        // the login, the subscriptions, or among the messages
        long bytes = random.nextInt(10) == 0 ? random.nextInt(20) : random.nextInt(30_000);
        return new TcpProxy.Kill(bytes, end);
    }

    private RouteBuilder route(TcpProxy proxy) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String options = "?brokerUrl=tcp://127.0.0.1:" + proxy.port() + "&apiKey=RAW(" + apiKey
                        + ")&reconnectDelay=5&maxReconnectDelay=20&concurrentConsumers=3";
                // two routes, so that there is something to dispatch
                from("tts:app1@ttn/dev0" + options).process(exchange -> hear(exchange));
                for (int i = 1; i < DEVICES; i++) {
                    from("tts:app1@ttn/dev" + i + options + "&events=up,join").process(exchange -> hear(exchange));
                }
            }
        };
    }

    private void hear(org.apache.camel.Exchange exchange) {
        String device = exchange.getMessage().getHeader(TtsConstants.DEVICE_ID, String.class);
        long fCnt = exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class);
        received.computeIfAbsent(device, each -> new ArrayList<>()).add(fCnt);
    }

    private void uplinks(long[] count) {
        for (int i = 0; i < DEVICES; i++) {
            app.publish("dev" + i, "up", uplink("dev" + i, count[0]));
        }
        count[0]++;
    }

    static byte[] uplink(String device, long fCnt) {
        return ("{\"end_device_ids\":{\"device_id\":\"" + device + "\"},\"uplink_message\":{\"f_port\":1,\"f_cnt\":"
                        + fCnt + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, List<Long>> byDevice(List<TcpProxy.Passed> passed) {
        Map<String, List<Long>> byDevice = new TreeMap<>();
        for (TcpProxy.Passed each : passed) {
            String fCnt = each.payload().replaceAll(".*\"f_cnt\":(\\d+).*", "$1");
            byDevice.computeIfAbsent(each.topic().split("/")[3], device -> new ArrayList<>())
                    .add(Long.valueOf(fCnt));
        }
        return byDevice;
    }

    private boolean devicesHeardTheirLast(TcpProxy proxy) {
        return byDevice(proxy.passed()).entrySet().stream().allMatch(device -> {
            List<Long> heard = received.getOrDefault(device.getKey(), List.of());
            List<Long> passed = device.getValue();
            return !heard.isEmpty() && heard.get(heard.size() - 1).equals(passed.get(passed.size() - 1));
        });
    }

    /** Of all messages only those around the first difference are worth reading. */
    private List<String> differences(Map<String, List<Long>> passed) {
        List<String> differences = new ArrayList<>();
        passed.forEach((device, expected) -> {
            List<Long> actual = received.getOrDefault(device, List.of());
            if (!actual.equals(expected)) {
                int first = 0;
                while (first < Math.min(actual.size(), expected.size())
                        && actual.get(first).equals(expected.get(first))) {
                    first++;
                }
                differences.add(device + ": " + expected.size() + " passed, " + actual.size()
                        + " delivered; from number " + first + " on passed " + around(expected, first)
                        + ", delivered " + around(actual, first));
            }
        });
        return differences;
    }

    private static List<Long> around(List<Long> all, int index) {
        return all.subList(Math.max(0, index - 2), Math.min(all.size(), index + 10));
    }
}
