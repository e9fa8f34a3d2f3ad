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

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltts.TtsConstants;
import io.github.cameltts.TtsEndpoint;
import io.github.cameltts.TtsInvalidDownlinkException;
import io.github.cameltts.address.Event;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Publication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingTest extends RoutesSupport {

    private static final byte[] PAYLOAD = {1, 2, 3};

    @BeforeEach
    void routes() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push").to(tts("/dev1", "fPort=15&priority=HIGH"));
                from("direct:replace").to(tts("/dev1", "fPort=15&operation=replace"));
                from("direct:queued").to(tts("/dev1", "fPort=15&waitFor=queued"));
                from("direct:ack").to(tts("/dev1", "fPort=15&confirmed=true&waitFor=ack&requestTimeout=20s"));
                from("direct:dynamic").toD(tts("/${header.device}", "fPort=15"));
                from(tts("/dev2", "")).setBody(constant(PAYLOAD)).to(tts("", "fPort=16"));
            }
        });
    }

    @Test
    void payloads() {
        assertThat(send("direct:push", PAYLOAD, ExchangePattern.InOnly).getException())
                .isNull();

        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        assertThat(device.queue().get(0).frmPayload()).isEqualTo(PAYLOAD);
        assertThat(device.queue().get(0).priority()).hasToString("HIGH");
    }

    @Test
    void requestsInJson() throws Exception {
        String json = "{\"downlinks\":[{\"f_port\":7,\"frm_payload\":\"AQID\"},{\"frm_payload\":\"BA==\"}]}";
        send("direct:push", json, ExchangePattern.InOnly);
        send("direct:push", new JsonMapper().readTree(json), ExchangePattern.InOnly);

        await().atMost(PATIENCE).until(() -> device.queue().size() == 4);
        assertThat(device.queue()).extracting(downlink -> downlink.fPort()).containsExactly(7, 15, 7, 15);
    }

    @Test
    void replaceEmptiesTheQueue() {
        send("direct:push", PAYLOAD, ExchangePattern.InOnly);
        send("direct:replace", new byte[] {4}, ExchangePattern.InOnly);
        await().atMost(PATIENCE).until(() -> app.pushed().size() == 2);
        assertThat(device.queue()).singleElement().satisfies(downlink -> assertThat(downlink.frmPayload())
                .containsExactly(4));

        send("direct:replace", List.of(), ExchangePattern.InOnly);
        await().atMost(PATIENCE).until(() -> device.queue().isEmpty());
    }

    @Test
    void requestsThatTheServerWouldDropAreRefused() {
        assertThat(send("direct:push", new byte[300], ExchangePattern.InOnly).getException())
                .isInstanceOf(TtsInvalidDownlinkException.class);
        assertThat(app.pushed()).isEmpty();
    }

    @Test
    void waitForQueued() {
        Exchange exchange = send("direct:queued", PAYLOAD, ExchangePattern.InOut);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("queued");
        assertThat(exchange.getMessage().getBody(ApplicationUp.class).event()).isEqualTo(Event.DOWN_QUEUED);
    }

    @Test
    void waitForAck() throws Exception {
        CompletableFuture<Exchange> sending =
                CompletableFuture.supplyAsync(() -> send("direct:ack", PAYLOAD, ExchangePattern.InOnly));
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        device.uplink(1, new byte[] {1});
        device.uplink(1, new byte[] {2});

        Exchange exchange = sending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("ack");
        assertThat(exchange.getMessage().getBody()).isEqualTo(PAYLOAD);
    }

    @Test
    void dynamicTargetsThroughOneProducer() {
        int endpoints = endpoints();
        for (int i = 0; i < 20; i++) {
            template.sendBodyAndHeader("direct:dynamic", PAYLOAD, "device", "dev-" + i);
        }

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 20);
        assertThat(app.pushed()).extracting(Publication::deviceId).doesNotHaveDuplicates();
        assertThat(endpoints()).isLessThanOrEqualTo(endpoints + 1);
    }

    @Test
    void anAnswerToTheDeviceOfAnUplink() {
        app.awaitSubscriber("dev2", "up", PATIENCE);
        app.device("dev2").activate().uplink(1, new byte[] {1});

        await().atMost(PATIENCE).until(() -> app.device("dev2").queue().size() == 1);
        assertThat(app.device("dev2").queue().get(0).fPort()).isEqualTo(16);
    }

    private int endpoints() {
        return (int) context.getEndpoints().stream()
                .filter(endpoint -> endpoint instanceof TtsEndpoint)
                .count();
    }

    private Exchange send(String uri, Object body, ExchangePattern pattern) {
        return template.send(uri, pattern, exchange -> exchange.getMessage().setBody(body));
    }
}
