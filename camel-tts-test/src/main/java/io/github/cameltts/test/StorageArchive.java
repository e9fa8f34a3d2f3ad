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

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the storage has of each application. All on the server's thread. */
final class StorageArchive {

    private final StorageSettings settings;
    private final Clock clock;
    private final Map<Application, Shelves> shelvesByApplication = new HashMap<>();
    private final List<Runnable> unwritten = new ArrayList<>();
    private long nextSequence;

    StorageArchive(StorageSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Takes a message in; true when it is the first one of a batch that has to be written. */
    boolean take(Application application, String deviceId, String suffix, byte[] published) {
        String type = StorageTypes.ofTopicSuffix(suffix);
        if (type == null || !settings.storesAllEvents() && !type.equals(StorageTypes.UPLINK_MESSAGE)) {
            return false;
        }
        StoredMessage message = StoredMessage.of(deviceId, type, published, clock.instant(), nextSequence++);
        if (message == null) {
            return false;
        }
        unwritten.add(() -> {
            RecordedShelf recorded = shelves(application).recorded();
            recorded.add(message);
            recorded.forgetBefore(oldest());
        });
        return unwritten.size() == 1;
    }

    void write() {
        unwritten.forEach(Runnable::run);
        unwritten.clear();
    }

    void add(Application application, StorageBacklog backlog) {
        shelves(application).all().add(new BacklogShelf(application.applicationId(), backlog, nextSequence));
        nextSequence += backlog.count();
    }

    int recordedCount(Application application) {
        return shelves(application).recorded().size();
    }

    StorageScan scan(Application application, String deviceId, String type, StorageParameters parameters) {
        return new StorageScan(List.copyOf(shelves(application).all()), deviceId, type, parameters, oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(settings.retention());
    }

    private Shelves shelves(Application application) {
        return shelvesByApplication.computeIfAbsent(application, key -> {
            RecordedShelf recorded = new RecordedShelf(settings.capacity());
            return new Shelves(recorded, new ArrayList<>(List.of(recorded)));
        });
    }

    private record Shelves(RecordedShelf recorded, List<StorageShelf> all) {}
}
