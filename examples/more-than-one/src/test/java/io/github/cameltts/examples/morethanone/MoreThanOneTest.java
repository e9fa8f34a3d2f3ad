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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoreThanOneTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TTS_APPLICATION",
            "app1@ttn",
            "TTS_API_KEY",
            "NNSXS.SECRET",
            Settings.Variable.INSTANCE,
            "a",
            Settings.Variable.DATABASE_URL,
            "jdbc:h2:mem:plant",
            Settings.Variable.DATABASE_PASSWORD,
            "SECRET");

    @Test
    void whenOneIsKilledTheOtherWrites() throws Exception {
        try (MoreThanOne example = new MoreThanOne(Map.of())) {
            example.run("active-active", 1);
        }
    }

    @Test
    void aSettingThatIsMissingOrUnknownIsTold() {
        assertThatThrownBy(() -> Settings.of(Map.of())).hasMessage("TTS_APPLICATION is not set: an instance needs it.");
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put(Settings.Variable.WAY, "both");
        assertThatThrownBy(() -> Settings.of(environment))
                .hasMessage("PLANT_WAY is 'both': set it to hot-standby or active-active.");
    }

    @Test
    void noSecretIsPrinted() {
        Settings settings = Settings.of(ENVIRONMENT);

        assertThat(settings + " " + settings.database()).doesNotContain("SECRET");
    }
}
