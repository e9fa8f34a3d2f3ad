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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code camel run} in a process of its own, with a home and a local Maven repository of its own: what was built here
 * is in it, and what Maven has downloaded for the build is taken from there. Needs no network.
 */
final class CamelRun implements AutoCloseable {

    private static final String GROUP = "io/github/camel-tts";
    private static final String VERSION = System.getProperty("project.version");
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path TARGET = Path.of(System.getProperty("project.build.directory"));

    private final Path log;
    private final Process process;

    private CamelRun(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    static CamelRun of(String name, String... arguments) throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve("jbang").resolve(name));
        Path log = folder.resolve("camel.log");
        Path home = Files.createDirectories(folder.resolve("home"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.home=" + home);
        command.add("-Dmaven.repo.local=" + repository(TARGET.resolve("jbang/repository")));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(CamelCommand.class.getName());
        command.add("run");
        command.addAll(List.of(arguments));
        command.add("--repos=" + downloaded().toUri());
        command.add("--maven-central-enabled=false");
        command.add("--logging-color=false");
        // should the test die before it can end the process
        command.add("--max-seconds=300");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        return new CamelRun(log, builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code mvn install} would leave it. */
    private static Path repository(Path repository) throws IOException {
        put(repository, "camel-tts-parent", ".pom", ROOT.resolve("pom.xml"));
        put(repository, "camel-tts", ".pom", ROOT.resolve("camel-tts/pom.xml"));
        put(repository, "camel-tts", ".jar", ROOT.resolve("camel-tts/target/camel-tts-" + VERSION + ".jar"));
        return repository;
    }

    private static void put(Path repository, String artifact, String type, Path file) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve(GROUP).resolve(artifact).resolve(VERSION));
        Path target = folder.resolve(artifact + "-" + VERSION + type);
        Files.deleteIfExists(target);
        Files.copy(file, target);
    }

    /** The local repository of this build, from the place of a jar in it. */
    private static Path downloaded() {
        String jar = "/org/apache/camel/camel-jbang-core/";
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            int at = entry.replace('\\', '/').indexOf(jar);
            if (at > 0) {
                return Path.of(entry.substring(0, at));
            }
        }
        throw new IllegalStateException("No local repository: camel-jbang-core is not on the class path");
    }
}
