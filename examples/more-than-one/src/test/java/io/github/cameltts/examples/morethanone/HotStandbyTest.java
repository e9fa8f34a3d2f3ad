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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two processes, of which the one that works is killed again and again, while the connection is cut and the server drops
 * one message in a hundred. System properties: {@code tts.takeovers}, how many kills; {@code tts.cuts}, how many times the
 * connection is cut before each of them; {@code tts.devices}; {@code tts.uplinks}, how many to send at least;
 * {@code tts.rate}, how many a second.
 */
class HotStandbyTest {

    private static final int TAKEOVERS = Integer.getInteger("tts.takeovers", 2);
    private static final int CUTS = Integer.getInteger("tts.cuts", 1);
    private static final int DEVICES = Integer.getInteger("tts.devices", 20);
    private static final int UPLINKS = Integer.getInteger("tts.uplinks", 0);

    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(15);
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    /** The cursor is written once a second; the rest is for a machine that has more to do. */
    private static final Duration CURSOR_AGE = Duration.ofSeconds(3);

    private final Random random = new Random(TAKEOVERS);
    private final List<Instant> kills = new ArrayList<>();
    private final List<Duration> takeovers = new ArrayList<>();

    @Test
    void whenTheWorkingInstanceIsKilledTheOtherTakesOverAndNothingIsLost() throws Exception {
        try (Database database = Database.start();
                Plant plant = new Plant("hot-standby", "hot-standby", OVERLAP, DEVICES, database.access())) {
            Random drops = new Random(1);
            plant.stack().faults().drop(delivery -> drops.nextInt(100) == 0);
            plant.start("a");
            plant.start("b");
            plant.awaitReady("a");
            plant.awaitReady("b");
            plant.stack().awaitConnections(1, Plant.PATIENCE);
            plant.sendSteadily();

            for (int i = 0; i < TAKEOVERS; i++) {
                cutConnections(plant);
                killTheWorkingOne(plant);
            }
            await().atMost(Duration.ofSeconds(60 + UPLINKS / 10)).until(() -> plant.sentCount() >= UPLINKS);
            plant.stopSending();

            List<Plant.Row> rows = plant.awaitAll();
            int copies = checkCopies(rows);
            checkOrder(rows);
            System.out.printf(
                    Locale.ROOT,
                    "%d uplinks of %d devices, %d kills, %d cuts, 1 %% dropped: none lost, %d fetched, %d copies;"
                            + " takeover in %.1f to %.1f s%n",
                    plant.sentCount(),
                    DEVICES,
                    TAKEOVERS,
                    TAKEOVERS * CUTS,
                    rows.stream().filter(Plant.Row::backfilled).count(),
                    copies,
                    takeovers.stream().min(Duration::compareTo).orElseThrow().toMillis() / 1000.0,
                    takeovers.stream().max(Duration::compareTo).orElseThrow().toMillis() / 1000.0);
        }
    }

    private void cutConnections(Plant plant) throws Exception {
        plant.awaitMore(50);
        for (int i = 0; i < CUTS; i++) {
            plant.stack().faults().disconnectAll();
            plant.stack().awaitConnections(1, Plant.PATIENCE);
            plant.awaitMore(1 + random.nextInt(50));
        }
    }

    private void killTheWorkingOne(Plant plant) throws Exception {
        String victim = plant.active();
        Instant killed = plant.kill(victim);
        kills.add(killed);
        await().atMost(LONGEST_TAKEOVER)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> plant.firstOfOthers(victim, killed) != null);
        takeovers.add(Duration.between(killed, plant.firstOfOthers(victim, killed)));
        plant.start(victim);
        plant.awaitReady(victim);
    }

    /** Returns how many uplinks are there more than once: only those that a kill has left behind the cursor. */
    private int checkCopies(List<Plant.Row> rows) {
        Map<String, Plant.Row> firsts = new HashMap<>();
        int copies = 0;
        for (Plant.Row row : rows) {
            Plant.Row first = firsts.putIfAbsent(row.deduplicationId(), row);
            if (first != null) {
                copies++;
                Instant kill = kills.stream()
                        .filter(each -> each.isBefore(row.handledAt()))
                        .reduce((one, later) -> later)
                        .orElse(Instant.EPOCH);
                assertThat(row.instance()).as("%s after %s", row, first).isNotEqualTo(first.instance());
                assertThat(row.receivedAt())
                        .as("%s, a copy after the kill at %s", row, kill)
                        .isBetween(kill.minus(OVERLAP).minus(CURSOR_AGE), kill);
            }
        }
        return copies;
    }

    private static void checkOrder(List<Plant.Row> rows) {
        Map<String, List<Long>> live = new HashMap<>();
        rows.stream().filter(row -> !row.backfilled()).forEach(row -> live.computeIfAbsent(
                        row.deviceId(), device -> new ArrayList<>())
                .add(row.fCnt()));
        assertThat(live).allSatisfy((device, fCnts) -> assertThat(fCnts).isSorted());
    }
}
