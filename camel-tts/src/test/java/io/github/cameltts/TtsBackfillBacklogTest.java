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
import io.github.cameltts.test.StorageBacklog;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large backlog is fetched in a small heap, while live messages go on. System property {@code tts.backlog}, how large.
 */
class TtsBackfillBacklogTest {

    private static final int BACKLOG = Integer.getInteger("tts.backlog", 20_000);
    private static final int DEVICES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60 + BACKLOG / 1_000);

    private final TheThingsStack stack =
            TheThingsStack.builder().storage(StorageSettings.cloud()).start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final Map<Long, Long> sentAt = Collections.synchronizedMap(new HashMap<>());
    private final ScheduledExecutorService meter = Executors.newSingleThreadScheduledExecutor();
    private Process process;
    private long fCnt;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        meter.shutdownNow();
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        stack.close();
    }

    @Test
    void isFetchedInConstantMemoryWhileLiveMessagesGoOn() throws Exception {
        app.device("live").activate();
        // so that the process is warm, and what live messages take without a backlog is known
        startProcess(folder);
        app.awaitSubscriber("+", "up", PATIENCE);
        meter.scheduleAtFixedRate(this::sendLive, 0, 10, TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE).until(() -> sentAt.size() >= 1_000);
        stack.storage()
                .add(
                        app,
                        new StorageBacklog(
                                BACKLOG, DEVICES, Instant.now().minusSeconds(2L * BACKLOG), Duration.ofSeconds(1)));
        List<Long> before = latencies(folder, 300);

        Path second = Files.createDirectory(folder.resolve("second"));
        process.destroyForcibly().waitFor();
        sentAt.clear();
        long begin = System.nanoTime();
        startProcess(second);
        BitSet[] seen = new BitSet[DEVICES];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> fetched(second, seen) >= BACKLOG);
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Long> during = latencies(second, 300);

        assertThat(process.isAlive()).as("survived in its heap").isTrue();
        System.out.printf(
                "A backlog of %d uplinks came through a heap of 256 MB in %.1f s, %.0f a second, start of the process"
                        + " included; live messages (100 a second) took a median of %d ms and %d ms at the 99th percentile"
                        + " meanwhile, %d and %d ms without a backlog%n",
                BACKLOG,
                seconds,
                BACKLOG / seconds,
                percentile(during, 50),
                percentile(during, 99),
                percentile(before, 50),
                percentile(before, 99));
        assertThat(during).hasSizeGreaterThan(10);
    }

    private void sendLive() {
        sentAt.put(fCnt, System.currentTimeMillis());
        app.device("live").uplink().fCnt(fCnt++).frmPayload((byte) 1).send();
    }

    private long scanned;
    private int count;

    /** How many different uplinks of the backlog were heard so far; reads on where it stopped. */
    private int fetched(Path where, BitSet[] seen) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(where.resolve("heard").toFile(), "r")) {
            file.seek(scanned);
            byte[] bytes = new byte[(int) (file.length() - scanned)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (line.isEmpty() || line.startsWith("live ")) {
                    continue;
                }
                String[] parts = line.split(" ");
                int device = Math.floorMod(Integer.parseInt(parts[0].replaceAll("\\D", "")), DEVICES);
                seen[device] = seen[device] == null ? new BitSet() : seen[device];
                int at = Integer.parseInt(parts[1]);
                if (!seen[device].get(at)) {
                    seen[device].set(at);
                    count++;
                }
            }
            scanned += text.substring(0, text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
        }
        return count;
    }

    /** Of live messages in a process, without its first ones, in milliseconds and sorted. */
    private List<Long> latencies(Path where, int warmUp) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (var lines = Files.lines(where.resolve("heard"))) {
            lines.filter(line -> line.startsWith("live ")).skip(warmUp).forEach(line -> {
                String[] parts = line.split(" ");
                Long sent = sentAt.get(Long.parseLong(parts[1]));
                if (sent != null && parts[2].equals("false")) {
                    latencies.add(Long.parseLong(parts[3]) - sent);
                }
            });
        }
        Collections.sort(latencies);
        return latencies;
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? -1 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private void startProcess(Path where) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        BackfillProcess.class.getName(),
                        where.toString(),
                        "tts:app1@ttn?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey
                                + ")&concurrentConsumers=2&backfill=storage&backfillInitial=60d"
                                + "&cursorRepository=#cursors&storageUrl="
                                + stack.storage().url())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(where.toFile(), "log")))
                .redirectErrorStream(true)
                .start();
    }
}
