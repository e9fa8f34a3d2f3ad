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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredMessageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"correlation_ids\":[\"x\",\"y]\"],\"b\":2} | {\"a\":1,\"b\":2}",
                "{\"a\":\"é\",\"correlation_ids\":[],\"b\":2} | {\"a\":\"é\",\"b\":2}",
                "{\"correlation_ids\":[\"x\"],\"b\":2} | {\"b\":2}",
                "{\"correlation_ids\":[\"x\"] , \"b\":2} | {\"b\":2}",
                "{\"a\":{\"correlation_ids\":[1]},\"correlation_ids\":[\"x\"]} | {\"a\":{\"correlation_ids\":[1]}}",
                "{\"correlation_ids\":[\"x\"]} | {}",
                "{\"a\":\"text\",\"b\":-1.5e3} | {\"a\":\"text\",\"b\":-1.5e3}",
            })
    void losesTheCorrelationIdsAndNothingElse(String published, String stored) {
        assertThat(json(of(published))).isEqualTo(stored);
    }

    @Test
    void takesPortAndTimeFromTheMessage() {
        StoredMessage message = of(
                "{\"received_at\":\"2026-11-23T11:00:00.123456789Z\",\"uplink_message\":{\"f_port\":15,\"x\":[{}]}}");
        assertThat(message.fPort()).isEqualTo(15);
        assertThat(message.position().receivedAt()).isEqualTo("2026-11-23T11:00:00.123456789Z");
        assertThat(of("{}").position().receivedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[]", "{\"a\":", "{} {}", "x", "``", "{\"received_at\":\"yesterday\"}"})
    void isNothingWithoutAMessage(String published) {
        assertThat(of(published)).isNull();
    }

    private static StoredMessage of(String published) {
        return StoredMessage.of("dev1", "uplink_message", published.getBytes(StandardCharsets.UTF_8), NOW, 0);
    }

    private static String json(StoredMessage message) {
        return new String(message.json().get(), StandardCharsets.UTF_8);
    }
}
