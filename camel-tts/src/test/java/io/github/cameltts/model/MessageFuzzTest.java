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

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.address.Event;
import java.io.IOException;
import java.util.Map;

/**
 * Any bytes at all: a message or {@link TtsDecodeException}, never anything else. Reads the committed corpus in every build;
 * looks for more, guided by coverage, for a minute with {@code mvn -Pfuzz test}.
 */
class MessageFuzzTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreAMessageOrAFault(byte[] json) throws IOException {
        ApplicationUp message;
        try {
            message = ApplicationUp.parse(json);
        } catch (TtsDecodeException e) {
            assertThat(e.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n");
            return;
        }
        assertThat(MAPPER.readValue(json, Map.class)).isNotNull();
        assertThat(MAPPER.writeValueAsBytes(message)).isEqualTo(json);
        assertThat(message.toString()).hasSizeLessThan(10_000).doesNotContain("\n");
        assertThat(message.deduplicationId())
                .matches("[!-~]{1,255}")
                .isEqualTo(ApplicationUp.parse(json).deduplicationId());
        if (message.event() != Event.UNKNOWN) {
            ApplicationUp once = anew(message);
            assertThat(anew(once)).isEqualTo(once).hasSameHashCodeAs(once);
        }
    }

    private static ApplicationUp anew(ApplicationUp message) {
        return ApplicationUp.parse(ApplicationUp.of(
                        message.endDeviceIds(),
                        message.correlationIds(),
                        message.receivedAt(),
                        message.event(),
                        message.payload(),
                        message.simulated())
                .raw()
                .toByteArray());
    }

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreARequestOrAFault(byte[] json) {
        DownlinkQueueRequest request;
        try {
            request = MessageCodec.readDownlinkQueueRequest(json);
        } catch (TtsDecodeException e) {
            return;
        }
        byte[] once = MessageCodec.write(request);
        assertThat(MessageCodec.write(MessageCodec.readDownlinkQueueRequest(once)))
                .isEqualTo(once);
    }
}
