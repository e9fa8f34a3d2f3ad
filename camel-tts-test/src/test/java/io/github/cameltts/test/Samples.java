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
package io.github.cameltts.test;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the sample payloads lie that are read in place: the system property {@code tts.samples}, or beside the
 * repository.
 */
final class Samples {

    private Samples() {}

    /** The folder, or null where there is none. */
    static Path folder() {
        String configured = System.getProperty("tts.samples");
        if (configured != null) {
            Path folder = Path.of(configured);
            return Files.isDirectory(folder) ? folder : null;
        }
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/samples");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
