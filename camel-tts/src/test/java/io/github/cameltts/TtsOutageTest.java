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

import io.github.cameltts.test.Right;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

class TtsOutageTest extends StackTestSupport {

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
    void theContextStartsWithoutTheServerAndHearsWhenItComes() throws Exception {
        stack.stop();
        route("reconnectDelay=50&maxReconnectDelay=200");

        assertThat(context.getStatus().isStarted()).isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> {
            HealthCheck.Result health = health();
            assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health.getMessage().orElse(""))
                    .startsWith(
                            "No connection to " + stack.brokerUrl() + " as app1@ttn (upstream): disconnected since ")
                    .contains("Nothing accepts connections at " + stack.brokerUrl());
        });

        stack.restart();
        awaitSubscriber("dev1", "up");
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
        app.device("dev1").activate().uplink(1, new byte[] {1});

        await().atMost(PATIENCE).until(() -> getMockEndpoint("mock:up").getReceivedCounter() == 1);
        assertThat(health().getDetails())
                .containsEntry("server", stack.brokerUrl())
                .containsEntry("application", "app1@ttn")
                .containsEntry("connection.state", "CONNECTED")
                .containsEntry("filters.granted", "v3/app1@ttn/devices/dev1/up")
                .containsEntry("queue.dropped", 0L);
    }

    @Test
    void itHearsAgainAfterTheServerWasAway() throws Exception {
        route("reconnectDelay=50&maxReconnectDelay=200");
        awaitSubscriber("dev1", "up");
        stack.stop();
        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.DOWN);
        stack.restart();

        awaitSubscriber("dev1", "up");
        app.device("dev1").activate().uplink(1, new byte[] {1});

        await().atMost(PATIENCE).until(() -> getMockEndpoint("mock:up").getReceivedCounter() == 1);
    }

    @Test
    void aRefusedLoginShowsInHealthAndIsTriedAgain() throws Exception {
        stack.faults().refuseNextLogins(3, 5);
        route("reconnectDelay=50&maxReconnectDelay=200");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getMessage().orElse(""))
                        .contains("refused the login as 'app1@ttn' (CONNACK 5). Check the application id, tenant or API"
                                + " key"));

        awaitSubscriber("dev1", "up");
        assertThat(stack.loginsRefused()).isEqualTo(3);
    }

    @Test
    void aRefusedFilterShowsInHealthUntilItIsGranted() throws Exception {
        stack.faults().refuseFilter("v3/app1@ttn/devices/dev1/up");
        route("reconnectDelay=50&maxReconnectDelay=200");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().getMessage().orElse(""))
                        .isEqualTo("The server refused to deliver v3/app1@ttn/devices/dev1/up. Check application and"
                                + " tenant, and the access rules of a broker in between."));

        stack.faults().grantFilters();

        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
        assertThat(stack.loginsAccepted()).isEqualTo(1);
    }

    @Test
    void noHealthDetailHasTheKey() throws Exception {
        route("");
        awaitSubscriber("dev1", "up");

        HealthCheck.Result health = health();

        assertThat(health.getDetails().toString() + health.getMessage()).doesNotContain(apiKey);
    }

    @Test
    void aKeyWithoutAnyRightToReadConnectsAllTheSame() throws Exception {
        String blind = app.apiKey(Right.TRAFFIC_DOWN_WRITE);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + blind)
                        .to("mock:up");
            }
        });
        context.start();

        await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
    }

    private void route(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", options)).to("mock:up");
            }
        });
        context.start();
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElseThrow();
    }
}
