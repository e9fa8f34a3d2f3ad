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
package io.github.cameltts;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the component does on its default transport, it does on Vert.x. */
class ComponentOnVertxTest {

    @Test
    void theTestsBelowRunOnVertx() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getEndpoint("tts:app1", TtsEndpoint.class)
                            .getConfiguration()
                            .getTransport())
                    .isEqualTo("vertx");
        }
    }

    @Nested
    class Consumer extends TtsConsumerTest {}

    @Nested
    class Producer extends TtsProducerTest {}

    @Nested
    class Outcome extends TtsOutcomeTest {}

    @Nested
    class Overflow extends TtsOverflowTest {}

    @Nested
    class Outage extends TtsOutageTest {}

    @Nested
    class Kill extends TtsKillTest {}

    @Nested
    class HalfOpen extends TtsHalfOpenTest {}

    @Nested
    class LifeCycle extends TtsLifeCycleTest {}

    @Nested
    class Silence extends TtsSilenceTest {}

    @Nested
    class Management extends TtsManagementTest {}

    @Nested
    class Throughput extends TtsThroughputTest {}

    @Nested
    class Tls extends TtsTlsTest {}
}
