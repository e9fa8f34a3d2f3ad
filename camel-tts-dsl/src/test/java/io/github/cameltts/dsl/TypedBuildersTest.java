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
package io.github.cameltts.dsl;

import static io.github.cameltts.dsl.endpoint.StaticEndpointBuilders.tts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.TtsComponent;
import io.github.cameltts.TtsConstants;
import io.github.cameltts.TtsEndpoint;
import io.github.cameltts.dsl.component.ComponentsBuilderFactory;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.model.TxSchedulePriority;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TypedBuildersTest extends RouteStory {

    @Test
    void endpointsAreBuiltInAnEndpointRouteBuilder() throws Exception {
        context.addRoutes(new TtsEndpointRouteBuilder() {
            @Override
            public void configure() {
                from(tts("app1@ttn/dev1")
                                .events("up,join")
                                .brokerUrl("{{tts.brokerUrl}}")
                                .apiKey("{{tts.apiKey}}"))
                        .routeId("events")
                        .to(mock("events"));
                from(direct("open"))
                        .routeId("open")
                        .to(tts("app1@ttn/dev1")
                                .fPort(15)
                                .priority(TxSchedulePriority.HIGH)
                                .brokerUrl(stack.brokerUrl())
                                .apiKey(apiKey));
            }
        });

        eventsArriveAndADownlinkLeaves();
    }

    @Test
    void endpointsAreBuiltInAnyRouteBuilder() throws Exception {
        ComponentsBuilderFactory.tts()
                .brokerUrl(stack.brokerUrl())
                .apiKey(apiKey)
                .register(context, "tts");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("app1@ttn/dev1").events("up,join")).routeId("events").to("mock:events");
                from("direct:open")
                        .routeId("open")
                        .to(tts("app1@ttn/dev1").fPort(15).priority("HIGH"));
            }
        });

        eventsArriveAndADownlinkLeaves();
    }

    @Test
    void componentsHaveNamesOfTheirOwn() throws Exception {
        ComponentsBuilderFactory.tts()
                .brokerUrl(stack.brokerUrl())
                .apiKeys(Map.of("app1@ttn", apiKey))
                .events("up,join")
                .fPort(15)
                .priority(TxSchedulePriority.HIGH)
                .register(context, "plant");
        context.addRoutes(new TtsEndpointRouteBuilder() {
            @Override
            public void configure() {
                from(tts("plant", "app1@ttn/dev1")).routeId("events").to(mock("events"));
                from(direct("open")).routeId("open").to(tts("plant", "app1@ttn/dev1"));
            }
        });

        eventsArriveAndADownlinkLeaves();
        assertThat(context.hasComponent("tts")).isNull();
    }

    @Test
    void optionsReachTheEndpointAsTheyAreGiven() {
        TtsEndpoint endpoint = (TtsEndpoint) tts("app1@ttn")
                .brokerUrl("ssl://lns.example.com:8883")
                .apiKey("NNSXS.KEY.SECRET")
                .queueSize(7)
                .overflowPolicy(OverflowPolicy.block)
                .silenceThreshold("1h")
                .resolve(context);

        assertThat(endpoint.getConfiguration().getBrokerUrl()).isEqualTo("ssl://lns.example.com:8883");
        assertThat(endpoint.getConfiguration().getApiKey()).isEqualTo("NNSXS.KEY.SECRET");
        assertThat(endpoint.getConfiguration().getQueueSize()).isEqualTo(7);
        assertThat(endpoint.getConfiguration().getOverflowPolicy()).isEqualTo(OverflowPolicy.block);
        assertThat(endpoint.getConfiguration().getSilenceThreshold()).isEqualTo(3_600_000);
    }

    @Test
    void aComponentIsBuiltWithItsDefaults() {
        TtsComponent built = ComponentsBuilderFactory.tts()
                .cluster("eu1")
                .requestTimeout(3_000)
                .build(context);

        assertThat(built.getConfiguration().getCluster()).isEqualTo("eu1");
        assertThat(built.getConfiguration().getRequestTimeout()).isEqualTo(3_000);
        assertThat(built.getConfiguration().getQueueSize()).isEqualTo(10_000);
    }

    @Test
    void headersHaveTypedNames() {
        TtsEndpointRouteBuilder builder = new TtsEndpointRouteBuilder() {
            @Override
            public void configure() {}
        };

        assertThat(builder.tts().ttsDeviceId()).isEqualTo(TtsConstants.DEVICE_ID);
        assertThat(builder.tts().ttsDownlinkFPort()).isEqualTo(TtsConstants.DOWNLINK_F_PORT);
    }
}
