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

import java.util.Map;
import java.util.Set;

/** What the Storage Integration calls the kinds of message, by the end of their topic. */
final class StorageTypes {

    static final String UPLINK_MESSAGE = "uplink_message";
    static final String UPLINK_NORMALIZED = "uplink_normalized";

    private static final Map<String, String> BY_TOPIC_SUFFIX = Map.ofEntries(
            Map.entry("up", UPLINK_MESSAGE),
            Map.entry("up/normalized", UPLINK_NORMALIZED),
            Map.entry("join", "join_accept"),
            Map.entry("down/ack", "downlink_ack"),
            Map.entry("down/nack", "downlink_nack"),
            Map.entry("down/sent", "downlink_sent"),
            Map.entry("down/failed", "downlink_failed"),
            Map.entry("down/queued", "downlink_queued"),
            Map.entry("down/invalidated", "downlink_queue_invalidated"),
            Map.entry("location/solved", "location_solved"),
            Map.entry("service/data", "service_data"));

    private static final Set<String> ALL = Set.copyOf(BY_TOPIC_SUFFIX.values());

    private StorageTypes() {}

    /** Null for a topic that the server does not have. */
    static String ofTopicSuffix(String suffix) {
        return BY_TOPIC_SUFFIX.get(suffix);
    }

    static boolean isType(String type) {
        return ALL.contains(type);
    }
}
