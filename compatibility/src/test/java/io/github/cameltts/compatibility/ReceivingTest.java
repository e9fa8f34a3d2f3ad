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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltts.TtsConstants;
import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.TtsException;
import io.github.cameltts.address.Event;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ApplicationUplink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class ReceivingTest extends RoutesSupport {

    private static final byte[] PAYLOAD = {1, 2, 3};

    @Test
    void typedUplinksWithTheirHeaders() throws Exception {
        route("");
        byte[] sent = uplink();

        Message message = received("mock:up", 1).get(0).getMessage();

        ApplicationUp up = message.getBody(ApplicationUp.class);
        assertThat(up.uplinkMessage().frmPayload()).isEqualTo(PAYLOAD);
        assertThat(up.rawJson()).isEqualTo(new String(sent, StandardCharsets.UTF_8));
        assertThat(message.getHeaders())
                .containsEntry(TtsConstants.EVENT, "up")
                .containsEntry(TtsConstants.APPLICATION_ID, "app1")
                .containsEntry(TtsConstants.TENANT_ID, "ttn")
                .containsEntry(TtsConstants.DEVICE_ID, "dev1")
                .containsEntry(TtsConstants.DEV_EUI, device.devEui())
                .containsEntry(TtsConstants.F_PORT, 15)
                .containsEntry(TtsConstants.F_CNT, 0L)
                .containsEntry(TtsConstants.RECEIVED_AT, up.receivedAt())
                .containsEntry(TtsConstants.DEDUPLICATION_ID, up.deduplicationId())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, up.receivedAt().toEpochMilli());
    }

    @Test
    void joinsAndUplinksInOneRoute() throws Exception {
        route("events=up,join");
        device.join();
        uplink();

        assertThat(received("mock:up", 2))
                .extracting(exchange ->
                        exchange.getMessage().getBody(ApplicationUp.class).event())
                .containsExactly(Event.JOIN, Event.UP);
    }

    @Test
    void jsonAsReceived() throws Exception {
        route("bodyType=json");
        byte[] sent = uplink();

        assertThat(received("mock:up", 1).get(0).getMessage().getBody()).isEqualTo(sent);
    }

    @Test
    void undecodableMessagesInTheErrorHandlerOfTheRoute() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TtsException.class).handled(true).to("mock:failed");
                from(tts("/dev1", "bridgeErrorHandler=true")).to("mock:up");
            }
        });
        awaitSubscriber();
        app.publish("dev1", "up", "{".getBytes(StandardCharsets.UTF_8));
        uplink();

        received("mock:up", 1);
        Exchange failed = received("mock:failed", 1).get(0);
        assertThat(failed.getMessage().getBody(String.class)).isEqualTo("{");
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(TtsDecodeException.class);
    }

    @Test
    void fieldsOfTheBodyInSimple() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", ""))
                        .filter(simple("${body.uplinkMessage.decodedPayload[temperature]} > 20"))
                        .transform(
                                simple(
                                        "${header.CamelTtsDeviceId} ${body.uplinkMessage.fCnt}"
                                                + " ${body.uplinkMessage.decodedPayload[temperature]} ${body?.joinAccept.sessionKeyId}"))
                        .to("mock:up");
            }
        });
        awaitSubscriber();
        uplink();

        assertThat(received("mock:up", 1)
                        .get(0)
                        .getMessage()
                        .getBody(String.class)
                        .trim())
                .isEqualTo("dev1 0 21.5");
    }

    @Test
    void typeConverters() throws Exception {
        route("");
        byte[] sent = uplink();

        Message message = received("mock:up", 1).get(0).getMessage();

        assertThat(message.getBody(byte[].class)).isEqualTo(sent);
        assertThat(message.getBody(String.class)).isEqualTo(new String(sent, StandardCharsets.UTF_8));
        assertThat(message.getBody(ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(sent));
        assertThat(message.getBody(Map.class)).containsKeys("end_device_ids", "uplink_message");
        assertThat(message.getBody(JsonNode.class).at("/uplink_message/f_port").asInt())
                .isEqualTo(15);
        assertThat(message.getBody(ApplicationUplink.class).frmPayload()).isEqualTo(PAYLOAD);
        assertThat(context.getTypeConverter()
                        .convertTo(ApplicationUp.class, sent)
                        .event())
                .isEqualTo(Event.UP);
    }

    @Test
    void parametersOfABean() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).bean(new Reader()).to("mock:up");
            }
        });
        awaitSubscriber();
        uplink();

        assertThat(received("mock:up", 1).get(0).getMessage().getBody()).isEqualTo("dev1 15");
    }

    @Test
    void marshallingWithJackson() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).marshal().json().to("mock:up");
            }
        });
        awaitSubscriber();
        byte[] sent = uplink();

        assertThat(received("mock:up", 1).get(0).getMessage().getBody(byte[].class))
                .isEqualTo(sent);
    }

    private void route(String options) throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", options)).to("mock:up");
            }
        });
        awaitSubscriber();
    }

    private byte[] uplink() {
        return device.uplink(15, PAYLOAD, Map.of("temperature", 21.5));
    }

    /** Binds its parameters as a user's bean does. */
    public static final class Reader {

        public String read(@Body ApplicationUplink uplink, @Header("CamelTtsDeviceId") String deviceId) {
            return deviceId + " " + uplink.fPort();
        }
    }
}
