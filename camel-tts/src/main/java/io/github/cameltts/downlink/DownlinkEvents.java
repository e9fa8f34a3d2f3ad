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
package io.github.cameltts.downlink;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.connection.Lease;
import io.github.cameltts.connection.MessageListener;
import io.github.cameltts.connection.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The subscriptions through which the outcome of downlinks is heard: of the devices that are waited for, or of the whole
 * application where they are many. They are kept while anything is waited for, so that a series of sends does not
 * subscribe each time. Confined to the thread of the tracker.
 */
final class DownlinkEvents {

    /** Up to here a filter for each device; more would cost the server more than events of others cost us. */
    private static final int MANY_DEVICES = 16;

    private final Lease upstream;
    private final ApplicationUid application;
    private final MessageListener listener;
    private final Map<String, Subscription> byDevice = new HashMap<>();
    private Subscription everyDevice;

    DownlinkEvents(Lease upstream, ApplicationUid application, MessageListener listener) {
        this.upstream = upstream;
        this.application = application;
        this.listener = listener;
    }

    Lease upstream() {
        return upstream;
    }

    /** Completes when the server has granted the events of the device, fails if it refuses them. */
    CompletionStage<Void> hear(String deviceId) {
        if (everyDevice != null) {
            return everyDevice.granted();
        }
        Subscription known = byDevice.get(deviceId);
        if (known != null) {
            return known.granted();
        }
        if (byDevice.size() < MANY_DEVICES) {
            Subscription subscription = subscribe(deviceId);
            byDevice.put(deviceId, subscription);
            return subscription.granted();
        }
        everyDevice = subscribe(null);
        return everyDevice.granted();
    }

    private Subscription subscribe(String deviceId) {
        TopicFilter filter = new TopicFilter(application, deviceId, TopicFilter.EVERY_DOWNLINK_EVENT);
        return upstream.subscribe(deviceId, List.of(filter), listener);
    }

    /** Ends all subscriptions and gives the connection back. */
    CompletionStage<Void> close() {
        CompletableFuture<?>[] closing = Stream.concat(byDevice.values().stream(), Stream.ofNullable(everyDevice))
                .map(subscription -> subscription.close().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        byDevice.clear();
        everyDevice = null;
        return CompletableFuture.allOf(closing).thenCompose(closed -> upstream.giveBack());
    }
}
