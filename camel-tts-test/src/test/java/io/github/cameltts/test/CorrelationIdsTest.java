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
package io.github.cameltts.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationIdsTest {

    @Test
    void writesTimeFirst() {
        // the time of a recorded uplink, whose id was gs:uplink:01JRZ767CVCHBZW1Y8YG9PZ3TS
        Instant recorded = Instant.parse("2025-04-16T11:54:13.787Z");
        assertThat(CorrelationIds.of("gs:uplink", recorded)).matches("gs:uplink:01JRZ767C[0-9A-HJKMNP-TV-Z]{17}");
    }

    @Test
    void differsEachTime() {
        assertThat(CorrelationIds.of("x", Instant.EPOCH)).isNotEqualTo(CorrelationIds.of("x", Instant.EPOCH));
    }

    @Test
    void sortsAndRemovesRepetitions() {
        assertThat(CorrelationIds.merge(List.of("z", "a", "z"), "m", "a")).containsExactly("a", "m", "z");
    }
}
