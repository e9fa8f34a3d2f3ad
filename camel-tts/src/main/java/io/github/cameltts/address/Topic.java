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

/**
 * A topic of The Things Stack, {@code v3/{application uid}/devices/{device id}/{suffix}}, without its application, which
 * is known from the connection.
 *
 * @param deviceId the device
 * @param suffix   what stands behind the device, such as {@code up} or {@code down/push}; one level or more
 * @param event    the event of that suffix, {@link Event#UNKNOWN} where there is none
 */
public record Topic(String deviceId, String suffix, Event event) {

    /** The suffix to which downlinks are appended. */
    public static final String DOWN_PUSH = "down/push";

    /** The suffix to which downlinks are sent that replace the queue. */
    public static final String DOWN_REPLACE = "down/replace";

    /**
     * @return whether applications publish to this topic, so that it is not an event
     */
    public boolean isRequest() {
        return event == Event.UNKNOWN && (suffix.equals(DOWN_PUSH) || suffix.equals(DOWN_REPLACE));
    }

    /**
     * @param  prefix what {@link #prefix} gives for the application of the connection
     * @param  topic  a received topic
     * @return        its parts, or null if it is not a topic of a device of that application
     */
    public static Topic parse(String prefix, String topic) {
        int device = prefix.length();
        int end = topic.indexOf('/', device);
        if (end <= device || end == topic.length() - 1 || !topic.startsWith(prefix)) {
            return null;
        }
        String suffix = topic.substring(end + 1);
        Event event = Event.ofTopicSuffix(suffix);
        return new Topic(topic.substring(device, end), event == Event.UNKNOWN ? suffix : event.topicSuffix(), event);
    }

    /**
     * @param  application an application
     * @return             what all topics of its devices begin with, such as {@code v3/app1@ttn/devices/}
     */
    public static String prefix(ApplicationUid application) {
        return "v3/" + application + "/devices/";
    }

    /**
     * @param  application an application
     * @param  deviceId    a device of it
     * @param  suffix      {@link #DOWN_PUSH} or {@link #DOWN_REPLACE}
     * @return             the topic to publish to
     */
    public static String of(ApplicationUid application, String deviceId, String suffix) {
        return prefix(application) + Identifiers.check("Device id", deviceId) + "/" + suffix;
    }
}
