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
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Publication;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The features in a Karaf as it is downloaded. Camel's own features file is not installed: one that stands in for it
 * has the same names with wraps of the same jars.
 */
class KarafIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Path BUILD = Path.of(System.getProperty("build.directory"));
    private static final Path BUNDLES = BUILD.resolve("bundles");
    private static final Path FEATURES = BUILD.resolve("features/features.xml");
    private static final Path CAMEL_FEATURES = BUILD.resolve("test-classes/camel-features.xml");
    private static final String VERSION = System.getProperty("project.version");
    private static final Pattern FEATURE =
            Pattern.compile("<feature name=\"(?<name>[^\"]+)\".*?\\n    </feature>", Pattern.DOTALL);
    private static final Pattern BUNDLE = Pattern.compile("mvn:[^/]+/(?<artifact>[^/]+)/[^<$]+");

    private static BundleRepository repository;

    @BeforeAll
    static void fillRepository() throws IOException {
        repository = repository("repository");
    }

    /** A repository of this name with the feature and all that it needs. */
    static BundleRepository repository(String name) throws IOException {
        BundleRepository repository = new BundleRepository(BUILD.resolve(name));
        repository.addBundles(CAMEL_FEATURES, BUNDLES);
        repository.addBundles(FEATURES, BUNDLES);
        repository.add(
                "mvn:io.github.camel-tts/camel-tts-karaf/" + VERSION,
                BUILD.resolve("camel-tts-karaf-" + VERSION + ".jar"));
        repository.add("mvn:io.github.camel-tts/camel-tts-karaf/" + VERSION + "/xml/features", FEATURES);
        repository.add(camelRepository(), CAMEL_FEATURES);
        return repository;
    }

    @Test
    void theFeaturesRouteUplinksAndDownlinksOnBothTransports() throws Exception {
        assumeTrue(Runtime.version().feature() < 24, "Karaf 4.4 needs the security manager that JDK 24 took away");
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "Karaf is started by a script");
        RoutesBundle.write(BUILD.resolve("routes/tts-routes.jar"));
        Files.writeString(
                BUILD.resolve("routes/features.xml"),
                """
                <features name="tts-routes" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                    <feature name="tts-routes" version="1.0.0">
                        <feature>camel-tts</feature>
                        <feature>camel-tts-vertx</feature>
                        <bundle>%s</bundle>
                    </feature>
                </features>
                """
                        .formatted(BUILD.resolve("routes/tts-routes.jar").toUri()));

        try (TheThingsStack stack = TheThingsStack.builder()
                        .storage(StorageSettings.cloud())
                        .start();
                Karaf karaf = new Karaf(Path.of(System.getProperty("karaf.home")), BUILD.resolve("karaf-instance"))) {
            Application app = stack.application("app1@ttn");
            Application onVertx = stack.application("app2@ttn");
            karaf.repository(repository.folder());
            // Paho's bundle is there before the fragment that opens it, as where camel-paho was in use already
            karaf.features(
                    List.of(
                            "mvn:io.github.camel-tts/camel-tts-karaf/" + VERSION + "/xml/features",
                            BUILD.resolve("routes/features.xml").toUri().toString()),
                    List.of(List.of("camel-paho"), List.of("camel-tts", "camel-tts-vertx", "tts-routes")));
            karaf.systemProperties(Map.of(
                    "tts.brokerUrl",
                    stack.brokerUrl(),
                    "tts.storageUrl",
                    stack.storage().url(),
                    "tts.apiKey",
                    app.apiKey(Right.LINK),
                    "tts.apiKeyOfApp2",
                    onVertx.apiKey(Right.LINK)));
            Device other = onVertx.device("dev2").activate();
            other.uplink(2, new byte[] {4});
            karaf.start();
            awaitRoute(karaf, app);
            awaitRoute(karaf, onVertx);

            Device device = app.device("dev1").activate();
            device.uplink(2, new byte[] {1, 2, 3}, Map.of("temperature", 21.5));

            await().atMost(PATIENCE).until(() -> device.queue().size() == 2);
            assertThat(device.queue()).extracting(Downlink::fPort).containsExactly(15, 16);
            assertThat(device.queue().get(0).frmPayload()).containsExactly(1, 2, 3);
            assertThat(new String(device.queue().get(1).frmPayload(), StandardCharsets.UTF_8))
                    .isEqualTo("fields=0 21.5 converted=true outcome=queued dynamic=true console=true");

            other.uplink(2, new byte[] {5});

            await().atMost(PATIENCE).until(() -> onVertx.pushed().size() == 2);
            assertThat(onVertx.pushed())
                    .flatExtracting(Publication::downlinks)
                    .extracting(Downlink::fPort, Downlink::frmPayload)
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrder(tuple(17, new byte[] {4}), tuple(17, new byte[] {5}));
        }
    }

    @Test
    void camelsOwnFeaturesAreWhatTheFeatureAsksForAndHoldWhatStandsInForThem() throws IOException {
        Map<String, List<String>> own = features(BUNDLES.resolve("apache-camel-"
                + camelRepository().replaceAll("[^/]+/apache-camel/([^/]+)/.*", "$1") + "-features.xml"));
        Map<String, List<String>> standIn = features(CAMEL_FEATURES);

        assertThat(own).containsKeys("camel-core", "camel-jackson", "camel-paho", "jackson");
        assertThat(own.get("camel-core"))
                .containsAll(standIn.get("camel-core").stream()
                        // inside of Camel's bundle camel-xml-jaxp
                        .filter(artifact -> !artifact.equals("camel-xml-jaxp-util"))
                        .toList());
        assertThat(own.get("camel-paho")).containsAll(standIn.get("camel-paho"));
        assertThat(Stream.of("camel-jackson", "jackson").flatMap(name -> own.get(name).stream()))
                .containsAll(standIn.get("camel-jackson"));
    }

    /** Waits until a route of the application hears uplinks. */
    static void awaitRoute(Karaf karaf, Application app) throws IOException {
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(karaf.isAlive()).as("Karaf is running").isTrue();
                assertThat(karaf.log()).doesNotContain("Error installing boot features");
                return app.connections().stream()
                        .anyMatch(connection ->
                                connection.subscriptions().containsKey("v3/" + app.uid() + "/devices/+/up"));
            });
        } catch (RuntimeException | AssertionError e) {
            // the log is the cause; that of the exception is the log once more, or that time ran out
            throw new AssertionError("The route did not start:\n" + karaf.log());
        }
    }

    private static String camelRepository() throws IOException {
        Matcher matcher = Pattern.compile("<repository>(.*)</repository>")
                .matcher(Files.readString(FEATURES, StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** The artifacts of each feature; of several versions of one, those of the first. */
    private static Map<String, List<String>> features(Path file) throws IOException {
        return FEATURE.matcher(Files.readString(file, StandardCharsets.UTF_8))
                .results()
                .collect(Collectors.toMap(
                        result -> result.group(1), result -> artifacts(result.group()), (first, second) -> first));
    }

    private static List<String> artifacts(String feature) {
        return BUNDLE.matcher(feature).results().map(result -> result.group(1)).toList();
    }
}
