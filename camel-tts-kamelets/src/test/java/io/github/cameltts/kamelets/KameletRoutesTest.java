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
package io.github.cameltts.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import io.github.cameltts.test.TxSchedulePriority;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KameletRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TheThingsStack stack =
            TheThingsStack.builder().storage(StorageSettings.cloud()).start();
    private final Application app = stack.application("app1@ttn");
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void tellRoutesOfTheStack() {
        context.getPropertiesComponent().addInitialProperty("tts.brokerUrl", stack.brokerUrl());
        context.getPropertiesComponent().addInitialProperty("tts.apiKey", app.apiKey(Right.LINK));
        context.getPropertiesComponent()
                .addInitialProperty("tts.storageUrl", stack.storage().url());
        context.getRegistry().bind("cursors", new MemoryStateRepository());
    }

    @AfterEach
    void stopContextAndStack() {
        context.stop();
        stack.close();
    }

    @Test
    void theSourceGivesMessagesAsTheServerSentThem() throws Exception {
        start();
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedMessageCount(2);
        app.awaitSubscriber("dev1", "up", PATIENCE);
        app.awaitSubscriber("dev1", "join", PATIENCE);

        byte[] join = app.device("dev1").join();
        byte[] uplink = app.device("dev1").uplink(2, new byte[] {1}, Map.of("temperature", 21.5));

        events.assertIsSatisfied();
        assertThat(events.getExchanges().get(0).getMessage().getBody()).isEqualTo(join);
        Message message = events.getExchanges().get(1).getMessage();
        assertThat(message.getBody()).isEqualTo(uplink);
        assertThat(message.getHeader(TtsConstants.EVENT)).isEqualTo("up");
        assertThat(message.getHeader(TtsConstants.DEVICE_ID)).isEqualTo("dev1");
        assertThat(message.getHeader(TtsConstants.F_PORT)).isEqualTo(2);
        assertThat(message.getHeader(TtsConstants.DEDUPLICATION_ID)).isNotNull();
    }

    @Test
    void theSourceFetchesWhatItMissed() throws Exception {
        start();
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        app.awaitSubscriber("dev1", "up", PATIENCE);
        app.device("dev1").activate().uplink(2, new byte[] {1});
        await().atMost(PATIENCE).until(() -> events.getReceivedCounter() == 1);

        stack.stop();
        app.device("dev1").uplink(2, new byte[] {2});
        stack.restart();

        await().atMost(PATIENCE).until(() -> events.getReceivedCounter() == 2);
        Message message = events.getExchanges().get(1).getMessage();
        assertThat(message.getBody()).isInstanceOf(byte[].class);
        // what is stored is not byte for byte what is published
        assertThat(message.getBody(ApplicationUp.class).uplinkMessage().frmPayload())
                .containsExactly(2);
        assertThat(message.getHeader(TtsConstants.BACKFILLED)).isEqualTo(true);
    }

    @Test
    void theSinkSendsBytesMapsAndRequests() throws Exception {
        start();
        app.device("dev1").activate().downlinkEncoder(decoded -> new byte[] {9});

        assertThat(send(new byte[] {7}).getException()).isNull();
        assertThat(send(Map.of("valve", "open")).getException()).isNull();
        assertThat(send("{\"downlinks\":[{\"f_port\":3,\"frm_payload\":\"AQI=\"}]}")
                        .getException())
                .isNull();

        assertThat(app.device("dev1").queue())
                .extracting(Downlink::fPort, Downlink::frmPayload)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(tuple(15, new byte[] {7}), tuple(15, new byte[] {9}), tuple(3, new byte[] {1, 2}));
        assertThat(app.pushed().get(0).downlinks().get(0).priority()).isEqualTo(TxSchedulePriority.HIGH);
    }

    @Test
    void whatTheServerRefusesFailsTheMessage() throws Exception {
        start();
        // a device without a session takes no downlink
        app.device("dev1");

        assertThat(send(new byte[] {7}).getException()).isNotNull();
    }

    @Test
    void anAddressMustBeGiven() {
        assertThatThrownBy(() -> {
                    context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("kamelet:tts-source?cluster=eu1").to("mock:events");
                        }
                    });
                    context.start();
                })
                .hasStackTraceContaining("address");
    }

    private void start() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(
                        context, "classpath:io/github/cameltts/kamelets/routes.yaml"));
        context.start();
    }

    private Exchange send(Object body) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.request("direct:open", exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
            });
        }
    }
}
