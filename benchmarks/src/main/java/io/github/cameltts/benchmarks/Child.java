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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of this class path, told by lines and answering by lines. */
final class Child implements AutoCloseable {

    private final Process process;
    private final PrintWriter out;
    private final BufferedReader in;

    Child(Class<?> mainClass, String heap, Object... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                // tells of each message that it drops, which would slow it down even more
                "-Dorg.slf4j.simpleLogger.log.com.hivemq=off",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String answer() throws IOException {
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("a process of the benchmark ended: " + process.info());
        }
        return answer;
    }

    String ask(String task) throws IOException {
        out.println(task);
        return answer();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
