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
package io.github.cameltts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LocationAwareLogger;

/**
 * What is written to standard error meanwhile, which is where the tests log, whatever the logger: it goes on to the old
 * place as well.
 */
public final class LogCapture implements AutoCloseable {

    private final PrintStream before = System.err;
    private final Map<Logger, Integer> levels = new HashMap<>();
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

    /** Begins. */
    public LogCapture() {
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        captured.write(value);
                        before.write(value);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        captured.write(bytes, offset, length);
                        before.write(bytes, offset, length);
                    }

                    @Override
                    public void flush() throws IOException {
                        before.flush();
                    }
                },
                true,
                StandardCharsets.UTF_8));
    }

    /** With loggers of ours at debug level meanwhile, named without our package. */
    static LogCapture atDebug(String... loggers) {
        LogCapture capture = new LogCapture();
        for (String name : loggers) {
            capture.atDebug(LoggerFactory.getLogger("io.github.cameltts." + name));
        }
        return capture;
    }

    private void atDebug(Logger logger) {
        try {
            Field level = logger.getClass().getDeclaredField("currentLogLevel");
            level.setAccessible(true);
            levels.put(logger, level.getInt(logger));
            level.setInt(logger, LocationAwareLogger.DEBUG_INT);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The tests log with slf4j-simple, not with " + logger.getClass(), e);
        }
    }

    String text() {
        return captured.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return text().lines().toList();
    }

    @Override
    public void close() {
        System.setErr(before);
        levels.forEach((logger, level) -> {
            try {
                Field field = logger.getClass().getDeclaredField("currentLogLevel");
                field.setAccessible(true);
                field.setInt(logger, level);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
