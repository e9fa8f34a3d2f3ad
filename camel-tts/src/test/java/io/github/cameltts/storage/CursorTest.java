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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Map<String, String> states = new HashMap<>();
    private final CursorStore store = new CursorStore() {
        @Override
        public String read(String key) {
            return states.get(key);
        }

        @Override
        public void write(String key, String value) {
            states.put(key, value);
        }
    };

    @Test
    void isWhatWasSavedLast() throws Exception {
        Cursor cursor = new Cursor(store, "key");
        assertThat(cursor.load()).isNull();
        for (int i = 0; i < 5; i++) {
            cursor.save(NOON.plusSeconds(i));
            assertThat(new Cursor(store, "key").load()).isEqualTo(NOON.plusSeconds(i));
        }
    }

    @Test
    void neverGoesBack() throws Exception {
        Cursor cursor = new Cursor(store, "key");
        cursor.save(NOON);
        cursor.save(NOON.minusSeconds(1));
        cursor.save(null);
        assertThat(new Cursor(store, "key").load()).isEqualTo(NOON);
    }

    @Test
    void survivesATornWrite() throws Exception {
        Cursor cursor = new Cursor(store, "key");
        cursor.load();
        for (int i = 0; i < 4; i++) {
            Map<String, String> before = Map.copyOf(states);
            cursor.save(NOON.plusSeconds(i));
            Map<String, String> after = Map.copyOf(states);
            if (i > 0) {
                states.replaceAll((key, value) -> value.equals(before.get(key)) ? value : value.substring(0, 12));
                Cursor later = new Cursor(store, "key");
                assertThat(later.load()).isEqualTo(NOON.plusSeconds(i - 1));
                later.save(NOON.plusSeconds(100));
                assertThat(states.values()).contains(NOON.plusSeconds(i - 1).toString());
            }
            states.clear();
            states.putAll(after);
        }
    }
}
