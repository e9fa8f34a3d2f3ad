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

import java.time.Duration;

/** A {@link StorageBacklog} of an application in the order of time, which is that of its indexes. */
final class BacklogShelf implements StorageShelf {

    private static final int F_PORT = 1;

    private final String applicationId;
    private final StorageBacklog backlog;
    private final long firstSequence;

    BacklogShelf(String applicationId, StorageBacklog backlog, long firstSequence) {
        this.applicationId = applicationId;
        this.backlog = backlog;
        this.firstSequence = firstSequence;
    }

    @Override
    public StoredMessage after(StoragePosition position) {
        long index = firstNotBefore(position);
        if (index < backlog.count() && position(index).equals(position)) {
            index++;
        }
        return index < backlog.count() ? message(index) : null;
    }

    @Override
    public StoredMessage before(StoragePosition position) {
        long index = firstNotBefore(position) - 1;
        return index >= 0 ? message(index) : null;
    }

    private long firstNotBefore(StoragePosition position) {
        if (backlog.count() == 0 || position(0).compareTo(position) >= 0) {
            return 0;
        }
        if (position(backlog.count() - 1).compareTo(position) < 0) {
            return backlog.count();
        }
        long nanos = Duration.between(backlog.start(), position.receivedAt()).toNanos();
        long index = nanos / backlog.interval().toNanos();
        return position(index).compareTo(position) >= 0 ? index : index + 1;
    }

    private StoragePosition position(long index) {
        return new StoragePosition(backlog.receivedAt(index), firstSequence + index);
    }

    private StoredMessage message(long index) {
        return new StoredMessage(
                position(index),
                backlog.deviceId(index),
                StorageTypes.UPLINK_MESSAGE,
                F_PORT,
                () -> backlog.uplink(applicationId, index));
    }
}
