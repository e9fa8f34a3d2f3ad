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
package io.github.cameltts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cameltts.TtsComponent;
import io.github.cameltts.TtsConfigurationException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class ConfiguringTest extends RoutesSupport {

    @Test
    void routesInYaml() throws Exception {
        load(
                "routes.yaml",
                """
                - route:
                    from:
                      uri: tts:app1@ttn/dev1
                      parameters:
                        brokerUrl: %s
                        apiKey: RAW(%s)
                        events: up,join
                      steps:
                        - to:
                            uri: mock:up
                """
                        .formatted(stack.brokerUrl(), apiKey));
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void routesInXml() throws Exception {
        assumeTrue(
                context.getClassResolver().resolveClass("org.apache.camel.dsl.xml.io.XmlRoutesBuilderLoader") != null,
                "camel-xml-io-dsl of this version is not to be had");
        load(
                "routes.xml",
                """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                    <route>
                        <from uri="%s"/>
                        <to uri="mock:up"/>
                    </route>
                </routes>
                """
                        .formatted(tts("/dev1", "events=up,join").replace("&", "&amp;")));
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void propertiesOfCamelMain() throws Exception {
        AtomicInteger received = new AtomicInteger();
        Main main = new Main();
        main.addInitialProperty("camel.component.tts.broker-url", stack.brokerUrl());
        main.addInitialProperty("camel.component.tts.api-keys[app1@ttn]", apiKey);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1").process(exchange -> received.incrementAndGet());
            }
        });
        main.start();
        try {
            awaitSubscriber();
            device.uplink(1, new byte[] {1});

            await().atMost(PATIENCE).until(() -> received.get() == 1);
        } finally {
            main.stop();
        }
    }

    @Test
    void propertyPlaceholders() throws Exception {
        context.getPropertiesComponent().addInitialProperty("tts.key", apiKey);
        context.getPropertiesComponent().addInitialProperty("tts.server", stack.brokerUrl());
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1?brokerUrl={{tts.server}}&apiKey={{tts.key}}")
                        .to("mock:up");
            }
        });
        awaitSubscriber();
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void optionsOfTheComponent() throws Exception {
        TtsComponent component = context.getComponent("tts", TtsComponent.class);
        component.getConfiguration().setBrokerUrl(stack.brokerUrl());
        component.getApiKeys().put("app1@ttn", apiKey);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1").to("mock:up");
            }
        });
        awaitSubscriber();
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void urisOfTheUriFactory() throws Exception {
        EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("tts");

        String uri = factory.buildUri("tts", Map.of("address", "app1@ttn/dev1", "cluster", "eu1", "apiKey", "key"));

        assertThat(uri).startsWith("tts:app1@ttn/dev1?").contains("cluster=eu1", "apiKey=RAW(key)");
        assertThat(factory.secretPropertyNames()).contains("apiKey");
    }

    @Test
    void faultsOfConfiguration() {
        assertThatThrownBy(() -> context.getEndpoint("tts:app1?cluster=eu1&apiKey=key"))
                .hasRootCauseInstanceOf(TtsConfigurationException.class);
        assertThatThrownBy(() -> context.getEndpoint(tts("", "nonsense=1")))
                .rootCause()
                .hasMessageContaining("nonsense");
    }

    private void load(String name, String routes) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, routes));
        context.start();
        awaitSubscriber();
    }
}
