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
package io.github.cameltts.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandInTest {

    @Test
    void leavesNoThreadBehind() {
        Set<Thread> before = threads();

        try (StandIn standIn = new StandIn(settings(0, 3))) {
            standIn.start();
            assertThat(standIn.getConnectionInfo()).startsWith("tcp://127.0.0.1:");
            assertThat(threads()).isNotEqualTo(before);
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    @Test
    void leavesNoThreadBehindWhenItCannotStart() {
        Set<Thread> before = threads();
        StandIn standIn = new StandIn(new StandInSettings(0, "Not@An@Id", 1, Duration.ofSeconds(1), Set.of("key")));

        assertThatThrownBy(standIn::start).isInstanceOf(IllegalArgumentException.class);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    @Test
    void listensOnTheGivenPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        try (StandIn standIn = new StandIn(settings(port, 0))) {
            standIn.start();
            assertThat(standIn.getConnectionInfo()).isEqualTo("tcp://127.0.0.1:" + port);
        }
    }

    @Test
    void tellsWhatItOffersButNoKey() {
        try (StandIn standIn = new StandIn(settings(0, 2))) {
            standIn.start();
            assertThat(standIn.description())
                    .isEqualTo("application app1@ttn on " + standIn.getConnectionInfo()
                            + ", with temperature-1, door-1, an uplink of each every 1m30s");
        }
        try (StandIn standIn = new StandIn(settings(0, 9))) {
            standIn.start();
            assertThat(standIn.description()).contains("tracker-2 and 3 more, an uplink");
        }
        try (StandIn standIn = new StandIn(settings(0, 0))) {
            standIn.start();
            assertThat(standIn.description()).endsWith(", without devices");
        }
        assertThat(settings(0, 2)).asString().doesNotContain("key");
    }

    @Test
    void isTheSameForTheSameSettingsOnly() {
        assertThat(settings(0, 2)).isEqualTo(settings(0, 2)).hasSameHashCodeAs(settings(0, 2));
        assertThat(settings(0, 2)).isNotEqualTo(settings(0, 3));
    }

    @Test
    void refusesOptionsThatCannotBe() {
        assertThatThrownBy(() -> of(70_000, 3, Duration.ofSeconds(5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.camel.tts.devservices.port is 70000.");
        assertThatThrownBy(() -> of(0, -1, Duration.ofSeconds(5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.camel.tts.devservices.devices is -1.");
        assertThatThrownBy(() -> of(0, 3, Duration.ZERO))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.camel.tts.devservices.uplink-interval is PT0S.");
    }

    private static StandInSettings settings(int port, int devices) {
        return new StandInSettings(port, "app1@ttn", devices, Duration.ofSeconds(90), Set.of("key"));
    }

    private static StandInSettings of(int port, int devices, Duration uplinkInterval) {
        return StandInSettings.of(
                new TtsBuildTimeConfig.DevServices() {
                    @Override
                    public boolean enabled() {
                        return true;
                    }

                    @Override
                    public OptionalInt port() {
                        return OptionalInt.of(port);
                    }

                    @Override
                    public String application() {
                        return "app1@ttn";
                    }

                    @Override
                    public int devices() {
                        return devices;
                    }

                    @Override
                    public Duration uplinkInterval() {
                        return uplinkInterval;
                    }
                },
                Set.of("key"));
    }

    /** Those of the JVM and of tests come and go. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread ->
                !thread.getName().startsWith("vert.x") && !thread.getName().startsWith("fleet"));
        return threads;
    }
}
