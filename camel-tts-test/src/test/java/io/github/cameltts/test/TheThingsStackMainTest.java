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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.test.TheThingsStackMain.MainOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TheThingsStackMainTest {

    @Test
    void hasDefaults() {
        assertThat(MainOptions.parse())
                .isEqualTo(new MainOptions(1883, "app1@ttn", 3, Duration.ofSeconds(5), null, false));
    }

    @Test
    void readsItsOptions() {
        assertThat(MainOptions.parse("--port", "0", "--application", "mine", "--devices", "9", "--interval", "500ms"))
                .isEqualTo(new MainOptions(0, "mine", 9, Duration.ofMillis(500), null, false));
        assertThat(MainOptions.parse("--interval", "2m").interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(MainOptions.parse("--api-key", "stand-in").apiKey()).isEqualTo("stand-in");
        assertThat(MainOptions.parse("--help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--port, many, --port is 'many'",
        "--port, 65536, --port is '65536'",
        "--devices, 0, --devices is '0'",
        "--interval, 0s, --interval is '0s'",
        "--interval, 5, --interval is '5'",
        "--colour, red, '--colour' is not known",
    })
    void saysWhatIsWrong(String option, String value, String message) {
        assertThatThrownBy(() -> MainOptions.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> MainOptions.parse("--port")).hasMessageContaining("--port needs a value");
    }

    @Test
    @Timeout(60)
    void runsUntilItIsInterruptedAndEndsWithoutAWord() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TheThingsStackMain.class.getName(),
                        "--port",
                        "0",
                        "--interval",
                        "1s")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String block = readBlock(out);
            String url = find(block, "broker +(tcp://127\\.0\\.0\\.1:[0-9]+)");
            String key = find(block, "API key +(NNSXS\\.[A-Z2-7.]+)");
            assertThat(block).contains("app1@ttn", "temperature-1", "door-1", "tracker-1", "Ctrl-C");
            connect(url, key);

            // unlike destroy() of the process this leaves its output readable
            process.toHandle().destroy();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String readBlock(BufferedReader out) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = out.readLine();
            lines.add(line);
        } while (line != null && !line.contains("Ctrl-C"));
        return String.join("\n", lines);
    }

    private static String find(String block, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(block);
        assertThat(matcher.find()).as(block).isTrue();
        return matcher.group(1);
    }

    private static void connect(String url, String key) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("app1@ttn");
        options.setPassword(key.toCharArray());
        try (MqttClient client = new MqttClient(url, "main", new MemoryPersistence())) {
            client.connect(options);
            client.disconnect();
        }
    }
}
