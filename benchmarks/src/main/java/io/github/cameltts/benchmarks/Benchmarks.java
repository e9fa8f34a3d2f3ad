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
package io.github.cameltts.benchmarks;

import io.github.cameltts.benchmarks.report.CsvFile;
import io.github.cameltts.benchmarks.report.MarkdownPage;
import io.github.cameltts.benchmarks.report.Plots;
import java.io.IOException;
import java.nio.file.Files;

/** Measures all, and writes it down. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * @param args see {@link Settings}
     */
    public static void main(String[] args) throws IOException {
        Settings settings = Settings.parse(args);
        Machine machine = Machine.now();
        Results results = Plan.run(settings);
        String page = MarkdownPage.of(machine.atTheEnd(), settings.rounds() * settings.forks(), results);
        System.out.println(page);
        if (settings.folder() != null) {
            Files.createDirectories(settings.folder());
            Files.writeString(settings.folder().resolve("results.md"), page);
            CsvFile.write(settings.folder().resolve("results.csv"), results);
            Plots.write(settings.folder(), results);
        }
        System.exit(0);
    }
}
