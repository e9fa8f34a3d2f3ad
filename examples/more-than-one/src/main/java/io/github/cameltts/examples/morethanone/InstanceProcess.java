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
package io.github.cameltts.examples.morethanone;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An {@link Instance} in a process of its own, that can be killed.
 */
final class InstanceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);

    private InstanceProcess(String name, Process process, Consumer<String> lines) {
        this.name = name;
        this.process = process;
        Thread reader = new Thread(() -> read(lines), "output of instance " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param name        of the instance
     * @param environment for {@link Settings}, beside what this process has
     * @param lines       takes what it prints
     */
    static InstanceProcess start(String name, Map<String, String> environment, Consumer<String> lines)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", classPath(), Instance.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put(Settings.Variable.INSTANCE, name);
        return new InstanceProcess(name, builder.start(), lines);
    }

    /** Run by Maven, this process has the classes not on its class path but in a loader of its own. */
    private static String classPath() {
        if (Instance.class.getClassLoader() instanceof URLClassLoader loader) {
            List<String> paths = new ArrayList<>();
            for (URL url : loader.getURLs()) {
                paths.add(Path.of(URI.create(url.toString())).toString());
            }
            return String.join(File.pathSeparator, paths);
        }
        return System.getProperty("java.class.path");
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
                if (line.endsWith(Instance.READY)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // killed in the middle of a line
            lines.accept("(" + e.getMessage() + ")");
        }
    }

    String name() {
        return name;
    }

    /**
     * @throws IllegalStateException if it does not stand by, or work, in time
     */
    void awaitReady(Duration patience) throws InterruptedException {
        if (!ready.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Instance " + name + " was not ready after " + patience);
        }
    }

    /** Ends it without a word, as a power cut does (SIGKILL). */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it in good order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
