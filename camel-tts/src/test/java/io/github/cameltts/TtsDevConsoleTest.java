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
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;

class TtsDevConsoleTest extends StackTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).routeId("up").to("mock:up");
                from("direct:other").routeId("other").to("mock:other");
            }
        };
    }

    @Test
    void showsEveryConsumer() throws Exception {
        awaitSubscriber("dev1", "up");
        app.device("dev1").activate().uplink(1, new byte[] {1});
        await().atMost(PATIENCE).until(() -> getMockEndpoint("mock:up").getReceivedCounter() == 1);

        DevConsole console = console();
        String text = (String) console.call(DevConsole.MediaType.TEXT, Map.of());
        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON, Map.of());

        assertThat(text)
                .contains(
                        "routeId: up",
                        "address: app1@ttn/dev1",
                        "server: " + stack.brokerUrl(),
                        "connectionState: CONNECTED",
                        "filtersGranted: [v3/app1@ttn/devices/dev1/up]",
                        "received: 1")
                .doesNotContain("other", apiKey);
        assertThat((Collection<?>) json.get("ttsConsumers")).hasSize(1);
        assertThat(json.toJson())
                .contains("\"routeId\":\"up\"", "\"received\":1")
                .doesNotContain(apiKey);
    }

    private DevConsole console() {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        return registry.resolveById("tts");
    }
}
