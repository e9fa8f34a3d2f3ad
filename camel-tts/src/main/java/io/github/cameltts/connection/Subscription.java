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
package io.github.cameltts.connection;

import io.github.cameltts.address.TopicFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What one consumer wants to hear on a shared connection: filters for one device, or for every device.
 */
public final class Subscription {

    private final Connection connection;
    private final String deviceId;
    private final List<TopicFilter> filters;
    private final MessageListener listener;

    Subscription(Connection connection, String deviceId, List<TopicFilter> filters, MessageListener listener) {
        this.connection = connection;
        this.deviceId = deviceId;
        this.filters = List.copyOf(filters);
        this.listener = listener;
    }

    /**
     * @return the filters, none of which covers another
     */
    public List<TopicFilter> filters() {
        return filters;
    }

    /**
     * @return what the server said to each filter on the present connection; empty of an answer
     *         ({@link Grant.Status#PENDING}) while there is no connection
     */
    public Map<TopicFilter, Grant> grants() {
        Map<TopicFilter, Grant> all = connection.grants();
        Map<TopicFilter, Grant> ours = new LinkedHashMap<>();
        for (TopicFilter filter : filters) {
            Grant grant = all.get(filter);
            if (grant != null) {
                ours.put(filter, grant);
            }
        }
        return ours;
    }

    /**
     * Waits for the server's answer, over reconnects if need be.
     *
     * @return completes when all filters are granted, at once if they are; fails with
     *         {@link io.github.cameltts.TtsConnectionException} if one is refused or the subscription is closed
     */
    public CompletionStage<Void> granted() {
        return connection.whenGranted(this);
    }

    /**
     * Ends the subscription. Messages may still arrive until the returned stage completes.
     *
     * @return completes when the server has confirmed that it sends no more for filters that nobody else needs, or there
     *         is no connection
     */
    public CompletionStage<Void> close() {
        return connection.unsubscribe(this);
    }

    String deviceId() {
        return deviceId;
    }

    MessageListener listener() {
        return listener;
    }
}
