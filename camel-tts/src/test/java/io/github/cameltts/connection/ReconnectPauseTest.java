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
package io.github.cameltts.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectPauseTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void growsWithTheOutageUpToTheLongest() {
        ReconnectPause pause = new ReconnectPause(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0.5);

        assertThat(pauses(pause, 10)).containsExactly(1L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void isNeverLongerThanAQuarterMoreThanTheOutageSoFar() {
        Random random = new Random(1);
        for (int run = 0; run < 1000; run++) {
            ReconnectPause pause =
                    new ReconnectPause(Duration.ofSeconds(1), Duration.ofSeconds(60), random::nextDouble);
            long now = 0;
            for (int attempt = 0; attempt < 20; attempt++) {
                long next = pause.next(now);
                assertThat(next).isLessThanOrEqualTo((long) (1.25 * Math.max(now, SECOND)));
                assertThat(next).isLessThanOrEqualTo((long) (1.25 * 60 * SECOND));
                assertThat(next).isGreaterThanOrEqualTo((long) (0.75 * SECOND));
                now += next;
            }
        }
    }

    @Test
    void startsAnewAfterAConnectionThatHeld() {
        ReconnectPause pause = new ReconnectPause(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0.5);
        pauses(pause, 6);

        pause.connected(100 * SECOND);
        pause.lost(200 * SECOND);

        assertThat(pause.next(200 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void growsOnAfterAConnectionThatDidNotHold() {
        ReconnectPause pause = new ReconnectPause(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0.5);
        pauses(pause, 6); // the last one was 16 s

        pause.connected(40 * SECOND);
        pause.lost(40 * SECOND + SECOND / 2);

        assertThat(pause.next(41 * SECOND)).isEqualTo(41 * SECOND);
    }

    private static List<Long> pauses(ReconnectPause pause, int count) {
        List<Long> pauses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < count; i++) {
            long next = pause.next(now);
            pauses.add(next / SECOND);
            now += next;
        }
        return pauses;
    }
}
