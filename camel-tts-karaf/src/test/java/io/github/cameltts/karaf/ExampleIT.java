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
package io.github.cameltts.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bundle of {@code examples/karaf} in a Karaf as it is downloaded, installed by its own feature. */
class ExampleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path BUILD = Path.of(System.getProperty("build.directory"));
    private static final Path BUNDLES = BUILD.resolve("bundles");
    private static final String VERSION = System.getProperty("project.version");
    private static final String EXAMPLE = "mvn:io.github.camel-tts/camel-tts-example-karaf/" + VERSION;

    @Test
    void theFanOfADeviceThatIsHotIsTurnedOn() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "Karaf 4.4 needs the security manager that JDK 24 took away");
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "Karaf is started by a script");
        try (TheThingsStack stack = TheThingsStack.start();
                Karaf karaf = new Karaf(Path.of(System.getProperty("karaf.home")), BUILD.resolve("karaf-example"))) {
            Application app = stack.application("app1@ttn");
            karaf.repository(repository().folder());
            karaf.features(List.of(EXAMPLE + "/xml/features"), List.of(List.of("camel-tts-example-karaf")));
            karaf.systemProperties(Map.of("tts.brokerUrl", stack.brokerUrl(), "tts.apiKey", app.apiKey(Right.LINK)));
            karaf.start();
            KarafIT.awaitRoute(karaf, app);

            Device device = app.device("dev1").activate();
            device.uplink(2, new byte[] {1}, Map.of("temperature", 29.9));
            device.uplink(2, new byte[] {1}, Map.of("temperature", 30.1));

            await().atMost(PATIENCE).until(() -> karaf.log().contains("dev1 is too hot, downlink to its fan: queued"));
            assertThat(karaf.log()).contains("dev1 port 2: {temperature=29.9}");
            assertThat(app.pushed()).hasSize(1);
        }
    }

    private static BundleRepository repository() throws Exception {
        BundleRepository repository = KarafIT.repository("repository-example");
        repository.add(EXAMPLE, BUNDLES.resolve("camel-tts-example-karaf-" + VERSION + ".jar"));
        repository.add(
                EXAMPLE + "/xml/features", BUNDLES.resolve("camel-tts-example-karaf-" + VERSION + "-features.xml"));
        return repository;
    }
}
