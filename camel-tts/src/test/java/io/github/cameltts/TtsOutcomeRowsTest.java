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

import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the server does with requests that are well-formed and fail all the same, one by one, as the caller sees it.
 */
class TtsOutcomeRowsTest extends CamelTestSupport {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TheThingsStack stack =
            TheThingsStack.builder().queueCapacity(3).start();
    private final Application app = stack.application("app1@ttn");
    private final Device device = app.device("dev1").activate();

    @Override
    protected RouteBuilder createRouteBuilder() {
        String server = "tts:app1@ttn?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + app.apiKey(Right.LINK);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:queued").to(server + "&waitFor=queued&requestTimeout=1500");
                from("direct:sent").to(server + "&fPort=15&waitFor=sent&requestTimeout=20s");
            }
        };
    }

    @AfterEach
    void stopStack() {
        context().stop();
        stack.close();
    }

    @Test
    void success() {
        assertThat(send("direct:queued", downlink(15)).getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("queued");
    }

    @Test
    void noPortAnywhere() {
        assertFailed(Map.of("fan", true), 3, "no_f_port");
    }

    @Test
    void neverJoined() {
        device.forgetSession();

        assertFailed(downlink(15), 9, "no_device_session");
    }

    @Test
    void confirmedToAMulticastDevice() {
        device.multicast(true);

        assertFailed(
                ApplicationDownlink.builder()
                        .fPort(15)
                        .frmPayload((byte) 1)
                        .confirmed(true)
                        .build(),
                3,
                "confirmed_multicast_downlink");
    }

    @Test
    void multicastWithoutGateways() {
        device.multicast(true);

        assertFailed(downlink(15), 5, "no_downlink_path");
    }

    @Test
    void queueFull() {
        for (int i = 0; i < 3; i++) {
            assertThat(send("direct:queued", downlink(15)).getException()).isNull();
        }

        assertFailed(downlink(15), 8, "downlink_queue_capacity");
    }

    @Test
    void transmissionFails() {
        CompletableFuture<Exchange> sending = CompletableFuture.supplyAsync(() -> send("direct:sent", new byte[] {1}));
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        device.failNextTransmission("TX_POWER");
        device.uplink(1, new byte[] {1});

        TtsDownlinkFailedException failure = sending.join().getException(TtsDownlinkFailedException.class);
        assertThat(failure.error().name()).isEqualTo("transmission");
        assertThat(failure).hasMessageContaining("TX_POWER");
    }

    @Test
    void unknownDevice() {
        assertSilence("no-such-device", downlink(15));
    }

    @Test
    void encoderFails() {
        device.downlinkEncoder(values -> {
            throw new IllegalStateException("script");
        });

        assertSilence("dev1", Map.of("fan", true));
    }

    @Test
    void severalOfWhichOneCannotBeQueuedFailTogether() {
        Exchange exchange = send(
                "direct:queued",
                List.of(
                        downlink(1),
                        ApplicationDownlink.builder()
                                .decodedPayload(Map.of("a", 1))
                                .build()));

        assertThat(exchange.getException(TtsDownlinkFailedException.class).events())
                .hasSize(2);
    }

    private static ApplicationDownlink downlink(int port) {
        return ApplicationDownlink.builder().fPort(port).frmPayload((byte) 1).build();
    }

    private void assertFailed(Object body, int code, String name) {
        Exchange exchange = send("direct:queued", body);

        TtsDownlinkFailedException failure = exchange.getException(TtsDownlinkFailedException.class);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.error().name()).isEqualTo(name);
        assertThat(failure)
                .hasMessageStartingWith("The downlink failed. The server says: ")
                .hasMessageEndingWith("(" + name + ", code " + code + ")");
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("failed");
    }

    private void assertSilence(String deviceId, Object body) {
        Exchange exchange = send("direct:queued", deviceId, body);

        assertThat(exchange.getException())
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("nothing was heard of it.");
        assertThat(app.pushed()).hasSize(1);
    }

    private Exchange send(String endpoint, Object body) {
        return send(endpoint, "dev1", body);
    }

    private Exchange send(String endpoint, String deviceId, Object body) {
        return template.send(endpoint, ExchangePattern.InOut, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, deviceId);
        });
    }
}
