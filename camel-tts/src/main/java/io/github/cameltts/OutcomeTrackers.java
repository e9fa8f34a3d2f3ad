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
package io.github.cameltts;

import io.github.cameltts.connection.Direction;
import io.github.cameltts.connection.Lease;
import io.github.cameltts.downlink.OutcomeTracker;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.RuntimeCamelException;

/**
 * The trackers of a Camel context: one for each connection that producers publish on, shared by those that wait.
 */
final class OutcomeTrackers {

    private final ScheduledExecutorService thread;
    private final Map<Object, Shared> shared = new HashMap<>();

    /**
     * @param thread has exactly one thread, on which no tracker ever blocks
     */
    OutcomeTrackers(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    /** The tracker for what is published on that connection; to be given back. */
    synchronized OutcomeTracker acquire(TtsEndpoint endpoint, Lease downstream) {
        Shared entry = shared.computeIfAbsent(
                downstream.settings().identity(), identity -> new Shared(create(endpoint, downstream)));
        entry.users++;
        return entry.tracker;
    }

    /** Completes at once, or when nothing is left of the tracker. */
    synchronized CompletionStage<Void> giveBack(Lease downstream) {
        Object identity = downstream.settings().identity();
        Shared entry = shared.get(identity);
        entry.users--;
        if (entry.users > 0) {
            return CompletableFuture.completedFuture(null);
        }
        shared.remove(identity);
        return entry.tracker.close();
    }

    private OutcomeTracker create(TtsEndpoint endpoint, Lease downstream) {
        OutcomeTracker tracker = new OutcomeTracker(
                endpoint.parsedAddress().application(),
                () -> {
                    try {
                        return endpoint.lease(Direction.UPSTREAM);
                    } catch (Exception e) {
                        throw RuntimeCamelException.wrapRuntimeException(e);
                    }
                },
                thread);
        downstream.onLoss(tracker::downstreamLost);
        return tracker;
    }

    private static final class Shared {

        final OutcomeTracker tracker;
        int users;

        Shared(OutcomeTracker tracker) {
            this.tracker = tracker;
        }
    }
}
