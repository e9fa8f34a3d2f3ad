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
package io.github.cameltts.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.TtsComponent;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an IDE shows for {@code application.properties} is what Camel's catalog says of the component. */
class ConfigurationMetadataTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "camel.component.tts.";
    private static final Map<String, String> WRAPPERS = Map.of(
            "boolean", "java.lang.Boolean",
            "int", "java.lang.Integer",
            "long", "java.lang.Long");

    static Stream<Map.Entry<String, JsonNode>> options() throws IOException {
        return catalog().properties().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void everyOptionOfTheComponentIsListed(Map.Entry<String, JsonNode> entry) throws IOException {
        JsonNode option = entry.getValue();

        JsonNode property = metadata().get(PREFIX + dashed(entry.getKey()));

        assertThat(property).as(PREFIX + dashed(entry.getKey())).isNotNull();
        assertThat(property.path("type").asText().replace(",", ", ")).isEqualTo(type(option));
        assertThat(property.path("description").asText())
                .startsWith(option.path("description").asText());
        assertThat(property.path("defaultValue").asText()).isEqualToIgnoringCase(defaultValue(option));
    }

    @Test
    void nothingElseIsListedButTheFlags() throws IOException {
        List<String> options =
                options().map(option -> PREFIX + dashed(option.getKey())).toList();

        assertThat(metadata().keySet().stream().filter(name -> !options.contains(name)))
                .containsExactlyInAnyOrder(PREFIX + "enabled", PREFIX + "customizer.enabled");
    }

    private static String type(JsonNode option) {
        String type = option.path("javaType").asText();
        return WRAPPERS.getOrDefault(type, type);
    }

    private static String defaultValue(JsonNode option) {
        String value = option.path("defaultValue").asText();
        boolean duration = option.path("type").asText().equals("duration") && !value.isEmpty();
        return duration ? Long.toString(TimeUtils.toMilliSeconds(value)) : value.replace("_", "-");
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static JsonNode catalog() throws IOException {
        try (InputStream json = TtsComponent.class.getResourceAsStream("/META-INF/io/github/cameltts/tts.json")) {
            return JSON.readTree(json).get("componentProperties");
        }
    }

    private static Map<String, JsonNode> metadata() throws IOException {
        Map<String, JsonNode> properties = new HashMap<>();
        try (InputStream json = TtsComponentConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("META-INF/spring-configuration-metadata.json")
                .toURL()
                .openStream()) {
            JSON.readTree(json)
                    .get("properties")
                    .forEach(property -> properties.put(property.get("name").asText(), property));
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }
}
