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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;

class JdbcStateRepositoryTest {

    private static final int WRITERS = 6;
    private static final int KEYS = 20;

    @Test
    void whatOneSetsTheOtherGets() throws Exception {
        try (Database database = Database.start()) {
            setAndGet(database.access());
        }
    }

    @Test
    void whatOneSetsTheOtherGetsOnPostgresqlToo() throws Exception {
        try (Postgresql database = Postgresql.startOrSkip()) {
            setAndGet(database.access());
        }
    }

    @Test
    void withoutADatabaseItSaysWhichStateItCannotGet() throws Exception {
        Database database = Database.start();
        database.close();
        try (HikariDataSource away = database.access().open()) {
            away.setConnectionTimeout(300);
            assertThatThrownBy(() -> new JdbcStateRepository(away).getState("tts:app1@ttn"))
                    .isInstanceOf(RuntimeCamelException.class)
                    .hasMessageContaining("tts:app1@ttn")
                    .hasMessageContaining("tts_cursors");
        }
    }

    private static void setAndGet(Database.Access access) throws Exception {
        String large = "0123456789".repeat(5000);
        try (HikariDataSource one = access.open();
                HikariDataSource other = access.open()) {
            manySetTheirFirstStateAtOnce(one, other);
            JdbcStateRepository mine = new JdbcStateRepository(one);
            JdbcStateRepository yours = new JdbcStateRepository(other);
            assertThat(mine.getState("absent")).isNull();
            mine.setState("tts:app1@ttn uplinks cursor a", "1");
            assertThat(yours.getState("tts:app1@ttn uplinks cursor a")).isEqualTo("1");
            yours.setState("tts:app1@ttn uplinks cursor a", large);
            assertThat(mine.getState("tts:app1@ttn uplinks cursor a")).isEqualTo(large);
        }
    }

    /** The table does not exist yet, nor does any of the keys. */
    private static void manySetTheirFirstStateAtOnce(HikariDataSource one, HikariDataSource other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                JdbcStateRepository repository = new JdbcStateRepository(i % 2 == 0 ? one : other);
                String value = "of writer " + i;
                writers.add(threads.submit(() -> {
                    go.await();
                    for (int key = 0; key < KEYS; key++) {
                        repository.setState("key " + key, value);
                    }
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> writer : writers) {
                writer.get(30, TimeUnit.SECONDS);
            }
            JdbcStateRepository reader = new JdbcStateRepository(one);
            for (int key = 0; key < KEYS; key++) {
                assertThat(reader.getState("key " + key)).startsWith("of writer ");
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
