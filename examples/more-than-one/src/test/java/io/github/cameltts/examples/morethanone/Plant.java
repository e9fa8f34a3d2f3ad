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
package io.github.cameltts.examples.morethanone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A stand-in with devices that send steadily, a table for the uplinks, and instances in processes of their own. */
final class Plant implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int UPLINKS_PER_SECOND = Integer.getInteger("tts.rate", 75);

    private final TheThingsStack stack =
            TheThingsStack.builder().storage(StorageSettings.cloud()).start();
    private final Application application = stack.application("app1@ttn");
    private final List<Device> devices = new ArrayList<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, InstanceProcess> instances = new HashMap<>();
    private final HikariDataSource database;
    private final PrintWriter log;

    /** An uplink as the table has it, in the order of the table. */
    record Row(
            String deduplicationId,
            String deviceId,
            long fCnt,
            Instant receivedAt,
            boolean backfilled,
            String instance,
            Instant handledAt) {}

    Plant(String name, String way, Duration overlap, int deviceCount, Database.Access access) throws Exception {
        for (int i = 0; i < deviceCount; i++) {
            devices.add(application.device("dev" + i).activate());
        }
        Path folder = Files.createDirectories(Path.of("target", "plant-" + name));
        log = new PrintWriter(Files.newBufferedWriter(folder.resolve("instances.log")), true);
        environment.putAll(access.environment());
        environment.put("TTS_APPLICATION", application.uid());
        environment.put("TTS_API_KEY", application.apiKey(Right.LINK));
        environment.put("TTS_BROKER_URL", stack.brokerUrl());
        environment.put("TTS_STORAGE_URL", stack.storage().url());
        // pauses between connections grow when they break soon, as they do here
        environment.put("TTS_RECONNECT_DELAY", "500");
        environment.put(Settings.Variable.WAY, way);
        environment.put(Settings.Variable.OVERLAP, overlap.toSeconds() + "s");
        environment.put(
                Settings.Variable.CLUSTER,
                Files.createTempDirectory(folder, "cluster").toString());
        database = access.open();
        UplinkTable.create(database);
    }

    TheThingsStack stack() {
        return stack;
    }

    void start(String instance) throws IOException {
        instances.put(
                instance,
                InstanceProcess.start(
                        instance, environment, line -> log.println(Instant.now() + " " + instance + " | " + line)));
    }

    void awaitReady(String instance) throws InterruptedException {
        instances.get(instance).awaitReady(PATIENCE);
    }

    /** Returns when it was dead. */
    Instant kill(String instance) throws InterruptedException {
        instances.remove(instance).kill();
        Instant killed = Instant.now();
        log.println(killed + " " + instance + " was killed");
        return killed;
    }

    void sendSteadily() {
        long period = TimeUnit.SECONDS.toNanos(1) / UPLINKS_PER_SECOND;
        Random random = new Random(0);
        sender.scheduleAtFixedRate(
                () -> send(devices.get(random.nextInt(devices.size()))), 0, period, TimeUnit.NANOSECONDS);
    }

    private void send(Device device) {
        byte[] message = device.uplink(1, new byte[] {1, 2, 3}, Map.of("temperature", 21.5));
        sent.add(
                ApplicationUp.parse(new String(message, StandardCharsets.UTF_8)).deduplicationId());
    }

    /** Ends the sending with one uplink of each device, so that frame counters tell what was dropped before. */
    void stopSending() throws InterruptedException {
        sender.shutdown();
        assertThat(sender.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        stack.faults().reset();
        devices.forEach(this::send);
        assertThat(stack.storage().storedCount(application)).isEqualTo(sent.size());
    }

    int sentCount() {
        return sent.size();
    }

    /** Waits until so many more different uplinks are in the table. */
    void awaitMore(int uplinks) {
        awaitUplinks(awaitUplinks(0) + uplinks);
    }

    /** The database may be away meanwhile. */
    private long awaitUplinks(long wanted) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> number("SELECT COUNT(DISTINCT deduplication_id) FROM uplinks"),
                        number -> number >= wanted);
    }

    /** Waits until all that was sent is in the table, and returns what is there. */
    List<Row> awaitAll() throws SQLException {
        try {
            awaitUplinks(sent.size());
        } finally {
            List<String> lost = new ArrayList<>(sent);
            rows().forEach(row -> lost.remove(row.deduplicationId()));
            assertThat(lost).as("lost").isEmpty();
        }
        return rows();
    }

    /** The instance of the latest uplink. */
    String active() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT instance FROM uplinks ORDER BY handled_at DESC LIMIT 1")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** When an instance other than the given one wrote its first uplink after that time; null if none did. */
    Instant firstOfOthers(String instance, Instant after) throws SQLException {
        return rows("WHERE instance <> '" + instance + "' AND handled_at > TIMESTAMP WITH TIME ZONE '" + after
                        + "' ORDER BY handled_at LIMIT 1")
                .stream()
                .map(Row::handledAt)
                .findFirst()
                .orElse(null);
    }

    List<Row> rows() throws SQLException {
        return rows("ORDER BY handled_at, f_cnt");
    }

    private List<Row> rows(String clause) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT deduplication_id, device_id, f_cnt, received_at,"
                        + " backfilled, instance, handled_at FROM uplinks " + clause)) {
            while (row.next()) {
                rows.add(new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        sender.shutdownNow();
        instances.values().forEach(InstanceProcess::close);
        database.close();
        stack.close();
        log.close();
    }
}
