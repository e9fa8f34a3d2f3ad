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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Topics and filters: what the server accepts, how it rewrites, and its own way of matching. */
final class Topics {

    private static final String VERSION = "v3";

    private Topics() {}

    /** The topic of an event or an operation of a device. */
    static String of(String uid, String deviceId, String suffix) {
        return VERSION + "/" + uid + "/devices/" + deviceId + "/" + suffix;
    }

    /** A filter that makes the server close the connection is not legal: no level, wildcard inside a level, NUL. */
    static boolean isLegalFilter(String filter) {
        if (filter.isEmpty() || filter.indexOf('\0') >= 0) {
            return false;
        }
        List<String> levels = levels(filter);
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean wildcardInside = (level.indexOf('#') >= 0 || level.indexOf('+') >= 0) && level.length() != 1;
            if (wildcardInside || level.equals("#") && i != levels.size() - 1) {
                return false;
            }
        }
        return true;
    }

    static boolean isLegalTopic(String topic) {
        return !topic.isEmpty() && topic.indexOf('\0') < 0 && topic.indexOf('#') < 0 && topic.indexOf('+') < 0;
    }

    /**
     * The filter that is stored for a requested one: the application's own uid in the place of a wildcard.
     *
     * @return the filter, or nothing when the subscription is refused
     */
    static Optional<String> accept(String uid, String requested) {
        List<String> levels = levels(requested);
        if (levels.get(0).equals("#")) {
            return Optional.of(VERSION + "/" + uid + "/#");
        }
        if (!levels.get(0).equals(VERSION) || levels.size() < 2) {
            return Optional.empty();
        }
        String second = levels.get(1);
        if (second.equals("#")) {
            return Optional.of(VERSION + "/" + uid + "/#");
        }
        if (second.equals("+")) {
            List<String> own = new ArrayList<>(levels);
            own.set(1, uid);
            return Optional.of(String.join("/", own));
        }
        return second.equals(uid) ? Optional.of(requested) : Optional.empty();
    }

    /** {@code #} needs at least one further level here, other than in the MQTT specification. */
    static boolean matches(String filter, String topic) {
        List<String> filterLevels = levels(filter);
        List<String> topicLevels = levels(topic);
        for (int i = 0; i < topicLevels.size(); i++) {
            if (i >= filterLevels.size()) {
                return false;
            }
            String level = filterLevels.get(i);
            if (level.equals("#")) {
                return true;
            }
            if (!level.equals("+") && !level.equals(topicLevels.get(i))) {
                return false;
            }
        }
        return filterLevels.size() == topicLevels.size();
    }

    /** The device and operation of a topic that this application's connections may publish on. */
    static Optional<DownlinkTopic> downlinkTopic(String uid, String topic) {
        List<String> levels = levels(topic);
        boolean form = levels.size() == 6
                && levels.get(0).equals(VERSION)
                && levels.get(1).equals(uid)
                && levels.get(2).equals("devices")
                && levels.get(4).equals("down");
        if (!form) {
            return Optional.empty();
        }
        return Arrays.stream(Publication.Operation.values())
                .filter(operation -> operation.topicSuffix().equals("down/" + levels.get(5)))
                .map(operation -> new DownlinkTopic(levels.get(3), operation))
                .findFirst();
    }

    /** What a topic of {@link #downlinkTopic} says. The device id has not been checked. */
    record DownlinkTopic(String deviceId, Publication.Operation operation) {}

    private static List<String> levels(String topic) {
        List<String> levels = new ArrayList<>();
        Collections.addAll(levels, topic.split("/", -1));
        return levels;
    }
}
