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
package io.github.cameltts.examples.downlinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.test.Answer;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DownlinkRoutesTest extends CamelTestSupport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
    private final Device device = application.device("dev1").activate();

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.put("downlinks.application", "app1@ttn");
        properties.put("downlinks.patience", "20000");
        properties.put("downlinks.end", "mock:end");
        return properties;
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                io.github.cameltts.TtsComponent tts =
                        getContext().getComponent("tts", io.github.cameltts.TtsComponent.class);
                tts.getConfiguration().setBrokerUrl(stack.brokerUrl());
                tts.getConfiguration().setApiKey(application.apiKey(Right.LINK));
                getContext().addRoutes(new DownlinkRoutes());
            }
        };
    }

    @AfterEach
    void stopStack() {
        context().stop();
        stack.close();
    }

    @Test
    void aDownlinkIsFollowedOverANackToItsEnd() {
        application.awaitSubscriber("dev1", "down/ack", PATIENCE);
        template.sendBodyAndHeader("direct:send", new byte[] {1}, TtsConstants.DEVICE_ID, "dev1");
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        device.answers(Answer.NACK);
        device.uplink(1, new byte[] {1});
        device.uplink(1, new byte[] {1});
        device.answers(Answer.ACK);
        device.uplink(1, new byte[] {1});

        MockEndpoint end = getMockEndpoint("mock:end");
        await().atMost(PATIENCE).until(() -> end.getReceivedCounter() == 1);
        assertThat(end.getReceivedExchanges().get(0).getMessage().getBody(String.class))
                .isEqualTo("sent to the server, down/queued, down/sent, down/nack, down/sent, down/ack");
    }
}
