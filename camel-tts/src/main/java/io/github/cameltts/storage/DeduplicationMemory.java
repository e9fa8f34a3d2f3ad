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

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deduplication ids of the messages that the route was given, for a time and up to a number. Live and fetched ones are
 * kept apart: a large backlog must not make us forget what has arrived meanwhile.
 */
final class DeduplicationMemory {

    private final long retentionNanos;
    private final int capacity;
    private final Map<String, Entry> live = new LinkedHashMap<>();
    private final Map<String, Entry> fetched = new LinkedHashMap<>();

    /**
     * @param retention how long an id is kept
     * @param capacity  how many live and how many fetched ones are kept
     */
    DeduplicationMemory(Duration retention, int capacity) {
        this.retentionNanos = retention.toNanos();
        this.capacity = capacity;
    }

    /** Keeps the id of a message that goes to the route; returns false if it is known. */
    synchronized boolean add(String id, boolean backfilled, long now) {
        if (find(id) != null) {
            return false;
        }
        Map<String, Entry> memory = backfilled ? fetched : live;
        memory.put(id, new Entry(now));
        forget(memory, now);
        return true;
    }

    /** The route is done with the message. */
    synchronized void done(String id) {
        Entry entry = find(id);
        if (entry != null) {
            entry.done = true;
        }
    }

    /** The message did not go to the route after all. */
    synchronized void forget(String id) {
        live.remove(id);
        fetched.remove(id);
    }

    /** Whether the route is done with a message of that id. */
    synchronized boolean isDone(String id) {
        Entry entry = find(id);
        return entry != null && entry.done;
    }

    synchronized int size() {
        return live.size() + fetched.size();
    }

    private Entry find(String id) {
        Entry entry = live.get(id);
        return entry != null ? entry : fetched.get(id);
    }

    private void forget(Map<String, Entry> memory, long now) {
        Iterator<Entry> eldest = memory.values().iterator();
        while (eldest.hasNext()) {
            long since = eldest.next().since;
            if (memory.size() <= capacity && now - since <= retentionNanos) {
                return;
            }
            eldest.remove();
        }
    }

    private static final class Entry {

        final long since;
        boolean done;

        Entry(long since) {
            this.since = since;
        }
    }
}
