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
import io.github.cameltts.storage.BackfillView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is to be known of a consumer at one moment. Health, JMX and meters all read it, so that they agree.
 *
 * @param settings         its connection
 * @param state            the state of its connection, or closed where the consumer is stopped
 * @param grants           what the server said to its filters; empty while it is suspended or stopped
 * @param lanes            the counters of its lanes
 * @param messages         what became of its messages
 * @param listeningSince   when it began to ask for messages; null while it is suspended or stopped
 * @param silenceThreshold how long no message may come until it is taken for a fault; null for any time
 * @param backfill         its backfill; null where there is none
 */
public record ConsumerView(
        ConnectionSettings settings,
        ConnectionState state,
        Map<TopicFilter, Grant> grants,
        LaneCounters lanes,
        MessageCounters messages,
        Instant listeningSince,
        Duration silenceThreshold,
        BackfillView backfill) {

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

    /**
     * @return since when no message has come although all is well to be seen: since the last message, or since the server
     *         has granted the last filter on the present connection if that was later; null while it is not connected,
     *         not listening, or a filter is not granted
     */
    public Instant quietSince() {
        if (!state.isConnected() || listeningSince == null || !allGranted()) {
            return null;
        }
        Stream<Instant> beginnings = Stream.concat(
                Stream.of(state.since(), listeningSince),
                grants.values().stream().map(Grant::since));
        Stream<Instant> last = messages.lastMessageAt() == null ? Stream.of() : Stream.of(messages.lastMessageAt());
        return Stream.concat(beginnings, last).max(Instant::compareTo).orElse(null);
    }

    /**
     * @param  now the time
     * @return     whether no message has come for longer than the threshold, although all is well to be seen
     */
    public boolean isSilent(Instant now) {
        if (silenceThreshold == null) {
            return false;
        }
        Instant since = quietSince();
        return since != null && now.isAfter(since.plus(silenceThreshold));
    }

    private boolean allGranted() {
        return grants.values().stream().allMatch(grant -> grant.status() == Grant.Status.GRANTED);
    }
}
