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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillPlanTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final BackfillPlan plan = new BackfillPlan(OVERLAP, InstantSource.fixed(at(10_000)));

    @Test
    void asksFromTheCursorLessTheOverlapAndOnceMoreForTheEnd() {
        plan.begin(at(1000), at(5000), 0);
        assertThat(plan.takeDue(0)).as("before the server delivers").isNull();
        plan.granted();

        Reading reading = plan.takeDue(0);
        assertThat(reading.readFrom).isEqualTo(at(940));
        assertThat(plan.cursor()).isEqualTo(at(1000));
        plan.saw(reading, at(1200));
        plan.ended(reading, seconds(5));

        assertThat(plan.isBehind()).isFalse();
        assertThat(plan.takeDue(seconds(34))).isNull();
        Reading rest = plan.takeDue(seconds(35));
        assertThat(rest.readFrom).as("half the overlap before the last seen").isEqualTo(at(1170));
        plan.ended(rest, seconds(36));
        assertThat(plan.takeDue(seconds(100_000))).isNull();
    }

    @Test
    void withoutACursorAsksFromTheOriginAndNotForMore() {
        plan.begin(null, at(5000), 0);
        plan.granted();
        assertThat(plan.takeDue(0).readFrom).isEqualTo(at(5000));
        assertThat(plan.cursor()).isEqualTo(at(5000));
    }

    @Test
    void theCursorFollowsTheRouteThroughAStretchAndWaitsForWhatIsUnderWay() {
        Reading reading = started();
        Ticket first = fetch(reading, 1010);
        Ticket second = fetch(reading, 1020);
        Ticket third = fetch(reading, 1030);

        plan.completed(first, at(1010), 0);
        plan.completed(third, at(1030), 0);
        assertThat(plan.cursor()).isEqualTo(at(1010));
        plan.completed(second, at(1020), 0);
        assertThat(plan.cursor()).isEqualTo(at(1030));
    }

    @Test
    void liveMessagesDoNotMoveTheCursorOverWhatIsMissing() {
        Reading reading = started();
        plan.completed(plan.arrived(), at(2000), 0);
        assertThat(plan.cursor()).isEqualTo(at(1000));

        Ticket fetched = fetch(reading, 1500);
        plan.ended(reading, 0);
        assertThat(plan.cursor()).isEqualTo(at(1000));
        plan.completed(fetched, at(1500), 0);
        // as far as the end is sure to be written: it is asked for once more
        assertThat(plan.cursor()).isEqualTo(at(1530));
        assertThat(plan.takeFinished()).containsExactly(reading);
    }

    @Test
    void aLiveMessageThatIsOpenHoldsTheCursorBehindAStretchToo() {
        started(true);
        Ticket slow = plan.arrived();
        plan.interrupted(0);
        plan.granted();
        Reading reading = plan.takeDue(0);
        plan.completed(fetch(reading, 3000), at(3000), 0);
        assertThat(plan.cursor()).isEqualTo(at(1000));
        plan.ended(reading, 0);
        plan.completed(slow, at(2000), 0);
        assertThat(plan.cursor()).isEqualTo(at(3000));
    }

    @Test
    void theFirstLiveMessageAfterAnInterruptionBoundsTheStretch() {
        started(true);
        plan.interrupted(0);
        plan.sawLive(at(1500));
        plan.granted();
        plan.sawLive(at(2000));
        plan.sawLive(at(3000));
        assertThat(plan.takeDue(0).before).isEqualTo(at(2060));
    }

    @Test
    void aSecondInterruptionMakesTheWaitingStretchOpenAgain() {
        started(true);
        plan.interrupted(0);
        plan.granted();
        plan.sawLive(at(2000));
        plan.interrupted(0);
        plan.granted();
        Reading reading = plan.takeDue(0);
        assertThat(reading.before).isNull();
        assertThat(reading.readFrom).isEqualTo(at(940));
        assertThat(plan.takeDue(0)).isNull();
    }

    @Test
    void anInterruptionWhileReadingIsAStretchOfItsOwn() {
        Reading reading = started();
        plan.completed(plan.arrived(), at(2000), 0);
        plan.interrupted(0);
        plan.granted();
        Ticket fetched = fetch(reading, 1800);
        plan.ended(reading, 0);
        plan.completed(fetched, at(1800), 0);

        Reading second = plan.takeDue(0);
        assertThat(second.readFrom)
                .as("that of the rest of the first, which is earlier")
                .isEqualTo(at(1770));
    }

    @Test
    void whatABrokenReadingBroughtIsNotAskedForAgain() {
        Reading reading = started();
        plan.completed(fetch(reading, 1500), at(1500), 0);
        Ticket open = fetch(reading, 1600);
        plan.failed(reading, seconds(10));

        assertThat(plan.takeDue(seconds(9))).isNull();
        Reading again = plan.takeDue(seconds(10));
        assertThat(again.readFrom).isEqualTo(at(1440));
        plan.ended(again, seconds(11));
        assertThat(plan.cursor()).as("one is open still").isEqualTo(at(1500));
        plan.completed(open, at(1600), seconds(12));
        assertThat(plan.isBehind()).isFalse();
    }

    @Test
    void aDroppedLiveMessageHoldsTheCursorUntilItWasFetched() {
        started(true);
        plan.completed(plan.arrived(), at(2000), 0);
        Ticket dropped = plan.arrived();
        plan.completed(plan.arrived(), at(2002), 0);
        assertThat(plan.dropped(dropped, 0)).isTrue();
        assertThat(plan.dropped(plan.arrived(), 0)).as("the same stretch").isFalse();
        assertThat(plan.cursor()).isEqualTo(at(2000));

        assertThat(plan.takeDue(seconds(29)))
                .as("before the server has written it")
                .isNull();
        Reading reading = plan.takeDue(seconds(30));
        assertThat(reading.readFrom).isEqualTo(at(1940));
        plan.completed(fetch(reading, 2001), at(2001), 0);
        plan.ended(reading, seconds(31));
        assertThat(plan.cursor()).isEqualTo(at(2002));
    }

    @Test
    void aDroppedMessageIsANewGapThoughTheRestOfAnotherIsToBeAskedForStill() {
        plan.ended(started(), 0);
        assertThat(plan.isBehind()).isFalse();
        assertThat(plan.dropped(plan.arrived(), 0)).isTrue();
        assertThat(plan.isBehind()).isTrue();
    }

    @Test
    void aDroppedFetchedMessageIsFetchedAgain() {
        Reading reading = started();
        plan.completed(fetch(reading, 1500), at(1500), 0);
        Ticket dropped = fetch(reading, 1600);
        plan.completed(fetch(reading, 1700), at(1700), 0);
        plan.dropped(dropped, 0);
        plan.ended(reading, 0);
        assertThat(plan.cursor()).isEqualTo(at(1500));

        Reading again = plan.takeDue(seconds(30));
        assertThat(again).isSameAs(reading);
        assertThat(again.readFrom).isEqualTo(at(1440));
        plan.completed(fetch(again, 1600), at(1600), 0);
        plan.ended(again, seconds(31));
        assertThat(plan.isBehind()).isFalse();
    }

    @Test
    void aTimeInTheFutureDoesNotHideWhatComes() {
        started(true);
        plan.completed(plan.arrived(), at(9_999_999), 0);
        assertThat(plan.cursor()).isEqualTo(at(10_060));
    }

    @Test
    void aPauseIsNoGapUntilItEnds() {
        started(true);
        Ticket open = plan.arrived();
        plan.paused();
        plan.completed(open, at(3000), 0);
        assertThat(plan.cursor()).isEqualTo(at(3000));
        plan.interrupted(0);
        plan.granted();
        assertThat(plan.takeDue(0).readFrom).isEqualTo(at(2940));
    }

    @Test
    void aSearchDoesNotHoldTheCursorAndIsForgottenWhenItFails() {
        started(true);
        MissingUplinks missing = new MissingUplinks("dev1", "", 3, 4, at(1), at(2), 0);
        Reading search = plan.search(List.of(missing), 0);
        plan.completed(plan.arrived(), at(2000), 0);
        assertThat(plan.cursor()).isEqualTo(at(2000));
        plan.failed(search, seconds(1));
        assertThat(plan.takeDue(seconds(2))).isNull();
        assertThat(plan.takeFinished()).isEmpty();
    }

    private Reading started() {
        plan.begin(at(1000), null, 0);
        plan.granted();
        return plan.takeDue(0);
    }

    /** With the first stretch and its rest behind it. */
    private void started(boolean through) {
        Reading reading = started();
        plan.ended(reading, seconds(-100));
        plan.ended(plan.takeDue(0), 0);
        plan.takeFinished();
        assertThat(plan.isBehind()).isNotEqualTo(through);
    }

    private Ticket fetch(Reading reading, int at) {
        plan.saw(reading, at(at));
        return reading.sequence.begin();
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
