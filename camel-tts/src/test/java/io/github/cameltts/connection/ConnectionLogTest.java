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

import io.github.cameltts.LogCapture;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLogTest {

    private static final String UNENCRYPTED = "the API key and all messages cross the network unencrypted";

    @Test
    void warnsOfAKeyThatLeavesTheMachineUnencryptedOnceForAConnection() {
        ConnectionLog log = new ConnectionLog(settings("tcp://lns.example.com:1883", Duration.ofSeconds(60)));

        List<String> lines;
        try (LogCapture capture = new LogCapture()) {
            log.connected(before(0));
            log.connected(before(1));
            lines = capture.lines();
        }

        assertThat(lines)
                .filteredOn(line -> line.contains(UNENCRYPTED))
                .singleElement()
                .asString()
                .contains("tcp://lns.example.com:1883 as app1@ttn (upstream): ")
                .doesNotContain("NNSXS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl://lns.example.com:8883", "tcp://localhost:1883", "tcp://127.0.0.1:1883"})
    void warnsOfNoOther(String broker) {
        try (LogCapture capture = new LogCapture()) {
            new ConnectionLog(settings(broker, Duration.ofSeconds(60))).connected(before(0));

            assertThat(capture.lines()).noneMatch(line -> line.contains(UNENCRYPTED));
        }
    }

    @ParameterizedTest
    @CsvSource({"60000, 60 s", "1500, 1.5 s", "300, 0.3 s", "10000, 10 s"})
    void tellsTheLongestPauseInSeconds(long millis, String told) {
        try (LogCapture capture = new LogCapture()) {
            new ConnectionLog(settings("tcp://localhost:1883", Duration.ofMillis(millis)))
                    .notConnected(true, new ConnectionFault(ConnectionFault.Kind.LOST, "It broke."), 0);

            assertThat(capture.lines()).singleElement().asString().endsWith("growing up to " + told + ".");
        }
    }

    private static ConnectionState before(long logins) {
        return new ConnectionState(ConnectionState.Status.DISCONNECTED, Instant.now(), "none", 1, null, logins);
    }

    private static ConnectionSettings settings(String broker, Duration maxReconnectDelay) {
        return new ConnectionSettings(
                Direction.UPSTREAM,
                new ApplicationUid("app1", "ttn"),
                BrokerAddress.of(broker),
                new ApiKey("NNSXS.KEY"),
                "fake",
                Map.of(),
                null,
                null,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMillis(10),
                maxReconnectDelay,
                null);
    }
}
