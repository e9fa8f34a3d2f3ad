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
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The page on operating tells of all that a running context shows. */
class ObservabilityTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void metersAndHealthDetailsAreTold() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TheThingsStack stack = TheThingsStack.builder()
                        .storage(StorageSettings.cloud())
                        .start();
                CamelContext context = new DefaultCamelContext()) {
            Application application = stack.application("app1@ttn");
            application.device("dev1").join();
            context.getRegistry().bind("metricsRegistry", registry);
            context.addRoutes(routes(stack, application));
            context.start();
            application.awaitSubscriber("dev1", "up", PATIENCE);
            context.createProducerTemplate()
                    .sendBodyAndHeader("direct:send", new byte[] {1}, TtsConstants.DEVICE_ID, "dev1");

            Set<String> meters = registry.getMeters().stream()
                    .map(Meter::getId)
                    .map(Meter.Id::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(Observability.toldMeters()).isEqualTo(meters);

            HealthCheck health =
                    ((HealthCheckAware) context.getRoute("readings").getConsumer()).getHealthCheck();
            allDetailsAreTold(health);

            stack.close();
            await().atMost(PATIENCE).until(() -> health.call(Map.of()).getState() == HealthCheck.State.DOWN);
            allDetailsAreTold(health);
        }
    }

    private static void allDetailsAreTold(HealthCheck health) {
        assertThat(Observability.toldDetails())
                .containsAll(health.call(Map.of()).getDetails().keySet().stream()
                        .filter(detail -> !isCamels(detail))
                        .toList());
    }

    /** Camel adds its own. */
    private static boolean isCamels(String detail) {
        return detail.startsWith("check.")
                || detail.startsWith("route.")
                || detail.startsWith("invocation.")
                || detail.startsWith("failure.")
                || detail.startsWith("success.");
    }

    private static RouteBuilder routes(TheThingsStack stack, Application application) {
        String options = "?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + application.apiKey(Right.LINK);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn" + options + "&backfill=storage&storageUrl="
                                + stack.storage().url())
                        .routeId("readings")
                        .to("mock:readings");
                from("direct:send").to("tts:app1@ttn" + options + "&fPort=1&waitFor=queued");
            }
        };
    }
}
