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

import com.zaxxer.hikari.HikariDataSource;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs two instances as processes, kills one of them now and then, and tells what became of the uplinks.
 */
public final class MoreThanOne implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("more-than-one");
    private static final int DEVICES = 12;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration UNTIL_KILL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Map<String, InstanceProcess> instances = new ConcurrentHashMap<>();
    private final HikariDataSource database;

    /**
     * @param given {@code TTS_API_KEY} for a real server, with what {@link Settings} says; else a stand-in is started
     */
    MoreThanOne(Map<String, String> given) throws SQLException, IOException {
        environment.put(Settings.Variable.OVERLAP, "10s");
        if (!given.containsKey("TTS_API_KEY")) {
            startStandIn();
        }
        Database.Access access;
        if (given.containsKey(Settings.Variable.DATABASE_URL)) {
            access = new Database.Access(
                    given.get(Settings.Variable.DATABASE_URL),
                    given.get(Settings.Variable.DATABASE_USER),
                    given.get(Settings.Variable.DATABASE_PASSWORD));
        } else {
            Database started = Database.start();
            opened.push(started);
            access = started.access();
        }
        environment.putAll(access.environment());
        database = access.open();
        opened.push(database);
        UplinkTable.create(database);
    }

    /**
     * @param args {@code hot-standby}, the default, or {@code active-active}
     */
    public static void main(String[] args) throws Exception {
        try (MoreThanOne example = new MoreThanOne(System.getenv())) {
            Thread end = new Thread(example::close, "end");
            Runtime.getRuntime().addShutdownHook(end);
            example.run(args.length == 0 ? "hot-standby" : args[0], Integer.MAX_VALUE);
        }
    }

    private void startStandIn() {
        TheThingsStack stack =
                TheThingsStack.builder().storage(StorageSettings.cloud()).start();
        opened.push(stack);
        Application application = stack.application("app1@ttn");
        opened.push(Fleet.start(application, DEVICES, INTERVAL));
        environment.put("TTS_APPLICATION", application.uid());
        environment.put("TTS_API_KEY", application.apiKey(Right.LINK));
        environment.put("TTS_BROKER_URL", stack.brokerUrl());
        environment.put("TTS_STORAGE_URL", stack.storage().url());
        LOG.info("TTS_API_KEY is not set: using a stand-in for The Things Stack with {} simulated devices.", DEVICES);
    }

    /** Runs both instances and kills the one that works, so many times. */
    void run(String way, int kills) throws Exception {
        environment.put(Settings.Variable.WAY, way);
        start("a");
        start("b");
        LOG.info("Instances a and b run. Ctrl-C ends it.");
        for (int i = 0; i < kills; i++) {
            TimeUnit.MILLISECONDS.sleep(UNTIL_KILL.toMillis());
            String victim = latest(Instant.EPOCH, "");
            if (victim == null) {
                LOG.info("No uplink has come yet.");
                continue;
            }
            Instant killed = Instant.now();
            instances.remove(victim).kill();
            LOG.info("Killed instance {}, which wrote the latest uplink.", victim);
            awaitSurvivor(victim, killed);
            start(victim);
            report();
        }
    }

    private void start(String name) throws IOException, InterruptedException {
        InstanceProcess instance =
                InstanceProcess.start(name, environment, line -> System.out.println(name + " | " + line));
        instances.put(name, instance);
        instance.awaitReady(PATIENCE);
    }

    private void awaitSurvivor(String victim, Instant killed) throws SQLException, InterruptedException {
        String survivor = latest(killed, victim);
        while (survivor == null) {
            TimeUnit.MILLISECONDS.sleep(100);
            survivor = latest(killed, victim);
        }
        Duration after = Duration.between(killed, Instant.now());
        LOG.info("Instance {} writes uplinks {} s after it.", survivor, format(after));
    }

    /** Who wrote the latest uplink since that time, other than that instance; null for nobody. */
    private String latest(Instant since, String butNot) throws SQLException {
        String sql =
                "SELECT instance FROM uplinks WHERE handled_at > ? AND instance <> ? ORDER BY handled_at DESC LIMIT 1";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, OffsetDateTime.ofInstant(since, ZoneOffset.UTC));
            select.setString(2, butNot);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private void report() throws SQLException {
        String sql = "SELECT COUNT(*), COUNT(DISTINCT deduplication_id), COUNT(CASE WHEN backfilled THEN 1 END)"
                + " FROM uplinks";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            LOG.info(
                    "In the table: {} uplinks, of which {} were fetched from the storage, and {} copies.",
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(1) - row.getLong(2));
        }
    }

    private static String format(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    @Override
    public synchronized void close() {
        instances.values().forEach(InstanceProcess::close);
        instances.clear();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("Something did not stop well", e);
            }
        }
    }
}
