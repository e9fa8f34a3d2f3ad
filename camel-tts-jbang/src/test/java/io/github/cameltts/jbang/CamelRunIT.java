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
package io.github.cameltts.jbang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route in a file, and the command {@code camel run}; nothing else. */
class CamelRunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);

    @AfterEach
    void stopStack() {
        stack.close();
    }

    @Test
    void theComponentIsADependencyOnTheCommandLine() throws Exception {
        anUplinkIsAnswered(
                "dependency",
                file("route.yaml").toString(),
                "--dep=mvn:io.github.camel-tts:camel-tts:" + System.getProperty("project.version"));
    }

    @Test
    void kameletsBringTheComponent() throws Exception {
        anUplinkIsAnswered(
                "kamelets",
                file("kamelets.yaml").toString(),
                "--local-kamelet-dir="
                        + Path.of(System.getProperty("project.root"), "camel-tts-kamelets/target/classes/kamelets")
                                .normalize());
    }

    @Test
    void theExampleTurnsOnTheFanOfADeviceThatIsHot() throws Exception {
        Path example = Path.of(System.getProperty("project.root"), "examples/yaml-jbang");
        try (CamelRun run = CamelRun.of(
                "example",
                example.resolve("route.yaml").normalize().toString(),
                example.resolve("application.properties").normalize().toString(),
                "--dep=mvn:io.github.camel-tts:camel-tts:" + System.getProperty("project.version"),
                "--prop=camel.component.tts.broker-url=" + stack.brokerUrl(),
                "--prop=camel.component.tts.api-key=" + apiKey)) {
            await().atMost(PATIENCE)
                    .until(() -> !run.isAlive() || app.connections().size() == 2);
            assertThat(run.isAlive()).as(run.log()).isTrue();
            app.awaitSubscriber("dev1", "up", PATIENCE);

            Device device = app.device("dev1").activate();
            device.uplink(2, new byte[] {1}, Map.of("temperature", 29.9));
            device.uplink(1, new byte[] {1}, Map.of("open", true));
            device.uplink(2, new byte[] {1}, Map.of("temperature", 30.1));

            await().atMost(PATIENCE).until(() -> run.log().contains("dev1 is too hot, downlink to its fan: queued"));
            assertThat(run.log()).contains("dev1 port 1: {open=true}");
            assertThat(app.pushed()).hasSize(1);
        }
    }

    private void anUplinkIsAnswered(String name, String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--prop=tts.brokerUrl=" + stack.brokerUrl();
        all[arguments.length + 1] = "--prop=tts.apiKey=" + apiKey;
        try (CamelRun run = CamelRun.of(name, all)) {
            // its upstream connection and its downstream one
            await().atMost(PATIENCE)
                    .until(() -> !run.isAlive() || app.connections().size() == 2);
            assertThat(run.isAlive()).as(run.log()).isTrue();
            app.awaitSubscriber("dev1", "up", PATIENCE);

            app.device("dev1").activate().uplink(2, new byte[] {7});

            await().atMost(PATIENCE).until(() -> app.pushed().size() == 1);
            assertThat(app.pushed().get(0).downlinks()).singleElement().satisfies(downlink -> {
                assertThat(downlink.fPort()).isEqualTo(15);
                assertThat(downlink.frmPayload()).containsExactly(7);
            });
            assertThat(run.log()).doesNotContain(apiKey);
        }
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(CamelRunIT.class.getResource(name).toURI());
    }
}
