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
import org.junit.jupiter.api.Test;

class DeduplicationMemoryTest {

    private final DeduplicationMemory memory = new DeduplicationMemory(Duration.ofNanos(100), 3);

    @Test
    void knowsAnIdOnceAndWhetherItIsDone() {
        assertThat(memory.add("a", false, 0)).isTrue();
        assertThat(memory.add("a", true, 1)).isFalse();
        assertThat(memory.isDone("a")).isFalse();
        memory.done("a");
        assertThat(memory.isDone("a")).isTrue();
        assertThat(memory.isDone("b")).isFalse();
    }

    @Test
    void isBoundedByNumberAndTime() {
        for (String id : new String[] {"a", "b", "c", "d"}) {
            memory.add(id, false, 0);
        }
        assertThat(memory.size()).isEqualTo(3);
        assertThat(memory.add("a", false, 0)).as("forgotten, the oldest").isTrue();
        memory.add("e", false, 101);
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void aBacklogDoesNotMakeItForgetWhatCameLive() {
        memory.add("live", false, 0);
        for (int i = 0; i < 100; i++) {
            memory.add("fetched" + i, true, 0);
        }
        assertThat(memory.add("live", true, 0)).isFalse();
    }
}
