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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    private static final ApplicationUid APP = ApplicationUid.of("app1@ttn");
    private static final String PREFIX = Topic.prefix(APP);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyEventIsReadFromItsTopic(Event event) {
        Topic topic = Topic.parse(PREFIX, "v3/app1@ttn/devices/dev1/" + event.topicSuffix());

        assertThat(topic).isEqualTo(new Topic("dev1", event.topicSuffix(), event));
        assertThat(topic.isRequest()).isFalse();
    }

    @Test
    void anEventOfNextYearIsUnknownAndKeepsItsName() {
        assertThat(Topic.parse(PREFIX, "v3/app1@ttn/devices/dev1/moon/phase"))
                .isEqualTo(new Topic("dev1", "moon/phase", Event.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v3",
                "v3/app1@ttn/devices/",
                "v3/app1@ttn/devices/dev1",
                "v3/app1@ttn/devices/dev1/",
                "v3/app1@ttn/devices//up",
                "v3/app2@ttn/devices/dev1/up",
                "v3/app1/devices/dev1/up",
            })
    void otherTopicsAreNotOfADeviceOfTheApplication(String topic) {
        assertThat(Topic.parse(PREFIX, topic)).isNull();
    }

    @Test
    void downlinksGoToTheTopicOfTheirDevice() {
        assertThat(Topic.of(APP, "dev1", Topic.DOWN_PUSH)).isEqualTo("v3/app1@ttn/devices/dev1/down/push");
        assertThatThrownBy(() -> Topic.of(APP, "+", Topic.DOWN_PUSH)).hasMessageStartingWith("Device id '+'");
    }

    @Test
    void selectionBecomesOneFilterForEachEvent() {
        assertThat(EventSelection.of("up, join").filters(APP, "dev1"))
                .extracting(TopicFilter::toString)
                .containsExactly("v3/app1@ttn/devices/dev1/up", "v3/app1@ttn/devices/dev1/join");
        assertThat(EventSelection.of("up,up,up/normalized").filters(APP, null))
                .extracting(TopicFilter::toString)
                .containsExactly("v3/app1@ttn/devices/+/up", "v3/app1@ttn/devices/+/up/normalized");
    }

    @Test
    void groupsBecomeOneFilterAndSwallowTheirMembers() {
        assertThat(EventSelection.of("down/ack,down,up").filters(APP, null))
                .extracting(TopicFilter::toString)
                .containsExactly("v3/app1@ttn/devices/+/down/+", "v3/app1@ttn/devices/+/up");
        assertThat(EventSelection.of("up,all,down").filters(APP, "dev1"))
                .extracting(TopicFilter::toString)
                .containsExactly("v3/app1@ttn/devices/dev1/#");
    }

    @Test
    void anUnknownWordNamesItselfAndTheChoices() {
        assertThatThrownBy(() -> EventSelection.of("up,upp"))
                .hasMessage(
                        "Option events names 'upp', which is not an event. Name one or more of up, up/normalized, join,"
                                + " down/queued, down/sent, down/ack, down/nack, down/failed, down/invalidated, location/solved,"
                                + " service/data, or a group: down, all.");
        assertThatThrownBy(() -> EventSelection.of(" , "))
                .hasMessageStartingWith("Option events is empty. Name one or");
    }

    @Test
    void filtersMatchWhatTheyAskFor() {
        TopicFilter everything = new TopicFilter(APP, null, TopicFilter.EVERY_EVENT);
        TopicFilter downlinks = new TopicFilter(APP, "dev1", TopicFilter.EVERY_DOWNLINK_EVENT);
        TopicFilter uplinks = new TopicFilter(APP, "dev1", "up");

        assertThat(everything.matches(topic("dev2", "up/normalized"))).isTrue();
        assertThat(downlinks.matches(topic("dev1", "down/ack"))).isTrue();
        assertThat(downlinks.matches(topic("dev1", "down/next-year"))).isTrue();
        assertThat(downlinks.matches(topic("dev2", "down/ack"))).isFalse();
        assertThat(uplinks.matches(topic("dev1", "up"))).isTrue();
        assertThat(uplinks.matches(topic("dev1", "up/normalized"))).isFalse();
    }

    @Test
    void whatApplicationsPublishIsNoEvent() {
        TopicFilter everything = new TopicFilter(APP, null, TopicFilter.EVERY_EVENT);

        assertThat(everything.matches(topic("dev1", "down/push"))).isFalse();
        assertThat(everything.matches(topic("dev1", "down/replace"))).isFalse();
    }

    @Test
    void coveredFiltersAreLeftOut() {
        TopicFilter everyUp = new TopicFilter(APP, null, "up");
        TopicFilter up = new TopicFilter(APP, "dev1", "up");
        TopicFilter join = new TopicFilter(APP, "dev1", "join");

        assertThat(TopicFilter.withoutCovered(List.of(up, everyUp, join, up))).containsExactly(everyUp, join);
    }

    private static Topic topic(String device, String suffix) {
        return Topic.parse(PREFIX, PREFIX + device + "/" + suffix);
    }
}
