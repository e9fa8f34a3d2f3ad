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

import io.github.cameltts.TcpProxy.End;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet sends, while connections are cut, the server drops messages in silence, the radio loses some, and the process of
 * the route is killed. System properties: {@code tts.uplinks}, {@code tts.devices}, {@code tts.cuts}, {@code tts.kills} and
 * {@code tts.seed}.
 */
class TtsBackfillFleetTest {

    private static final int UPLINKS = Integer.getInteger("tts.uplinks", 4_000);
    private static final int DEVICES = Integer.getInteger("tts.devices", 40);
    private static final int CUTS = Integer.getInteger("tts.cuts", 10);
    private static final int KILLS = Integer.getInteger("tts.kills", 2);
    private static final int RATE = Integer.getInteger("tts.rate", 400);
    private static final long SEED = Long.getLong("tts.seed", System.nanoTime());
    private static final Duration OVERLAP = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TheThingsStack stack = TheThingsStack.builder()
            .storage(StorageSettings.cloud().writeDelay(Duration.ofMillis(500)).pageLimit(500))
            .start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final Random random = new Random(SEED);

    private final Map<String, Long> nextFCnt = new HashMap<>();
    /** When each stored uplink was received by the server. */
    private final Map<String, Instant> sent = new HashMap<>();

    private final List<Instant> kills = new ArrayList<>();
    private long radioLosses;
    private Process process;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        stack.close();
    }

    private record Heard(String device, long fCnt, boolean backfilled, Instant at, String pid) {

        static Heard parse(String line) {
            String[] parts = line.split(" ");
            return new Heard(
                    parts[0],
                    Long.parseLong(parts[1]),
                    Boolean.parseBoolean(parts[2]),
                    Instant.ofEpochMilli(Long.parseLong(parts[3])),
                    parts[4]);
        }

        String uplink() {
            return device + " " + fCnt;
        }
    }

    @Test
    void withKillsNothingThatTheStorageHasIsLost() throws Exception {
        run(KILLS, 0);

        List<Heard> heard = heard();
        Set<String> unheard = new HashSet<>(sent.keySet());
        heard.forEach(each -> unheard.remove(each.uplink()));
        assertThat(unheard).as("lost; repeat with -Dtts.seed=%d", SEED).isEmpty();
        assertOrder(heard);
        int copies = assertCopiesAreOfTheOverlapOnly(heard);
        System.out.printf(
                "Fleet of %d (tts.seed=%d): %d uplinks sent while %d connections were cut, 1 %% was dropped in silence and"
                        + " %d processes were killed: none lost, %d fetched, %d came twice, all within the overlap of a kill%n",
                DEVICES,
                SEED,
                sent.size(),
                CUTS,
                KILLS,
                heard.stream().filter(Heard::backfilled).count(),
                copies);
    }

    @Test
    void withoutKillsEachIsHeardOnceAndTheCountersAddUp() throws Exception {
        run(0, 0.005);

        List<Heard> heard = heard();
        assertThat(heard.stream().map(Heard::uplink))
                .as("repeat with -Dtts.seed=%d", SEED)
                .hasSameSizeAs(sent.keySet())
                .hasSameElementsAs(sent.keySet());
        assertOrder(heard);
        Properties counters = counters();
        assertThat(count(counters, "delivered")).isEqualTo(sent.size());
        assertThat(count(counters, "received") + count(counters, "fetched"))
                .isEqualTo(count(counters, "delivered") + count(counters, "duplicates") + count(counters, "dropped"));
        assertThat(count(counters, "recovered"))
                .isEqualTo(heard.stream().filter(Heard::backfilled).count());
        assertThat(count(counters, "radioLosses")).isEqualTo(radioLosses);
        System.out.printf(
                "Fleet of %d (tts.seed=%d): %d uplinks, %d cuts, 1 %% dropped in silence, %d lost by the radio: %s%n",
                DEVICES, SEED, sent.size(), CUTS, radioLosses, new TreeMap<>(counters));
    }

    private void run(int killed, double radioLoss) throws Exception {
        for (int i = 0; i < DEVICES; i++) {
            app.device("dev" + i).activate();
        }
        try (TcpProxy proxy = new TcpProxy(stack.port())) {
            startProcess(proxy);
            app.awaitSubscriber("+", "up", PATIENCE);
            stack.faults().drop(delivery -> random.nextInt(100) == 0);
            long begin = System.nanoTime();
            for (int i = 0; i < UPLINKS; i++) {
                LockSupport.parkNanos(begin + i * 1_000_000_000L / RATE - System.nanoTime());
                send("dev" + random.nextInt(DEVICES), random.nextDouble() < radioLoss);
                if ((i + 1) % Math.max(1, UPLINKS / CUTS) == 0) {
                    proxy.endAll(random.nextBoolean() ? End.CUT : End.RESET);
                }
                if (killed > 0 && (i + 1) % Math.max(1, UPLINKS / killed) == UPLINKS / killed / 2) {
                    process.destroyForcibly().waitFor();
                    kills.add(Instant.now());
                    startProcess(proxy);
                }
            }
            // the last of each device arrives, so that its counter tells of those before it
            stack.faults().reset();
            app.awaitSubscriber("+", "up", PATIENCE);
            for (int i = 0; i < DEVICES; i++) {
                send("dev" + i, false);
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                Set<String> missing = new HashSet<>(sent.keySet());
                heard().forEach(each -> missing.remove(each.uplink()));
                return missing.isEmpty();
            });
            if (radioLoss > 0) {
                // until the last search is through: each time there are only so many requests
                Duration searches = OVERLAP.multipliedBy(2 + UPLINKS / 10_000);
                await().pollDelay(searches).atMost(PATIENCE).until(() -> true);
            }
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void send(String device, boolean lostByTheRadio) {
        long fCnt = nextFCnt.merge(device, 1L, Long::sum) - 1;
        if (lostByTheRadio && fCnt > 0) {
            radioLosses++;
            return;
        }
        sent.put(device + " " + fCnt, Instant.now());
        app.device(device).uplink().fCnt(fCnt).frmPayload((byte) fCnt).send();
    }

    private void startProcess(TcpProxy proxy) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        BackfillProcess.class.getName(),
                        folder.toString(),
                        "tts:app1@ttn?brokerUrl=tcp://127.0.0.1:" + proxy.port() + "&apiKey=RAW(" + apiKey
                                + ")&reconnectDelay=20&maxReconnectDelay=100&concurrentConsumers=4"
                                + "&backfill=storage&backfillOverlap=" + OVERLAP.toMillis()
                                + "&cursorRepository=#cursors&storageUrl="
                                + stack.storage().url())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "log")))
                .redirectErrorStream(true)
                .start();
    }

    private List<Heard> heard() {
        try {
            Path file = folder.resolve("heard");
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                            .map(Heard::parse)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties counters() throws IOException {
        Properties counters = new Properties();
        try (var in = Files.newInputStream(folder.resolve("counters"))) {
            counters.load(in);
        }
        return counters;
    }

    private static long count(Properties counters, String name) {
        return Long.parseLong(counters.getProperty(name));
    }

    /** Live uplinks of a device come in order in each process; fetched ones are marked, since they may be late. */
    private static void assertOrder(List<Heard> heard) {
        Map<String, Long> last = new HashMap<>();
        for (Heard each : heard) {
            if (!each.backfilled()) {
                Long before = last.put(each.pid() + each.device(), each.fCnt());
                assertThat(before == null || before < each.fCnt())
                        .as("%s after %s", each, before)
                        .isTrue();
            }
        }
    }

    /** In one process none comes twice; across a kill those only that were received within the overlap before it. */
    private int assertCopiesAreOfTheOverlapOnly(List<Heard> heard) {
        Map<String, Heard> first = new HashMap<>();
        int copies = 0;
        for (Heard each : heard) {
            Heard before = first.put(each.uplink(), each);
            if (before == null) {
                continue;
            }
            copies++;
            assertThat(each.pid()).as("%s came twice in a process", each).isNotEqualTo(before.pid());
            Instant killedAt = kills.stream()
                    .filter(kill -> kill.isAfter(before.at()) && kill.isBefore(each.at()))
                    .reduce((one, other) -> other)
                    .orElseThrow();
            assertThat(before.at())
                    .as("%s came again, handled %s before the kill", each, Duration.between(before.at(), killedAt))
                    // the cursor is written once a second
                    .isAfter(killedAt.minus(OVERLAP).minusSeconds(1));
        }
        return copies;
    }
}
