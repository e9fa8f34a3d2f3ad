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
package io.github.cameltts.compatibility.springboot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a process of its own, run by the JVM of the tests. */
final class PlantProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path log;
    private final Process process;
    private final Thread ending;
    private final HttpClient http = HttpClient.newHttpClient();

    PlantProcess(Path jar, Map<String, String> environment) throws IOException {
        log = jar.resolveSibling("plant-" + Runtime.version().feature() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // for the start alone: the second compiler would come too late
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /** Whether it listens; an error with all it wrote if it has ended. */
    boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application ended with status " + process.exitValue() + ":\n" + log());
        }
        return PORT.matcher(log()).find();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        Matcher port = PORT.matcher(log());
        if (!port.find()) {
            throw new IllegalStateException("The application does not listen:\n" + log());
        }
        URI uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /**
     * Asks it to end, as an operating system does.
     *
     * @return false if it has not ended in this time
     */
    boolean stop(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
