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

import io.github.cameltts.TtsConfigurationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the option {@code events} selects: single events by the end of their topic, the group {@code down} for all events
 * of downlinks, and {@code all}. A group also brings events that a later version of the server may add.
 */
public final class EventSelection {

    /** The group of all events of downlinks. */
    public static final String DOWN = "down";

    /** Every event. */
    public static final String ALL = "all";

    private final Set<String> suffixFilters;

    private EventSelection(Set<String> suffixFilters) {
        this.suffixFilters = suffixFilters;
    }

    /**
     * @param  events                    a comma list, such as {@code up,join} or {@code all}
     * @return                           the selection
     * @throws TtsConfigurationException if the list is empty or one of its words is not an event or group
     */
    public static EventSelection of(String events) {
        Set<String> filters = new LinkedHashSet<>();
        for (String word : events == null ? new String[0] : events.split(",")) {
            String event = word.trim();
            if (!event.isEmpty()) {
                filters.add(suffixFilter(event));
            }
        }
        if (filters.isEmpty()) {
            throw new TtsConfigurationException("Option events is empty. Name " + choices() + ", separated by commas.");
        }
        return new EventSelection(Collections.unmodifiableSet(filters));
    }

    /**
     * @param  application the application
     * @param  deviceId    the device, or null for every device
     * @return             the MQTT filters for this selection, none of which covers another
     */
    public List<TopicFilter> filters(ApplicationUid application, String deviceId) {
        List<TopicFilter> filters = new ArrayList<>();
        for (String suffix : suffixFilters) {
            filters.add(new TopicFilter(application, deviceId, suffix));
        }
        return TopicFilter.withoutCovered(filters);
    }

    private static String suffixFilter(String word) {
        if (ALL.equals(word)) {
            return TopicFilter.EVERY_EVENT;
        }
        if (DOWN.equals(word)) {
            return TopicFilter.EVERY_DOWNLINK_EVENT;
        }
        if (Event.ofTopicSuffix(word) == Event.UNKNOWN) {
            throw new TtsConfigurationException(
                    "Option events names '" + word + "', which is not an event. Name " + choices() + ".");
        }
        return word;
    }

    private static String choices() {
        String names = Arrays.stream(Event.values())
                .map(Event::topicSuffix)
                .filter(suffix -> suffix != null)
                .collect(Collectors.joining(", "));
        return "one or more of " + names + ", or a group: " + DOWN + ", " + ALL;
    }

    @Override
    public String toString() {
        return String.join(",", suffixFilters);
    }
}
