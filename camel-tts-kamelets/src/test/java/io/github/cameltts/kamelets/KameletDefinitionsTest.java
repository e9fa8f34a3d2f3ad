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
package io.github.cameltts.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.TtsComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The definitions keep to the conventions of Camel's own Kamelets, and say of options what Camel's catalog says. */
class KameletDefinitionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z]+)}}");

    @ParameterizedTest
    @CsvSource({"tts-source, source", "tts-downlink-sink, sink"})
    void aKameletSaysWhatItIs(String name, String type) throws IOException {
        JsonNode kamelet = kamelet(name);
        JsonNode annotations = kamelet.at("/metadata/annotations");

        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
        assertThat(kamelet.at("/metadata/labels")
                        .path("camel.apache.org/kamelet.type")
                        .asText())
                .isEqualTo(type);
        for (String annotation :
                new String[] {"kamelet.support.level", "provider", "kamelet.group", "kamelet.namespace"}) {
            assertThat(annotations.path("camel.apache.org/" + annotation).asText())
                    .isNotBlank();
        }
        assertThat(annotations.path("camel.apache.org/kamelet.icon").asText()).startsWith("data:image/svg+xml;base64,");
        assertThat(kamelet.at("/spec/definition/title").asText()).isNotBlank();
        assertThat(kamelet.at("/spec/definition/description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts-source", "tts-downlink-sink"})
    void itBringsTheComponentOfItsOwnVersion(String name) throws IOException {
        assertThat(kamelet(name).at("/spec/dependencies"))
                .extracting(JsonNode::asText)
                .contains(
                        "camel:kamelet", "mvn:io.github.camel-tts:camel-tts:" + System.getProperty("project.version"));
        assertThat(text(name)).doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts-source", "tts-downlink-sink"})
    void propertiesAreOptionsOfTheComponentWithItsDefaults(String name) throws IOException {
        JsonNode options = catalog().path("properties");

        kamelet(name).at("/spec/definition/properties").properties().forEach(entry -> {
            JsonNode property = entry.getValue();
            JsonNode option = options.path(entry.getKey());

            assertThat(option.isMissingNode()).as("option " + entry.getKey()).isFalse();
            assertThat(property.path("title").asText()).isNotBlank();
            assertThat(property.path("description").asText()).isNotBlank();
            assertThat(property.path("type").asText()).isIn("string", "integer", "boolean");
            if (!option.path("type").asText().equals("duration")) {
                assertThat(property.path("default").asText())
                        .as("default of " + entry.getKey())
                        .isEqualTo(option.path("defaultValue").asText());
            }
            assertThat(property.path("enum")).isEqualTo(option.path("enum"));
            boolean secret = option.path("secret").asBoolean();
            assertThat(property.path("format").asText().equals("password"))
                    .as(entry.getKey() + " is secret")
                    .isEqualTo(secret);
            if (secret) {
                assertThat(property.path("x-descriptors"))
                        .extracting(JsonNode::asText)
                        .contains("urn:alm:descriptor:com.tectonic.ui:password", "urn:camel:group:credentials");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts-source", "tts-downlink-sink"})
    void everyPropertyIsUsedAndNoOther(String name) throws IOException {
        JsonNode kamelet = kamelet(name);
        Set<String> used = new TreeSet<>();
        Matcher placeholders = PLACEHOLDER.matcher(kamelet.at("/spec/template").toString());
        while (placeholders.find()) {
            used.add(placeholders.group(1));
        }
        Set<String> declared = new TreeSet<>();
        kamelet.at("/spec/definition/properties").fieldNames().forEachRemaining(declared::add);

        assertThat(used).isEqualTo(declared);
        assertThat(kamelet.at("/spec/definition/required"))
                .extracting(JsonNode::asText)
                .containsExactly("address");
    }

    @ParameterizedTest
    @CsvSource({"tts-source, out", "tts-downlink-sink, in"})
    void headersAreThoseOfTheComponent(String name, String direction) throws IOException {
        Set<String> known = new TreeSet<>();
        catalog().path("headers").fieldNames().forEachRemaining(known::add);

        assertThat(kamelet(name).at("/spec/dataTypes/" + direction + "/headers").properties())
                .isNotEmpty()
                .allSatisfy(header -> assertThat(known).contains(header.getKey()));
    }

    private static JsonNode kamelet(String name) throws IOException {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text(name)));
    }

    private static String text(String name) throws IOException {
        try (InputStream yaml =
                KameletDefinitionsTest.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode catalog() throws IOException {
        try (InputStream json = TtsComponent.class.getResourceAsStream("/META-INF/io/github/cameltts/tts.json")) {
            return JSON.readTree(json);
        }
    }
}
