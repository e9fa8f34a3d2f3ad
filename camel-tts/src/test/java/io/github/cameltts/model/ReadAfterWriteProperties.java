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
package io.github.cameltts.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.address.Event;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read as what it was. */
class ReadAfterWriteProperties {

    @Property(tries = 500)
    void messages(@ForAll("messages") ApplicationUp message) {
        ApplicationUp read = ApplicationUp.parse(message.rawJson());

        assertThat(read).isEqualTo(message).hasSameHashCodeAs(message);
        assertThat(read.ignoredFields()).isZero();
        assertThat(read.rawJson())
                .isEqualTo(message.rawJson())
                .doesNotContain("\n", "<", ">", "&")
                .doesNotContain(":\"\"");
        assertThat(read.deduplicationId()).isEqualTo(message.deduplicationId()).hasSizeLessThan(256);
        assertThat(read).hasToString(message.toString());
        assertThat(read.toString()).doesNotContain("\n");
    }

    @Property(tries = 500)
    void requests(@ForAll("requests") DownlinkQueueRequest request) {
        byte[] json = MessageCodec.write(request);

        assertThat(MessageCodec.readDownlinkQueueRequest(json)).isEqualTo(request);
    }

    @Property(tries = 200)
    void aMessageWithoutItsCorrelationIdsIsTheSameUplink(@ForAll("messages") ApplicationUp message) {
        if (message.event() == Event.UP || message.event() == Event.UP_NORMALIZED || message.event() == Event.JOIN) {
            ApplicationUp stored = ApplicationUp.of(
                    message.endDeviceIds(),
                    List.of(),
                    message.receivedAt(),
                    message.event(),
                    message.payload(),
                    message.simulated());

            assertThat(stored.deduplicationId()).isEqualTo(message.deduplicationId());
        }
    }

    @Provide
    Arbitrary<ApplicationUp> messages() {
        return Messages.messages();
    }

    @Provide
    Arbitrary<DownlinkQueueRequest> requests() {
        return Messages.requests();
    }
}
