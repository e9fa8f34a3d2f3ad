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
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchingTest extends RoutesSupport {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @BeforeEach
    void routes() throws Exception {
        context.getRegistry().bind("meters", meters);
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        registry.register(registry.resolveById("producers"));
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "reconnectDelay=50&maxReconnectDelay=200"))
                        .routeId("up")
                        .to("mock:up");
                from("direct:down").to(tts("/dev1", "fPort=1&reconnectDelay=50&maxReconnectDelay=200"));
            }
        });
        awaitSubscriber();
        stack.awaitConnections(2, PATIENCE);
    }

    @Test
    void healthOfConsumersAndProducers() {
        await().atMost(PATIENCE).until(() -> health("consumer:") == HealthCheck.State.UP);

        stack.stop();

        await().atMost(PATIENCE).until(() -> health("consumer:") == HealthCheck.State.DOWN);
    }

    @Test
    void jmxAttributesAndReconnect() throws Exception {
        device.uplink(1, new byte[] {1});
        received("mock:up", 1);
        ObjectName consumer = consumer();

        assertThat(server.getAttribute(consumer, "ConnectionState")).isEqualTo("CONNECTED");
        await().atMost(PATIENCE).until(() -> (long) server.getAttribute(consumer, "Delivered") == 1);
        server.invoke(consumer, "reconnect", null, null);

        await().atMost(PATIENCE).until(() -> stack.loginsAccepted() == 3);
        assertThat(server.getMBeanInfo(consumer).toString()).doesNotContain(apiKey);
    }

    @Test
    void developerConsole() {
        DevConsole console = context.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("tts");

        assertThat((String) console.call(DevConsole.MediaType.TEXT, Map.of()))
                .contains("routeId: up", "connectionState: CONNECTED")
                .doesNotContain(apiKey);
    }

    @Test
    void metersOfMicrometer() {
        device.uplink(1, new byte[] {1});
        received("mock:up", 1);
        template.sendBody("direct:down", new byte[] {1});

        await().atMost(PATIENCE)
                .until(() -> meters.get("camel.tts.delivered")
                                .tag("routeId", "up")
                                .functionCounter()
                                .count()
                        == 1);
        assertThat(meters.get("camel.tts.publish")
                        .tag("failed", "false")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private HealthCheck.State health(String prefix) {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    private ObjectName consumer() throws Exception {
        return server
                .queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=consumers,*"),
                        null)
                .stream()
                .filter(name -> name.getKeyProperty("name").contains("TtsConsumer"))
                .findFirst()
                .orElseThrow();
    }
}
