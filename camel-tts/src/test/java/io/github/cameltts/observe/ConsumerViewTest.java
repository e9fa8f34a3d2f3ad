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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.ConnectionState.Status;
import io.github.cameltts.connection.Grant;
import io.github.cameltts.lane.LaneCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerViewTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final TopicFilter FILTER = new TopicFilter(ApplicationUid.of("app1@ttn"), "dev1", "up");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void quietSinceTheLastOfConnectSubscribeGrantAndMessage() {
        assertThat(view(Status.CONNECTED, 4, 3, 2, 1).quietSince()).isEqualTo(NOON.plusSeconds(4));
        assertThat(view(Status.CONNECTED, 1, 4, 3, 2).quietSince()).isEqualTo(NOON.plusSeconds(4));
        assertThat(view(Status.CONNECTED, 1, 2, 4, 3).quietSince()).isEqualTo(NOON.plusSeconds(4));
        assertThat(view(Status.CONNECTED, 1, 2, 3, 4).quietSince()).isEqualTo(NOON.plusSeconds(4));
        assertThat(view(Status.CONNECTED, 1, 2, 3, null).quietSince()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void silentOnlyWhenTheThresholdIsExceeded() {
        ConsumerView view = view(Status.CONNECTED, 0, 0, 0, null);

        assertThat(view.isSilent(NOON.plus(HOUR))).isFalse();
        assertThat(view.isSilent(NOON.plus(HOUR).plusMillis(1))).isTrue();
    }

    @Test
    void neverSilentWhileSomethingElseExplainsTheSilence() {
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        Map<TopicFilter, Grant> granted = Map.of(FILTER, new Grant(Grant.Status.GRANTED, NOON));
        Map<TopicFilter, Grant> refused = Map.of(FILTER, new Grant(Grant.Status.REFUSED, NOON));

        assertThat(view(Status.DISCONNECTED, 0, 0, 0, null).isSilent(tomorrow)).isFalse();
        assertThat(view(Status.CONNECTED, 0, NOON, refused, null, HOUR).isSilent(tomorrow))
                .isFalse();
        assertThat(view(Status.CONNECTED, 0, null, Map.of(), null, HOUR).isSilent(tomorrow))
                .isFalse();
        assertThat(view(Status.CONNECTED, 0, NOON, granted, null, null).isSilent(tomorrow))
                .isFalse();
    }

    private static ConsumerView view(Status status, int connected, int listening, int granted, Integer message) {
        return view(
                status,
                connected,
                NOON.plusSeconds(listening),
                Map.of(FILTER, new Grant(Grant.Status.GRANTED, NOON.plusSeconds(granted))),
                message == null ? null : NOON.plusSeconds(message),
                HOUR);
    }

    private static ConsumerView view(
            Status status,
            int connected,
            Instant listening,
            Map<TopicFilter, Grant> grants,
            Instant message,
            Duration threshold) {
        return new ConsumerView(
                null,
                new ConnectionState(status, NOON.plusSeconds(connected), null, 0, null, 1),
                grants,
                new LaneCounters(0, 0, 0, 0, 0, false),
                new MessageCounters(0, 0, 0, message),
                listening,
                threshold,
                null);
    }
}
