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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import io.github.cameltts.test.TxSchedulePriority;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the same two routes do in whatever language they are written: {@code events} takes joins and uplinks of
 * {@code dev1} to {@code mock:events}, {@code open} sends what it gets from {@code direct:open} to port 15 of it.
 */
abstract class RouteStory {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final TheThingsStack stack = TheThingsStack.start();
    final Application app = stack.application("app1@ttn");
    final String apiKey = app.apiKey(Right.LINK);
    final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void tellRoutesOfTheStack() {
        context.getPropertiesComponent().addInitialProperty("tts.brokerUrl", stack.brokerUrl());
        context.getPropertiesComponent().addInitialProperty("tts.apiKey", apiKey);
    }

    @AfterEach
    void stopContextAndStack() {
        context.stop();
        stack.close();
    }

    void eventsArriveAndADownlinkLeaves() throws Exception {
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedHeaderValuesReceivedInAnyOrder(TtsConstants.EVENT, "join", "up");
        context.start();
        app.awaitSubscriber("dev1", "up", PATIENCE);
        app.awaitSubscriber("dev1", "join", PATIENCE);

        app.device("dev1").join();
        app.device("dev1").uplink(2, new byte[] {1});
        context.createProducerTemplate().sendBody("direct:open", new byte[] {7});

        MockEndpoint.assertIsSatisfied(context);
        ApplicationUp uplink = events.getExchanges().get(1).getMessage().getBody(ApplicationUp.class);
        assertThat(uplink.uplinkMessage().fPort()).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> app.pushed().size() == 1);
        Downlink downlink = app.pushed().get(0).downlinks().get(0);
        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.frmPayload()).containsExactly(7);
        assertThat(downlink.priority()).isEqualTo(TxSchedulePriority.HIGH);
    }
}
