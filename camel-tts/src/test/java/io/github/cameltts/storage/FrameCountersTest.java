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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.model.ApplicationUp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameCountersTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final FrameCounters counters = new FrameCounters();

    @Test
    void aJumpTellsWhatIsMissingAndWhen() {
        arrived("dev1", "AQ==", 5, 0);
        arrived("dev1", "AQ==", 9, 40);

        assertThat(counters.missing(Long.MAX_VALUE))
                .containsExactly(new MissingUplinks("dev1", "AQ==", 6, 8, at(0), at(40), 0));
    }

    @Test
    void whatArrivesLateIsMissingNoMore() {
        arrived("dev1", "AQ==", 5, 0);
        arrived("dev1", "AQ==", 9, 40);

        counters.arrived(up("dev1", "AQ==", 7, 20, false), 0);
        assertThat(counters.isMissing(up("dev1", "AQ==", 7, 20, false)))
                .as("not before the route is done with it")
                .isTrue();
        counters.completed(up("dev1", "AQ==", 7, 20, false));

        assertThat(counters.missing(Long.MAX_VALUE))
                .extracting(MissingUplinks::first)
                .containsExactly(6L, 8L);
        assertThat(counters.isMissing(up("dev1", "AQ==", 7, 20, false))).isFalse();
    }

    @Test
    void aNewSessionIsNoGapWhetherItBeginsWith0Or1() {
        arrived("dev1", "AQ==", 500, 0);
        arrived("dev1", "Ag==", 0, 10);
        arrived("dev2", "AQ==", 500, 0);
        arrived("dev2", "Ag==", 1, 10);
        assertThat(counters.missing(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void theBeginningOfANewSessionMayBeMissing() {
        arrived("dev1", "AQ==", 500, 0);
        arrived("dev1", "Ag==", 3, 10);
        assertThat(counters.missing(Long.MAX_VALUE))
                .containsExactly(new MissingUplinks("dev1", "Ag==", 0, 2, at(0), at(10), 0));
    }

    @Test
    void aCounterThatBeginsAnewInTheSameSessionIsNoGap() {
        arrived("dev1", "AQ==", 500, 0);
        arrived("dev1", "AQ==", 0, 10);
        arrived("dev1", "AQ==", 1, 20);
        assertThat(counters.missing(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aSimulatedUplinkSaysNothing() {
        arrived("dev1", "AQ==", 5, 0);
        counters.arrived(up("dev1", "AQ==", 99, 10, true), 0);
        assertThat(counters.missing(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void whatIsGivenUpCountsAsRadioLossOfItsDevice() {
        arrived("dev1", "AQ==", 5, 0);
        arrived("dev1", "AQ==", 9, 40);
        arrived("dev2", "AQ==", 5, 0);
        arrived("dev2", "AQ==", 7, 400);

        counters.giveUp(at(0), at(100), 0);

        assertThat(counters.radioLosses()).isEqualTo(3);
        assertThat(counters.radioLossesByDevice()).containsOnlyKeys("dev1").containsValue(3L);
        assertThat(counters.missing(Long.MAX_VALUE))
                .extracting(MissingUplinks::deviceId)
                .containsExactly("dev2");
    }

    @Test
    void outlivesTheProcess() {
        for (int device = 0; device < 100; device++) {
            arrived("dev" + device, "AQ==", 5, 0);
        }
        arrived("dev7", "AQ==", 9, 40);

        FrameCounters later = new FrameCounters();
        counters.takeChanges().forEach((shard, text) -> {
            assertThat(text).doesNotContain("=", "\n");
            later.restore(text, 77);
        });

        assertThat(later.missing(Long.MAX_VALUE))
                .containsExactly(new MissingUplinks("dev7", "AQ==", 6, 8, at(0), at(40), 77));
        assertThat(later.isPast(up("dev99", "AQ==", 5, 0, false))).isTrue();
        assertThat(later.isPast(up("dev99", "AQ==", 6, 0, false))).isFalse();
        assertThat(later.isPast(up("dev7", "AQ==", 7, 0, false))).isFalse();
        assertThat(counters.takeChanges()).isEmpty();
    }

    @Test
    void whatTheRouteIsAtIsMissingForTheProcessThatFollows() {
        arrived("dev1", "AQ==", 5, 0);
        counters.arrived(up("dev1", "AQ==", 6, 10, false), 0);
        FrameCounters afterAKill = restored();
        assertThat(afterAKill.isPast(up("dev1", "AQ==", 5, 0, false))).isTrue();
        assertThat(afterAKill.isPast(up("dev1", "AQ==", 6, 10, false))).isFalse();
        assertThat(afterAKill.isMissing(up("dev1", "AQ==", 6, 10, false))).isTrue();

        counters.completed(up("dev1", "AQ==", 6, 10, false));
        FrameCounters afterAStop = restored();
        assertThat(afterAStop.isPast(up("dev1", "AQ==", 6, 10, false))).isTrue();
        assertThat(afterAStop.missing(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void whatTheRouteHasGivenUpIsMissing() {
        counters.arrived(up("dev1", "AQ==", 6, 10, false), 0);
        arrived("dev1", "AQ==", 7, 20);
        assertThat(counters.missing(Long.MAX_VALUE))
                .extracting(MissingUplinks::first)
                .containsExactly(6L);
        assertThat(restored().isPast(up("dev1", "AQ==", 6, 10, false))).isFalse();
    }

    @Test
    void aCounterThatBeginsAnewIsNotPast() {
        arrived("dev1", "AQ==", 500, 0);
        FrameCounters later = restored();
        assertThat(later.isPast(up("dev1", "AQ==", 3, 10, false))).isFalse();
    }

    private FrameCounters restored() {
        FrameCounters later = new FrameCounters();
        counters.takeChanges().forEach((shard, text) -> later.restore(text, 0));
        return later;
    }

    @Test
    void aTornTextCostsOneDeviceAndNothingElse() {
        FrameCounters later = new FrameCounters();
        later.restore("dev1,AQ..,5,2026-06-01T12:00:00Z;dev2,AQ..,9,2026-06-0", 0);
        assertThat(later.isPast(up("dev1", "AQ==", 5, 0, false))).isTrue();
        assertThat(later.isPast(up("dev2", "AQ==", 9, 0, false))).isFalse();
    }

    private void arrived(String device, String session, long fCnt, int second) {
        ApplicationUp up = up(device, session, fCnt, second, false);
        counters.arrived(up, 0);
        counters.completed(up);
    }

    static ApplicationUp up(String device, String session, long fCnt, int second, boolean simulated) {
        return ApplicationUp.parse("{\"end_device_ids\":{\"device_id\":\"" + device + "\"},\"received_at\":\""
                + at(second) + "\",\"uplink_message\":{\"session_key_id\":\"" + session
                + "\",\"f_port\":1,\"f_cnt\":" + fCnt + "},\"simulated\":" + simulated + "}");
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
