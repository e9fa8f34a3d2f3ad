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

import java.time.DateTimeException;
import java.time.Instant;

/**
 * The low-water mark of an endpoint, as it is kept. It is written under two keys by turns: whatever a crash or a full disk
 * leaves of the one, the other is whole. It never goes back.
 */
final class Cursor {

    private final CursorStore store;
    private final String key;
    private Instant saved;
    private boolean second;

    Cursor(CursorStore store, String key) {
        this.store = store;
        this.key = key;
    }

    /** The later of the two that can be read; null if there is none. */
    Instant load() throws Exception {
        Instant one = parse(store.read(key(false)));
        Instant other = parse(store.read(key(true)));
        saved = LowWaterMark.later(one, other);
        second = saved != null && saved.equals(one);
        return saved;
    }

    void save(Instant at) throws Exception {
        if (at != null && (saved == null || at.isAfter(saved))) {
            store.write(key(second), at.toString());
            saved = at;
            second = !second;
        }
    }

    private String key(boolean other) {
        return key + (other ? " cursor b" : " cursor a");
    }

    private static Instant parse(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            // torn by a crash: that is what the second key is for
            return null;
        }
    }
}
