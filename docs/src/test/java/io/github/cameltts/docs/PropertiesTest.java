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
package io.github.cameltts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.TtsComponent;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties on the pages are taken by Camel, which refuses those that it does not know. */
class PropertiesTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    /** Those of Spring Boot are tested with the starter. */
    static Stream<Pages.Snippet> properties() {
        return Pages.snippets().stream()
                .filter(snippet -> snippet.language().equals("properties"))
                .filter(snippet -> !snippet.code().contains("${"));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void camelTakesThem(Pages.Snippet snippet) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(snippet.code()
                .replace("/etc/my-app/authority.p12", trustStore().toString())
                .replace("{{env:TRUST_STORE_PASSWORD}}", PASSWORD)));
        Main main = new Main();
        properties.forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        main.start();
        try {
            CamelContext context = main.getCamelContext();
            TtsComponent component = context.getComponent("tts", TtsComponent.class);
            if (properties.containsKey("camel.ssl.enabled")) {
                assertThat(component.isUseGlobalSslContextParameters()).isTrue();
                assertThat(context.getSSLContextParameters().createSSLContext(context))
                        .isNotNull();
            }
            assertThat(component.getConfiguration().getApiKey())
                    .isEqualTo(properties.get("camel.component.tts.apiKey"));
        } finally {
            main.stop();
        }
    }

    /** Any certificate will do: one that the JVM trusts. */
    private Path trustStore() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager trusted = (X509TrustManager) factory.getTrustManagers()[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", trusted.getAcceptedIssuers()[0]);
        Path file = folder.resolve("authority.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
