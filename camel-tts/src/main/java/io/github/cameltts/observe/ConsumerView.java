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
package io.github.cameltts.observe;

import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.connection.ConnectionSettings;
import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.Grant;
import io.github.cameltts.lane.LaneCounters;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of a consumer at one moment.
 *
 * @param settings its connection
 * @param state    the state of its connection
 * @param grants   what the server said to its filters; empty while it is suspended
 * @param lanes    its counters
 */
public record ConsumerView(
        ConnectionSettings settings, ConnectionState state, Map<TopicFilter, Grant> grants, LaneCounters lanes) {

    /**
     * @return the filters with that answer, as they stand in a SUBSCRIBE packet, sorted
     */
    public List<String> filters(Grant.Status status) {
        return grants.entrySet().stream()
                .filter(entry -> entry.getValue().status() == status)
                .map(entry -> entry.getKey().toString())
                .sorted()
                .toList();
    }
}
