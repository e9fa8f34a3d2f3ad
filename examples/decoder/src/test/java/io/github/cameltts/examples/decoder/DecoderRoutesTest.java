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
package io.github.cameltts.examples.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.examples.decoder.Reading.Climate;
import io.github.cameltts.examples.decoder.Reading.Door;
import io.github.cameltts.examples.decoder.Reading.Position;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class DecoderRoutesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Main main = new Main();

    @Test
    void readsEveryDeviceOfTheStandIn() {
        StandIn.startFor(main);
        start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> readings().stream()
                                    .map(exchange -> exchange.getMessage().getBody(Reading.class))
                                    .map(Reading::getClass)
                                    .distinct()
                                    .count()
                            == 3);
            assertThat(readings())
                    .allSatisfy(exchange -> assertThat(exchange.getMessage().getBody())
                            .isInstanceOf(
                                    switch (exchange.getMessage().getHeader(TtsConstants.DEVICE_ID, String.class)) {
                                        case "temperature-1" -> Climate.class;
                                        case "door-1" -> Door.class;
                                        default -> Position.class;
                                    }));
        } finally {
            main.stop();
        }
    }

    @Test
    void aPayloadThatIsNoneLeavesTheRouteAtWork() {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            main.addOverrideProperty("decoder.application", application.uid());
            main.addOverrideProperty("camel.component.tts.broker-url", stack.brokerUrl());
            main.addOverrideProperty("camel.component.tts.api-key", application.apiKey(Right.LINK));
            start();
            try {
                application.awaitSubscriber("dev1", "up", PATIENCE);
                Device device = application.device("dev1").activate();
                device.uplink(2, new byte[] {1, 2});
                device.uplink(1, new byte[] {1, 0, 7, 0});

                await().atMost(PATIENCE).until(() -> readings().size() == 1);
                assertThat(readings().get(0).getMessage().getBody()).isEqualTo(new Door(true, 7, 0));
            } finally {
                main.stop();
            }
        }
    }

    private void start() {
        main.configure().addRoutesBuilder(new DecoderRoutes());
        main.addOverrideProperty("decoder.readings", "mock:readings");
        main.start();
    }

    private List<Exchange> readings() {
        return main.getCamelContext()
                .getEndpoint("mock:readings", MockEndpoint.class)
                .getReceivedExchanges();
    }
}
