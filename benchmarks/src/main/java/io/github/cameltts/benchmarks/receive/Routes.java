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
package io.github.cameltts.benchmarks.receive;

import io.github.cameltts.benchmarks.flood.Uplinks;
import io.github.cameltts.model.ApplicationUp;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Subscribers that are routes of Camel: the same route for all, with another beginning. */
final class Routes {

    /** What comes between the message and the count. */
    enum Body {
        AS_IT_COMES,
        MAP,
        RECORDS
    }

    private final int port;
    private final int routes;
    private final Sink sink;
    private final Payloads payloads;

    /**
     * @param routes 1 for every device, or more of a device each
     */
    Routes(int port, int routes, Sink sink) {
        this.port = port;
        this.routes = routes;
        this.sink = sink;
        this.payloads = new Payloads(sink);
    }

    void tts(String options) throws Exception {
        start(
                Body.AS_IT_COMES,
                device -> "tts:app1@ttn" + (device == null ? "" : "/" + device) + "?brokerUrl=tcp://127.0.0.1:" + port
                        + "&apiKey=key&overflowPolicy=block&" + options);
    }

    void paho(Body body) throws Exception {
        start(
                body,
                device -> "paho:" + (device == null ? Uplinks.EVERY_DEVICE : Uplinks.topic(device))
                        + "?brokerUrl=tcp://127.0.0.1:" + port + "&userName=app1@ttn&password=key&qos=0");
    }

    private void start(Body body, Address address) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < routes; i++) {
                    RouteDefinition route = from(address.of(routes == 1 ? null : Uplinks.device(i)));
                    switch (body) {
                        case MAP -> route.unmarshal().json(Map.class).process(Routes.this::arrived);
                        case RECORDS ->
                            route.unmarshal().json(ApplicationUp.class).process(Routes.this::arrived);
                        default -> route.process(Routes.this::arrived);
                    }
                }
            }
        });
        context.start();
    }

    private void arrived(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof byte[] bytes) {
            payloads.arrived(bytes);
        } else if (!sink.isTimed()) {
            sink.arrived();
        } else if (body instanceof ApplicationUp up) {
            sink.arrived(Uplinks.readNumber(up.correlationIds().get(0)));
        } else if (body instanceof Map<?, ?> map && map.get("correlation_ids") instanceof List<?> ids) {
            sink.arrived(Uplinks.readNumber((String) ids.get(0)));
        }
    }

    @FunctionalInterface
    private interface Address {

        /** The URI for a device, or for every one where it is null. */
        String of(String device);
    }
}
