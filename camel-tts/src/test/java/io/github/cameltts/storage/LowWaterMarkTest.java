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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LowWaterMarkTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final LowWaterMark sequence = new LowWaterMark();

    @Test
    void staysBeforeWhatIsOpen() {
        Ticket first = sequence.begin();
        Ticket second = sequence.begin();
        Ticket third = sequence.begin();

        sequence.done(second, at(2));
        assertThat(sequence.value()).isNull();
        sequence.done(first, at(1));
        assertThat(sequence.value()).isEqualTo(at(2));
        assertThat(sequence.isFirstOpen(third)).isTrue();
        sequence.done(third, at(3));
        assertThat(sequence.value()).isEqualTo(at(3));
        assertThat(sequence.open()).isZero();
    }

    @Test
    void neverGoesBackAndPassesOverUnknownTimes() {
        sequence.done(sequence.begin(), at(5));
        sequence.done(sequence.begin(), at(4));
        sequence.done(sequence.begin(), null);
        assertThat(sequence.value()).isEqualTo(at(5));
    }

    @Test
    void keepsAsMuchAsIsOpenAndNotWhatHasPassed() {
        Ticket stuck = sequence.begin();
        for (int i = 0; i < 10_000; i++) {
            sequence.done(sequence.begin(), at(i));
        }
        assertThat(sequence.size()).isEqualTo(2);
        sequence.done(stuck, at(0));
        assertThat(sequence.value()).isEqualTo(at(9_999));
        assertThat(sequence.size()).isZero();
    }

    @Test
    void tellsTheSameTwiceWithoutHarm() {
        Ticket first = sequence.begin();
        Ticket second = sequence.begin();
        sequence.done(second, at(2));
        sequence.done(second, at(7));
        sequence.done(first, at(1));
        assertThat(sequence.value()).isEqualTo(at(2));
        assertThat(sequence.open()).isZero();
    }

    @Test
    void isTheLatestTimeOfTheDoneBeginningInAnyOrderOfEvents() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            LowWaterMark any = new LowWaterMark();
            int count = 1 + random.nextInt(40);
            List<Ticket> tickets = new ArrayList<>();
            List<Instant> times = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tickets.add(any.begin());
                times.add(at(random.nextInt(1000)));
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            boolean[] done = new boolean[count];
            for (int i : order) {
                any.done(tickets.get(i), times.get(i));
                done[i] = true;
                Instant expected = null;
                for (int k = 0; k < count && done[k]; k++) {
                    expected = LowWaterMark.later(expected, times.get(k));
                }
                assertThat(any.value()).isEqualTo(expected);
            }
        }
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
