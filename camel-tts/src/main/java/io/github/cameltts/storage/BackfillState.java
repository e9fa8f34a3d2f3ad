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

import java.time.Instant;

/**
 * What a backfill keeps beyond the life of the process: the cursor, and the frame counters in shards.
 */
final class BackfillState {

    private final CursorStore store;
    private final String key;
    private final Cursor cursor;

    BackfillState(CursorStore store, String key) {
        this.store = store;
        this.key = key;
        this.cursor = new Cursor(store, key);
    }

    Cursor cursor() {
        return cursor;
    }

    /** Reads all of it; returns the cursor, or null if there is none. */
    Instant load(FrameCounters counters) throws Exception {
        Instant at = cursor.load();
        long now = System.nanoTime();
        for (int shard = 0; shard < FrameCounters.SHARDS; shard++) {
            String text = store.read(counterKey(shard));
            if (text != null && !text.isEmpty()) {
                counters.restore(text, now);
            }
        }
        return at;
    }

    void keepCounters(int shard, String text) throws Exception {
        store.write(counterKey(shard), text);
    }

    private String counterKey(int shard) {
        return key + " counters " + shard;
    }
}
