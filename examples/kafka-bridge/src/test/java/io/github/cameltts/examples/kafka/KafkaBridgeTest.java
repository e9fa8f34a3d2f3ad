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
package io.github.cameltts.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With a broker in this process. */
class KafkaBridgeTest {

    @Test
    void uplinksThatKafkaDoesNotTakeWaitAndComeInOrder() {
        try (EmbeddedBroker broker = new EmbeddedBroker();
                Bridge bridge = new Bridge(broker.address())) {
            bridge.sendUplinks();
            // one of each device: the others are behind it in the queue of the component
            await().atMost(Duration.ofSeconds(30)).until(() -> bridge.inFlight() == Bridge.DEVICES);

            broker.start();

            bridge.assertThatKafkaHasAllInOrder();
            assertThat(bridge.inFlight()).isZero();
        }
    }
}
