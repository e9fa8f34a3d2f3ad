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
