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
import java.util.Map;

/**
 * Keeps the cursor and the frame counters of a backfill beyond the life of the process.
 */
final class BackfillKeeper {

    private final CursorStore store;
    private final String key;
    private final Cursor cursor;
    private final FrameCounters counters;
    private final StorageProblem problem;
    /** A restart reads the overlap again, and counts on from there: so counters may be older than the cursor by less. */
    private final long countersEvery;

    // all below is guarded by this
    private boolean loaded;
    private long nextCounters = System.nanoTime();

    BackfillKeeper(BackfillSettings settings, CursorStore store, FrameCounters counters) {
        this.store = store;
        this.key = settings.key();
        this.cursor = new Cursor(store, key);
        this.counters = counters;
        this.problem = new StorageProblem(settings.name(), "the repository of the cursor");
        this.countersEvery = settings.overlap().dividedBy(4).toNanos();
    }

    StorageProblem problem() {
        return problem;
    }

    /** What {@link #load} gives. */
    record Loaded(Instant cursor) {}

    /** Reads what an earlier process has kept, its cursor null if there was none; null if that cannot be known now. */
    synchronized Loaded load() {
        try {
            Instant at = cursor.load();
            long now = System.nanoTime();
            for (int shard = 0; shard < FrameCounters.SHARDS; shard++) {
                String text = store.read(counterKey(shard));
                if (text != null && !text.isEmpty()) {
                    counters.restore(text, now);
                }
            }
            loaded = true;
            problem.isOver();
            return new Loaded(at);
        } catch (Exception e) {
            problem.is("The cursor cannot be read from its repository (" + e
                    + "). Nothing is fetched before it is known. Check option cursorRepository.");
            return null;
        }
    }

    /** Keeps the cursor, and now and then the counters. Does nothing before all was read. */
    synchronized void save(Instant at, boolean last) {
        if (!loaded) {
            return;
        }
        try {
            if (last || nextCounters - System.nanoTime() <= 0) {
                saveCounters();
                nextCounters = System.nanoTime() + countersEvery;
            }
            cursor.save(at);
            problem.isOver();
        } catch (Exception e) {
            problem.is("The cursor cannot be written to its repository (" + e + "). After a restart, what was received"
                    + " since the last that was written would be fetched again. Check option cursorRepository.");
        }
    }

    private void saveCounters() throws Exception {
        for (Map.Entry<Integer, String> change : counters.takeChanges().entrySet()) {
            try {
                store.write(counterKey(change.getKey()), change.getValue());
            } catch (Exception e) {
                counters.notKept(change.getKey());
                throw e;
            }
        }
    }

    private String counterKey(int shard) {
        return key + " counters " + shard;
    }
}
