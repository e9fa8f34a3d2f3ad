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
package io.github.cameltts.test;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The messages that were published, as far as memory goes. */
final class RecordedShelf implements StorageShelf {

    private final int capacity;
    private final TreeMap<StoragePosition, StoredMessage> messages = new TreeMap<>();

    RecordedShelf(int capacity) {
        this.capacity = capacity;
    }

    void add(StoredMessage message) {
        messages.put(message.position(), message);
        while (messages.size() > capacity) {
            messages.pollFirstEntry();
        }
    }

    void forgetBefore(Instant oldest) {
        messages.headMap(StoragePosition.startOf(oldest)).clear();
    }

    int size() {
        return messages.size();
    }

    @Override
    public StoredMessage after(StoragePosition position) {
        return message(messages.higherEntry(position));
    }

    @Override
    public StoredMessage before(StoragePosition position) {
        return message(messages.lowerEntry(position));
    }

    private static StoredMessage message(Map.Entry<StoragePosition, StoredMessage> entry) {
        return entry == null ? null : entry.getValue();
    }
}
