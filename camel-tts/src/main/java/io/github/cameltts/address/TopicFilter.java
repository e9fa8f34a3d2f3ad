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

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An MQTT filter for events of one device or of every device of an application (MQTT 3.1.1, section 4.7). Only filters
 * that The Things Stack accepts and that match something there can be made.
 *
 * <p>The matcher of The Things Stack deviates from MQTT: {@code #} needs at least one further level, so that
 * {@code …/up/#} does not match {@code …/up}. The filters here do not depend on the difference.
 *
 * @param application the application
 * @param deviceId    the device, or null for every device
 * @param suffix      the end of the topic behind the device: of one event, {@link #EVERY_DOWNLINK_EVENT} or
 *                    {@link #EVERY_EVENT}
 */
public record TopicFilter(ApplicationUid application, String deviceId, String suffix) {

    /** Every event of a downlink. */
    public static final String EVERY_DOWNLINK_EVENT = "down/+";

    /** Every event. */
    public static final String EVERY_EVENT = "#";

    private static final String DOWNLINK_PREFIX = "down/";

    /**
     * @param  topic a received topic of this filter's application
     * @return       whether this filter asks for it. What applications publish ({@code down/push} and
     *               {@code down/replace}, which brokers other than The Things Stack echo) is never an event
     */
    public boolean matches(Topic topic) {
        return (deviceId == null || deviceId.equals(topic.deviceId())) && matchesSuffix(topic);
    }

    /**
     * @param  topic a received topic of this filter's application and device
     * @return       whether this filter asks for its event
     */
    public boolean matchesSuffix(Topic topic) {
        if (topic.isRequest()) {
            return false;
        }
        return switch (suffix) {
            case EVERY_EVENT -> true;
            case EVERY_DOWNLINK_EVENT -> topic.suffix().startsWith(DOWNLINK_PREFIX);
            default -> suffix.equals(topic.suffix());
        };
    }

    /**
     * @param  other another filter
     * @return       whether every message that the other filter asks for is asked for by this one as well
     */
    public boolean covers(TopicFilter other) {
        if (!application.equals(other.application) || deviceId != null && !deviceId.equals(other.deviceId)) {
            return false;
        }
        return switch (suffix) {
            case EVERY_EVENT -> true;
            case EVERY_DOWNLINK_EVENT -> other.suffix.startsWith(DOWNLINK_PREFIX);
            default -> suffix.equals(other.suffix);
        };
    }

    /**
     * @param  filters any filters
     * @return         those of them that no other one covers, each once, in the order given
     */
    public static List<TopicFilter> withoutCovered(Collection<TopicFilter> filters) {
        return withoutCovered(filters, new HashSet<>(filters));
    }

    /**
     * @param  filters any filters
     * @param  covers  filters that may stand for others
     * @return         those of the filters that none of the covers but itself covers, each once, in the order given
     */
    public static List<TopicFilter> withoutCovered(Collection<TopicFilter> filters, Set<TopicFilter> covers) {
        return filters.stream()
                .distinct()
                .filter(filter -> filter.possibleCovers().noneMatch(covers::contains))
                .toList();
    }

    /** The few filters that could cover this one, itself apart: looked up, where comparing all would cost n². */
    private Stream<TopicFilter> possibleCovers() {
        return Stream.of(suffix, EVERY_DOWNLINK_EVENT, EVERY_EVENT)
                .flatMap(wider -> Stream.of(
                        new TopicFilter(application, deviceId, wider), new TopicFilter(application, null, wider)))
                .filter(cover -> !cover.equals(this) && cover.covers(this));
    }

    /**
     * @return the filter as it stands in a SUBSCRIBE packet, such as {@code v3/app1@ttn/devices/+/up}
     */
    @Override
    public String toString() {
        return Topic.prefix(application) + (deviceId == null ? TtsAddress.EVERY_DEVICE : deviceId) + "/" + suffix;
    }
}
