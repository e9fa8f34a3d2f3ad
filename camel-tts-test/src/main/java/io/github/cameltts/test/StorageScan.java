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
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The messages a request asks for, in its order, one after the other. It holds nothing but its place, so messages may
 * be stored and forgotten meanwhile.
 */
final class StorageScan implements Iterator<StoredMessage> {

    private final List<StorageShelf> shelves;
    private final String deviceId;
    private final String type;
    private final StorageParameters parameters;
    private final StoragePosition first;
    private final StoragePosition last;
    private StoragePosition place;
    private StoredMessage next;

    /**
     * @param deviceId the device; null for all
     * @param oldest what was received before is forgotten
     */
    StorageScan(
            List<StorageShelf> shelves, String deviceId, String type, StorageParameters parameters, Instant oldest) {
        this.shelves = shelves;
        this.deviceId = deviceId;
        this.type = type;
        this.parameters = parameters;
        boolean bounded = parameters.after() != null && !parameters.after().isBefore(oldest);
        first = bounded ? StoragePosition.endOf(parameters.after()) : StoragePosition.startOf(oldest);
        last = StoragePosition.startOf(parameters.before() == null ? Instant.MAX : parameters.before());
        place = parameters.isAscending() ? first : last;
        StoragePosition from = parameters.position();
        if (from != null && (parameters.isAscending() ? from.compareTo(first) > 0 : from.compareTo(last) < 0)) {
            place = from;
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && place != null) {
            StoredMessage candidate = parameters.isAscending() ? ascend() : descend();
            place = candidate == null ? null : candidate.position();
            next = candidate != null && matches(candidate) ? candidate : null;
        }
        return next != null;
    }

    @Override
    public StoredMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredMessage taken = next;
        next = null;
        return taken;
    }

    private StoredMessage ascend() {
        StoredMessage nearest = null;
        for (StorageShelf shelf : shelves) {
            StoredMessage message = shelf.after(place);
            if (message != null && (nearest == null || message.position().compareTo(nearest.position()) < 0)) {
                nearest = message;
            }
        }
        return nearest != null && nearest.position().compareTo(last) < 0 ? nearest : null;
    }

    private StoredMessage descend() {
        StoredMessage nearest = null;
        for (StorageShelf shelf : shelves) {
            StoredMessage message = shelf.before(place);
            if (message != null && (nearest == null || message.position().compareTo(nearest.position()) > 0)) {
                nearest = message;
            }
        }
        return nearest != null && nearest.position().compareTo(first) > 0 ? nearest : null;
    }

    private boolean matches(StoredMessage message) {
        return message.type().equals(type)
                && (deviceId == null || message.deviceId().equals(deviceId))
                && (parameters.fPort() == null || message.fPort() == parameters.fPort());
    }
}
