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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Two processes that both work, of which one is killed in the middle of it, and later, on PostgreSQL, the database is restarted. */
class ActiveActiveTest {

    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final int DEVICES = 20;

    @Test
    void eachUplinkIsWrittenOnceByEitherInstance() throws Throwable {
        try (Database database = Database.start()) {
            run("H2", database.access(), () -> {});
        }
    }

    @Test
    void onPostgresqlTooAlsoWhenItIsRestarted() throws Throwable {
        try (Postgresql database = Postgresql.startOrSkip()) {
            run("PostgreSQL", database.access(), database::restart);
        }
    }

    private static void run(String name, Database.Access access, Executable databaseRestart) throws Throwable {
        try (Plant plant = new Plant("active-active-" + name, "active-active", OVERLAP, DEVICES, access)) {
            plant.start("a");
            plant.start("b");
            plant.stack().awaitConnections(2, Plant.PATIENCE);
            plant.sendSteadily();
            plant.awaitMore(300);
            plant.kill("a");
            plant.awaitMore(100);
            plant.start("a");
            plant.stack().awaitConnections(2, Plant.PATIENCE);
            plant.awaitMore(100);
            plant.stack().faults().disconnectAll();
            plant.awaitMore(100);
            databaseRestart.execute();
            plant.awaitMore(200);
            plant.stopSending();

            List<Plant.Row> rows = plant.awaitAll();

            assertThat(rows).extracting(Plant.Row::deduplicationId).doesNotHaveDuplicates();
            assertThat(rows).extracting(Plant.Row::instance).contains("a", "b");
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d uplinks, each once; %d written by a, %d by b%n",
                    name,
                    rows.size(),
                    rows.stream().filter(row -> row.instance().equals("a")).count(),
                    rows.stream().filter(row -> row.instance().equals("b")).count());
        }
    }
}
