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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

class TtsSilenceTest extends StackTestSupport {

    @Override
    public boolean isUseRouteBuilder() {
        return false;
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        return context;
    }

    @Test
    void aKeyWithoutTheRightToReadIsFoundOutByItsSilence() throws Exception {
        route(app.apiKey(Right.TRAFFIC_DOWN_WRITE), "silenceThreshold=1s");
        Device device = app.device("dev1").activate();

        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
        device.uplink(1, new byte[] {1});
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.DOWN);

        assertThat(health().getMessage().orElse(""))
                .startsWith("Connected and every filter granted, but no message since ")
                .contains("option silenceThreshold (1s)", "RIGHT_APPLICATION_TRAFFIC_READ", "application 'app1@ttn'");
        assertThat(health().getDetails()).doesNotContainKey("last-message");
    }

    @Test
    void aMessageEndsTheSilence() throws Exception {
        route(apiKey, "silenceThreshold=1s");
        awaitSubscriber("dev1", "up");
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.DOWN);
        Instant before = Instant.now().minusMillis(1);

        app.device("dev1").activate().uplink(1, new byte[] {1});

        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
        assertThat(Instant.parse((String) health().getDetails().get("last-message")))
                .isBetween(before, Instant.now());
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.DOWN);
    }

    @Test
    void silenceIsNoFaultWhileItIsSuspended() throws Exception {
        route(apiKey, "silenceThreshold=1s");
        awaitSubscriber("dev1", "up");
        context.getRouteController().suspendRoute("silent");

        await().during(Duration.ofMillis(1500)).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        health().getMessage().orElse(""))
                .isEmpty());
    }

    @Test
    void aThresholdWithoutAUnitIsRefused() {
        assertThatThrownBy(() -> context.getEndpoint(tts("", "silenceThreshold=60")))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasRootCauseMessage(
                        "Option silenceThreshold '60 ms' is too short: at least 1000 ms. A number without a"
                                + " unit means milliseconds: write 60s for a minute.");
    }

    private void route(String key, String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + key + "&" + options)
                        .routeId("silent")
                        .to("mock:up");
            }
        });
        context.start();
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElse(null);
    }
}
