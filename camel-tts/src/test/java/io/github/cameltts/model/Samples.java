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
package io.github.cameltts.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Recordings of The Things Stack that lie beside the repository, or where {@code tts.samples} says. */
public final class Samples {

    private Samples() {}

    /** Skips the test where the folder is absent. */
    static Path folder() {
        String given = System.getProperty("tts.samples");
        Path folder = given == null ? null : Path.of(given);
        for (Path up = Path.of("").toAbsolutePath(); folder == null && up != null; up = up.getParent()) {
            Path beside = up.resolve("shared").resolve("samples");
            folder = Files.isDirectory(beside) ? beside : null;
        }
        assumeTrue(folder != null && Files.isDirectory(folder), "the folder of samples is not there");
        return folder;
    }

    public static byte[] read(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages of the server: not requests, errors of HTTP and lines of the Storage Integration. */
    static List<Path> messages() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.getFileName().toString().matches("(downlinks-|http_error|storage_).*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
