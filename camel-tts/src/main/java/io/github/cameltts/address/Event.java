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
package io.github.cameltts.address;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of message that The Things Stack publishes about a device. Each has a topic of its own and a key of its own
 * in the JSON message; on the wire the two always agree.
 */
public enum Event {

    /** An uplink, {@code uplink_message}. */
    UP("up", "uplink_message"),

    /** One normalized measurement of an uplink, {@code uplink_normalized}. */
    UP_NORMALIZED("up/normalized", "uplink_normalized"),

    /** A device joined, {@code join_accept}. */
    JOIN("join", "join_accept"),

    /** A downlink was put into the device's queue, {@code downlink_queued}. */
    DOWN_QUEUED("down/queued", "downlink_queued"),

    /** A gateway transmitted a downlink, {@code downlink_sent}. */
    DOWN_SENT("down/sent", "downlink_sent"),

    /** The device acknowledged a confirmed downlink, {@code downlink_ack}. */
    DOWN_ACK("down/ack", "downlink_ack"),

    /** The device did not acknowledge a confirmed downlink this time, {@code downlink_nack}. */
    DOWN_NACK("down/nack", "downlink_nack"),

    /** A downlink will not be transmitted, {@code downlink_failed}. */
    DOWN_FAILED("down/failed", "downlink_failed"),

    /** The queued downlinks are void in a new session, {@code downlink_queue_invalidated}. */
    DOWN_INVALIDATED("down/invalidated", "downlink_queue_invalidated"),

    /** A location of the device was found, {@code location_solved}. */
    LOCATION_SOLVED("location/solved", "location_solved"),

    /** An application package of the server has something to say, {@code service_data}. */
    SERVICE_DATA("service/data", "service_data"),

    /** An event that this version does not know. Its JSON is there all the same. */
    UNKNOWN(null, null);

    private static final Map<String, Event> BY_TOPIC_SUFFIX = index(Event::topicSuffix);
    private static final Map<String, Event> BY_JSON_KEY = index(Event::jsonKey);

    private final String topicSuffix;
    private final String jsonKey;

    Event(String topicSuffix, String jsonKey) {
        this.topicSuffix = topicSuffix;
        this.jsonKey = jsonKey;
    }

    /**
     * @return the end of the topic behind the device id, such as {@code up} or {@code down/ack}, also the name of the
     *         event in the option {@code events}; null for {@link #UNKNOWN}
     */
    public String topicSuffix() {
        return topicSuffix;
    }

    /**
     * @return the key in the JSON message, such as {@code uplink_message}; null for {@link #UNKNOWN}
     */
    public String jsonKey() {
        return jsonKey;
    }

    /**
     * @param  topicSuffix the end of a topic behind the device id
     * @return             the event, {@link #UNKNOWN} for any other text
     */
    public static Event ofTopicSuffix(String topicSuffix) {
        return BY_TOPIC_SUFFIX.getOrDefault(topicSuffix, UNKNOWN);
    }

    /**
     * @param  jsonKey a key of a JSON message
     * @return         the event, {@link #UNKNOWN} for any other text
     */
    public static Event ofJsonKey(String jsonKey) {
        return BY_JSON_KEY.getOrDefault(jsonKey, UNKNOWN);
    }

    private static Map<String, Event> index(Function<Event, String> name) {
        return Stream.of(values())
                .filter(event -> event != UNKNOWN)
                .collect(Collectors.toUnmodifiableMap(name, e -> e));
    }
}
