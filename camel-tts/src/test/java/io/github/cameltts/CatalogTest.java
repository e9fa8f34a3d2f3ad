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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    @BeforeEach
    void addComponent() throws Exception {
        try (InputStream json = TtsComponent.class.getResourceAsStream("/META-INF/io/github/cameltts/tts.json")) {
            catalog.addComponent(
                    "tts", TtsComponent.class.getName(), new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tts:app1",
                "tts:app1/dev1",
                "tts:app1@ttn?cluster=eu1",
                "tts:app1@ttn/dev1?cluster=eu1&events=up,join",
                "tts:app1@ttn/+?brokerUrl=tcp://localhost:1883&queueSize=7"
            })
    void uriAndPropertiesRoundTrip(String uri) throws Exception {
        Map<String, String> properties = new LinkedHashMap<>(catalog.endpointProperties(uri));

        assertThat(catalog.asEndpointUri("tts", properties, false)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app1", "app1/dev1", "app1/+", "app1@ttn", "app1@ttn/dev1", "app1@ttn/+"})
    void everyOptionRoundTrips(String address) throws Exception {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("address", address);
        catalog.componentModel("tts")
                .getEndpointParameterOptions()
                .forEach(option -> properties.put(
                        option.isMultiValue() ? option.getPrefix() + "socketFactory" : option.getName(),
                        value(option)));
        assertThat(properties).hasSizeGreaterThan(25);

        String uri = catalog.asEndpointUri("tts", properties, false);
        String encoded = catalog.asEndpointUri("tts", properties, true);

        assertThat(uri).startsWith("tts:" + address + "?");
        assertThat(catalog.endpointProperties(uri)).containsExactlyInAnyOrderEntriesOf(properties);
        assertThat(catalog.endpointProperties(encoded.replace("&amp;", "&")))
                .containsExactlyInAnyOrderEntriesOf(properties);
        assertThat(catalog.validateEndpointProperties(uri).isSuccess()).isTrue();
    }

    /** Another value than the default, of the option's type. */
    private static String value(ComponentModel.EndpointOptionModel option) {
        return switch (option.getType()) {
            case "boolean" -> "true";
            case "duration" -> "45s";
            case "enum" -> option.getEnums().get(option.getEnums().size() - 1);
            case "integer" -> "7";
            case "number" -> "2.5";
            case "object" -> "#bean:" + option.getName();
            default ->
                switch (option.getName()) {
                    // the catalog wraps secrets itself
                    case "apiKey" -> "RAW(NNSXS.KEY.SECRET)";
                    case "brokerUrl" -> "ssl://lns.example.com:8883";
                    case "events" -> "up,down/queued,up/normalized";
                    default -> "some-" + option.getName();
                };
        };
    }

    @Test
    void theCatalogValidatesOptions() {
        EndpointValidationResult good =
                catalog.validateEndpointProperties("tts:app1@ttn/dev1?cluster=eu1&priority=HIGH&keepAliveInterval=45s");
        EndpointValidationResult bad = catalog.validateEndpointProperties("tts:app1@ttn?clutser=eu1&priority=urgent");

        assertThat(good.isSuccess()).isTrue();
        assertThat(bad.getUnknown()).containsExactly("clutser");
        assertThat(bad.getInvalidEnum()).containsKey("priority");
    }

    @Test
    void keysAreSecret() {
        String json = catalog.componentJSonSchema("tts");

        assertThat(json)
                .containsPattern("\"apiKey\":[^}]*\"secret\": true")
                .containsPattern("\"apiKeys\":[^}]*\"secret\": true");
    }
}
