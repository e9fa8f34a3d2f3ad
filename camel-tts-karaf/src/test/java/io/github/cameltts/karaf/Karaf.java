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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Karaf of its own: the distribution as it is unpacked, with configuration and data in another folder, all its ports
 * free ones of 127.0.0.1, and no repository but those it is given.
 */
final class Karaf implements AutoCloseable {

    private static final int STOP_SECONDS = 20;

    private final Path home;
    private final Path folder;
    private final Path etc;
    private Process process;
    private Thread ending;

    Karaf(Path home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        this.etc = folder.resolve("etc");
        delete(folder);
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("log"));
        copy(home.resolve("etc"), etc);
        configure("org.apache.karaf.shell.cfg", Map.of("sshHost", "127.0.0.1", "sshPort", freePort()));
        configure(
                "org.apache.karaf.management.cfg",
                Map.of(
                        "rmiRegistryHost",
                        "127.0.0.1",
                        "rmiRegistryPort",
                        freePort(),
                        "rmiServerHost",
                        "127.0.0.1",
                        "rmiServerPort",
                        freePort()));
    }

    /** Where Karaf finds bundles, beside what it has brought. */
    void repository(Path repository) throws IOException {
        configure(
                "org.ops4j.pax.url.mvn.cfg",
                Map.of(
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots, "
                                + repository.toUri() + "@id=build@snapshots",
                        "org.ops4j.pax.url.mvn.repositories",
                        "",
                        "org.ops4j.pax.url.mvn.localRepository",
                        folder.resolve("local").toString()));
    }

    /** Features to start with, beside Karaf's own: a list is installed when the one before it has been. */
    void features(List<String> repositories, List<List<String>> features) throws IOException {
        Properties own = properties("org.apache.karaf.features.cfg");
        String boot = "(" + own.getProperty("featuresBoot") + "), "
                + features.stream()
                        .map(stage -> "(" + String.join(", ", stage) + ")")
                        .collect(Collectors.joining(", "));
        configure(
                "org.apache.karaf.features.cfg",
                Map.of(
                        "featuresRepositories",
                        own.getProperty("featuresRepositories") + ", " + String.join(", ", repositories),
                        "featuresBoot",
                        boot));
    }

    void systemProperties(Map<String, String> properties) throws IOException {
        configure("system.properties", properties);
    }

    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/karaf").toString(), "daemon").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("KARAF_ETC", etc.toString());
        builder.environment().put("KARAF_DATA", folder.resolve("data").toString());
        builder.environment().put("KARAF_LOG", folder.resolve("log").toString());
        builder.redirectOutput(folder.resolve("console.txt").toFile());
        process = builder.start();
        ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What Karaf has logged, and what it printed before it could. */
    String log() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(folder.resolve("console.txt"), folder.resolve("log/karaf.log"))) {
            if (Files.exists(file)) {
                text.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(ending);
        }
    }

    private void configure(String file, Map<String, String> values) throws IOException {
        Properties all = properties(file);
        all.putAll(values);
        Map<Object, Object> sorted = new LinkedHashMap<>(all);
        Files.write(
                etc.resolve(file),
                sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + " = "
                                + entry.getValue().toString().replace("\\", "\\\\"))
                        .sorted()
                        .toList());
    }

    private Properties properties(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(etc.resolve(file))) {
            properties.load(in);
        }
        return properties;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
