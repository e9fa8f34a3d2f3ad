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
package io.github.cameltts.connection.paho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BurstTest {

    private final Burst burst = new Burst(Duration.ofHours(1));
    private final Thread callback = new Thread(burst::gather, "callback");

    @AfterEach
    void stop() throws InterruptedException {
        callback.interrupt();
        callback.join();
    }

    @Test
    void doesNotHoldAMessageThatComesAlone() throws InterruptedException {
        burst.read(false);

        callback.start();

        callback.join();
    }

    @Test
    void holdsAMessageUntilPahoTakesNoMore() throws InterruptedException {
        burst.read(true);
        callback.start();
        awaitHeld();

        for (int i = 0; i < Burst.SIZE - 2; i++) {
            burst.read(true);
        }
        awaitHeld();
        burst.read(true);

        callback.join();
    }

    @Test
    void holdsAMessageUntilNoMoreCanBeReadAtOnce() throws InterruptedException {
        burst.read(true);
        callback.start();
        awaitHeld();

        burst.starved();

        callback.join();
    }

    @Test
    void holdsAMessageUntilTheLastOfTheBurstIsRead() throws InterruptedException {
        burst.read(true);
        callback.start();
        awaitHeld();

        burst.read(false);

        callback.join();
    }

    @Test
    void doesNotHoldAMessageWithOthersInTheQueueBehindIt() throws InterruptedException {
        burst.read(true);
        burst.read(true);

        callback.start();

        callback.join();
    }

    @Test
    void holdsAgainAfterItHasStarved() throws InterruptedException {
        burst.read(true);
        burst.starved();
        burst.gather();
        burst.read(true);

        callback.start();

        awaitHeld();
        burst.starved();
        callback.join();
    }

    @Test
    void holdsAMessageNoLongerThanItsPatience() {
        Burst impatient = new Burst(Duration.ofMillis(1));
        impatient.read(true);

        impatient.gather();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void letsAnInterruptEndTheHolding() throws InterruptedException {
        burst.read(true);
        callback.start();
        awaitHeld();

        callback.interrupt();

        callback.join();
    }

    private void awaitHeld() {
        await().until(() -> callback.getState() == Thread.State.TIMED_WAITING);
    }
}
