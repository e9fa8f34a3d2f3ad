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

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for one test, in a folder of its own. Where there is none installed the test is skipped; the system
 * property {@code tts.postgresql} names the folder of its programs if they are elsewhere than usual.
 */
final class Postgresql implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    /** It refuses to run as root. */
    private static final String UNPRIVILEGED = "postgres";

    private static final String USER = "plant";

    private final Path folder;
    private final Path programs;
    private final Database.Access access;
    private String options;

    private Postgresql(Path folder, Path programs, Database.Access access) {
        this.folder = folder;
        this.programs = programs;
        this.access = access;
    }

    static Postgresql startOrSkip() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        assumeThat(programs).as("PostgreSQL, installed").isPresent();
        if (isRoot()) {
            assumeThat(run(List.of("id", UNPRIVILEGED))).as("user postgres").isZero();
        }
        // in the folder for temporary files: the other user may not see the one of the build
        Path folder = Files.createTempDirectory("plant");
        Path password = Files.writeString(folder.resolve("password"), UUID.randomUUID() + "\n");
        if (isRoot()) {
            run(List.of("chown", "-R", UNPRIVILEGED, folder.toString()));
        }
        int port = freePort();
        Postgresql server = new Postgresql(
                folder,
                programs.get(),
                new Database.Access(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                        USER,
                        Files.readString(password).strip()));
        String data = folder.resolve("data").toString();
        server.must(
                "initdb", "-D", data, "-U", USER, "--pwfile", password.toString(), "-A", "scram-sha-256", "-E", "UTF8");
        server.options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
        server.start();
        return server;
    }

    /** All connections break. */
    void restart() throws IOException, InterruptedException {
        stop();
        start();
    }

    private void start() throws IOException, InterruptedException {
        String log = folder.resolve("log").toString();
        must("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-l", log, "-o", options, "start");
    }

    private void stop() throws IOException, InterruptedException {
        must("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
    }

    private static Optional<Path> programs() throws IOException {
        String given = System.getProperty("tts.postgresql");
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Path::compareTo);
        }
    }

    Database.Access access() {
        return access;
    }

    private void must(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid", UNPRIVILEGED, "--regid", UNPRIVILEGED, "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        int result = run(command);
        if (result != 0) {
            throw new IOException(command + " ended with " + result);
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " takes more than a minute");
        }
        return process.exitValue();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        run(List.of("rm", "-rf", folder.toString()));
    }
}
