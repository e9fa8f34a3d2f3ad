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

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Routes against the stand-in for The Things Stack, in a plain context: Camel's test library is not published for every
 * version that the suite runs on. The name of a test is a line of the table in the documentation.
 */
abstract class RoutesSupport {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final TheThingsStack stack;
    final Application app;
    final String apiKey;
    final Device device;
    final DefaultCamelContext context = new DefaultCamelContext();
    final ProducerTemplate template = context.createProducerTemplate();

    RoutesSupport() {
        this(TheThingsStack.start());
    }

    RoutesSupport(TheThingsStack stack) {
        this.stack = stack;
        this.app = stack.application("app1@ttn");
        this.apiKey = app.apiKey(Right.LINK);
        this.device = app.device("dev1").activate();
    }

    @BeforeEach
    void theVersionIsTheOneThatWasAskedFor() {
        assertThat(context.getVersion()).isEqualTo(System.getProperty("camel.version"));
    }

    @AfterEach
    void stop() {
        context.stop();
        stack.close();
    }

    /** An endpoint URI for the application, with server and key. */
    String tts(String device, String options) {
        return "tts:app1@ttn" + device + "?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey + ")"
                + (options.isEmpty() ? "" : "&" + options);
    }

    void start(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    void awaitSubscriber() {
        app.awaitSubscriber("dev1", "up", PATIENCE);
    }

    /** The exchanges of a mock endpoint, once there are so many. */
    List<Exchange> received(String mock, int count) {
        MockEndpoint endpoint = context.getEndpoint(mock, MockEndpoint.class);
        await().atMost(PATIENCE).until(() -> endpoint.getReceivedCounter() >= count);
        assertThat(endpoint.getReceivedExchanges()).hasSize(count);
        return endpoint.getReceivedExchanges();
    }
}
