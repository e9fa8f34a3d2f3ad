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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.DownlinkQueueRequest;
import io.github.cameltts.model.TxSchedulePriority;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Publication;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TtsProducerTest extends StackTestSupport {

    private static final byte[] PAYLOAD = {(byte) 0xBE, (byte) 0xEF};

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:plain").to(tts("/dev1", ""));
                from("direct:port").to(tts("/dev1", "fPort=15"));
                from("direct:options").to(tts("/dev1", "fPort=15&priority=HIGH&confirmed=true&maxAttempts=3"));
                from("direct:replace").to(tts("/dev1", "operation=replace&fPort=15"));
                from("direct:any").to(tts("", "fPort=15"));
            }
        };
    }

    @BeforeEach
    void device() {
        app.device("dev1").activate();
        app.device("dev2").activate();
    }

    @Test
    void bytesAreTheFrmPayload() {
        assertThat(send("direct:port", PAYLOAD).getException()).isNull();

        assertThat(pushed().payload()).asString().startsWith("{\"downlinks\":[{\"f_port\":15,\"frm_payload\":\"vu8=\"");
        assertThat(pushed().topic()).isEqualTo("v3/app1@ttn/devices/dev1/down/push");
        assertThat(pushed().qos()).isZero();
        assertThat(downlink().frmPayload()).isEqualTo(PAYLOAD);
    }

    @Test
    void aByteBufferIsTheFrmPayloadAndStaysWhereItIs() {
        ByteBuffer buffer = ByteBuffer.wrap(PAYLOAD);
        send("direct:port", buffer);

        assertThat(downlink().frmPayload()).isEqualTo(PAYLOAD);
        assertThat(buffer.remaining()).isEqualTo(2);
    }

    @Test
    void aDownlinkIsTakenAsItIsAndOptionsFillWhatItLeavesOpen() {
        send(
                "direct:options",
                ApplicationDownlink.builder()
                        .fPort(2)
                        .frmPayload(PAYLOAD)
                        .priority(TxSchedulePriority.LOW)
                        .build());

        assertThat(downlink().fPort()).isEqualTo(2);
        assertThat(downlink().priority().name()).isEqualTo("LOW");
        assertThat(downlink().confirmed()).isTrue();
        assertThat(downlink().confirmedRetry().maxAttempts()).isEqualTo(3);
    }

    @Test
    void severalDownlinksAreOneRequestWithAnIdForEach() {
        ApplicationDownlink first =
                ApplicationDownlink.builder().frmPayload(PAYLOAD).build();
        ApplicationDownlink second =
                ApplicationDownlink.builder().fPort(3).frmPayload((byte) 1).build();

        Exchange exchange = send("direct:port", List.of(first, second));
        send("direct:port", new DownlinkQueueRequest(List.of(first)));

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 2);
        assertThat(app.pushed().get(0).downlinks()).extracting(Downlink::fPort).containsExactly(15, 3);
        List<?> ids = exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID, List.class);
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(app.pushed().get(0).downlinks().get(0).correlationIds()).contains((String) ids.get(0));
        assertThat(app.pushed().get(0).downlinks().get(1).correlationIds()).contains((String) ids.get(1));
    }

    @Test
    void aMapIsTheDecodedPayload() {
        app.device("dev1").downlinkEncoder(values -> new byte[] {((Number) values.get("fan")).byteValue()});
        Map<String, Object> values = new HashMap<>(Map.of("fan", 1));
        send("direct:port", values);

        assertThat(downlink().decodedPayload()).containsKey("fan");
        assertThat(pushed().outcome()).isEqualTo(Publication.Outcome.QUEUED);
    }

    @Test
    void jsonIsARequestInEveryForm() throws Exception {
        String json = "{\"downlinks\":[{\"f_port\":4,\"frm_payload\":\"vu8=\",\"priority\":\"NORMAL\"}]}";
        send("direct:plain", json);
        send("direct:plain", new ObjectMapper().readTree(json));
        send("direct:plain", "{\"f_port\":4,\"frm_payload\":\"vu8=\",\"priority\":\"NORMAL\"}");
        template.send("direct:plain", exchange -> {
            exchange.getMessage().setBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json; charset=utf-8");
        });

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 4);
        assertThat(app.pushed()).allSatisfy(publication -> {
            assertThat(publication.downlinks()).hasSize(1);
            assertThat(publication.downlinks().get(0).fPort()).isEqualTo(4);
            assertThat(publication.downlinks().get(0).priority().name()).isEqualTo("NORMAL");
        });
    }

    @Test
    void aStreamOfOctetsIsTheFrmPayload() {
        template.send("direct:port", exchange -> {
            exchange.getMessage().setBody(new ByteArrayInputStream(PAYLOAD));
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
        });

        assertThat(downlink().frmPayload()).isEqualTo(PAYLOAD);
    }

    @Test
    void headersWinOverOptions() {
        Exchange exchange = template.send("direct:options", sent -> {
            sent.getMessage().setBody(PAYLOAD);
            sent.getMessage().setHeader(TtsConstants.DOWNLINK_F_PORT, "7");
            sent.getMessage().setHeader(TtsConstants.DOWNLINK_PRIORITY, "highest");
            sent.getMessage().setHeader(TtsConstants.DOWNLINK_CONFIRMED, "false");
            sent.getMessage().setHeader(TtsConstants.DOWNLINK_CORRELATION_IDS, List.of("order-1", "order-2"));
            // of an uplink, and of no meaning for a downlink
            sent.getMessage().setHeader(TtsConstants.F_PORT, 99);
            sent.getMessage().setHeader(TtsConstants.CORRELATION_IDS, List.of("gs:uplink:1"));
        });

        assertThat(exchange.getException()).isNull();
        assertThat(downlink().fPort()).isEqualTo(7);
        assertThat(downlink().priority().name()).isEqualTo("HIGHEST");
        assertThat(downlink().confirmed()).isFalse();
        assertThat(downlink().confirmedRetry()).isNull();
        assertThat(downlink().correlationIds()).contains("order-1", "order-2").doesNotContain("gs:uplink:1");
        String id = exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID, String.class);
        assertThat(id).startsWith("camel-tts:").hasSizeLessThanOrEqualTo(100);
        assertThat(downlink().correlationIds()).contains(id);
    }

    @Test
    void everySendHasAnIdOfItsOwn() {
        Exchange exchange = send("direct:port", PAYLOAD);
        String first = exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID, String.class);
        exchange.getMessage().setBody(PAYLOAD);
        template.send("direct:port", exchange);

        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID)).isNotEqualTo(first);
        await().atMost(PATIENCE).until(() -> app.pushed().size() == 2);
        assertThat(app.pushed().get(1).downlinks().get(0).correlationIds()).doesNotContain(first);
    }

    @Test
    void theDeviceComesFromTheHeaderOnlyWhereTheUriNamesNone() {
        template.sendBodyAndHeader("direct:any", PAYLOAD, TtsConstants.DEVICE_ID, "dev2");
        template.sendBodyAndHeader("direct:port", PAYLOAD, TtsConstants.DEVICE_ID, "dev2");

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 2);
        assertThat(app.pushed()).extracting(Publication::deviceId).containsExactly("dev2", "dev1");
    }

    @Test
    void replaceEmptiesTheQueueFirst() {
        send("direct:port", PAYLOAD);
        send("direct:replace", new byte[] {1});

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 2);
        assertThat(app.device("dev1").queue()).singleElement().satisfies(queued -> assertThat(queued.frmPayload())
                .containsExactly(1));
    }

    @Test
    void anEmptyListClearsTheQueueWithReplaceOnly() {
        send("direct:port", PAYLOAD);
        Exchange exchange = send("direct:replace", List.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID)).isNull();
        await().atMost(PATIENCE).until(() -> app.device("dev1").queue().isEmpty());
        assertThat(app.pushed().get(1).payload()).asString().isEqualTo("{\"downlinks\":[]}");

        assertRefused(
                send("direct:port", List.of()),
                "The request has no downlink, and operation push would do nothing. Give"
                        + " at least one, or use operation replace to clear the queue.");
    }

    @Test
    void theOperationMayComeFromAHeader() {
        send("direct:port", PAYLOAD);
        template.sendBodyAndHeader("direct:port", List.of(), TtsConstants.DOWNLINK_OPERATION, "replace");

        await().atMost(PATIENCE)
                .until(() ->
                        app.device("dev1").queue().isEmpty() && app.pushed().size() == 2);
    }

    @Test
    void inOutWithoutWaitingBehavesLikeInOnly() {
        Exchange exchange = template.send(
                "direct:port", ExchangePattern.InOut, sent -> sent.getMessage().setBody(PAYLOAD));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(PAYLOAD);
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_ID)).isNotNull();
    }

    @Test
    void bodiesThatCouldMeanTwoThingsAreRefused() {
        assertRefused(send("direct:port", null), "The body is null.");
        assertRefused(
                send("direct:port", "open"),
                "The body is not a JSON request (Unrecognized token 'open': was expecting (JSON String, Number, Array,"
                        + " Object or token 'null', 'true' or 'false')). Write"
                        + " {\"downlinks\":[{\"f_port\":15,\"frm_payload\":\"vu8=\"}]}, or give the payload as byte[]: text,"
                        + " hex and base64 can't be told apart.");
        assertRefused(send("direct:port", ""), "The JSON request is not an object.");
        assertRefused(send("direct:port", "01020304"), "The JSON request is not an object.", "not a JSON request");
        assertRefused(
                send("direct:port", Map.of("f_port", 1, "frm_payload", "vu8=")),
                "The body is a Map with the key 'f_port'. A Map is the decoded payload for the server's encoder; this one"
                        + " looks like a whole request. Give that as JSON text or as ApplicationDownlink.");
        assertRefused(
                send("direct:port", ApplicationUp.parse("{\"uplink_message\":{}}")),
                "The body is a received message (UP), and not a downlink");
        assertRefused(
                send("direct:port", new ByteArrayInputStream(PAYLOAD)),
                "The body is a stream or file, and header Content-Type is missing. Set it to application/json for a request,"
                        + " or to application/octet-stream for the FRM payload.");
        assertRefused(send("direct:port", Map.of()), "The body is an empty Map: there is nothing to encode.");
        assertRefused(
                template.send("direct:port", exchange -> {
                    exchange.getMessage().setBody("{\"frm_payload\":\"vu8=\"}".getBytes(StandardCharsets.UTF_8));
                    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
                }),
                "The body is byte[] and header Content-Type says 'application/json': the bytes would be sent to the device as"
                        + " they are.");
        assertRefused(send("direct:port", 42), "The body is a java.lang.Integer, of which no downlink can be made.");
        assertRefused(send("direct:port", List.of("x")), "The body is a list with a java.lang.String in it.");
    }

    @Test
    void whatTheServerWouldDropIsRefused() {
        assertRefused(
                send("direct:plain", PAYLOAD),
                "f_port is missing: set option fPort, header CamelTtsDownlinkFPort," + " or the field itself.");
        assertRefused(
                send("direct:port", new byte[243]), "frm_payload has 243 bytes: no data rate carries more than 242.");
        assertRefused(
                send("direct:port", new byte[0]),
                "frm_payload is empty, and the server takes an empty one for a missing" + " one.");
        assertRefused(
                header(TtsConstants.DOWNLINK_F_PORT, 224),
                "f_port '224' is not for applications: LoRaWAN gives them 1" + " to 223 and 225 to 233.");
        assertRefused(
                header(TtsConstants.DOWNLINK_F_PORT, "x"), "Header CamelTtsDownlinkFPort 'x' is not a whole number.");
        assertRefused(
                header(TtsConstants.DOWNLINK_PRIORITY, "urgent"),
                "Header CamelTtsDownlinkPriority 'urgent' is not LOWEST" + " to HIGHEST.");
        assertRefused(
                header(TtsConstants.DOWNLINK_CONFIRMED, "maybe"),
                "Header CamelTtsDownlinkConfirmed 'maybe' is not true" + " or false.");
        assertRefused(
                header(TtsConstants.DOWNLINK_CORRELATION_IDS, "x".repeat(101)),
                "correlation_ids has" + " 'xxxxxxxxxxxxxxxxxxxx…' of 101 characters: the server takes at most 100.");
        assertRefused(
                header(TtsConstants.DOWNLINK_OPERATION, "append"),
                "Header CamelTtsDownlinkOperation 'append' is not" + " push or replace.");
        assertRefused(
                header(TtsConstants.DOWNLINK_WAIT_FOR, "heard"),
                "Header CamelTtsDownlinkWaitFor 'heard' is not none, queued, sent or ack.");
        assertRefused(
                send("direct:any", PAYLOAD),
                "No device is named: write it into the endpoint URI, tts:app1@ttn/{device}, or set header CamelTtsDeviceId.");
        assertRefused(
                template.send("direct:any", exchange -> {
                    exchange.getMessage().setBody(PAYLOAD);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "+");
                }),
                "Header CamelTtsDeviceId '+' is not a device id");
    }

    @Test
    void faultsOfHeadersOfReadingAndOfRulesAreToldTogether() {
        Exchange exchange = template.send("direct:plain", sent -> {
            sent.getMessage()
                    .setBody("{\"downlinks\":[{\"frm_payload\":\"BEEF\",\"priority\":\"x\"},{\"f_port\":224}]}");
            sent.getMessage().setHeader(TtsConstants.DOWNLINK_CONFIRMED, "maybe");
        });

        assertThat(exchange.getException(TtsInvalidDownlinkException.class).faults())
                .hasSize(5)
                .anyMatch(fault -> fault.startsWith("Header CamelTtsDownlinkConfirmed 'maybe'"))
                .anyMatch(fault -> fault.startsWith("downlinks[0].frm_payload 'BEEF' looks like hex"))
                .anyMatch(fault -> fault.startsWith("downlinks[0].priority 'x'"))
                .anyMatch(fault -> fault.startsWith("downlinks[1].f_port '224'"))
                .anyMatch(fault -> fault.startsWith("downlinks[1].frm_payload and decoded_payload are both missing"));
    }

    @Test
    void faultsOfARequestAreToldAllAtOnce() {
        Exchange exchange = send(
                "direct:plain",
                "{\"downlinks\":[{\"f_port\":15,\"frm_payload\":\"vu8=\"},"
                        + "{\"f_prt\":0,\"frm_payload\":\"v\",\"priority\":\"normal\"}]}");

        assertThat(exchange.getException(TtsInvalidDownlinkException.class).faults())
                .hasSize(3);
        assertRefused(
                exchange,
                "'downlinks[1].f_prt' is not a field that the server reads.",
                "downlinks[1].frm_payload 'v' is not base64.",
                "downlinks[1].priority 'normal' is not known, and the server would send with LOWEST. Write one of LOWEST, LOW,"
                        + " BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH, HIGHEST, in capitals.");
    }

    @Test
    void aSendWithoutConnectionFailsInTimeAndNothingIsSentLater() throws Exception {
        stack.stop();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:hasty").to(tts("/dev1", "fPort=15&requestTimeout=200"));
            }
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(send("direct:hasty", PAYLOAD).getException())
                        .isInstanceOf(TtsConnectionException.class)
                        .hasMessageStartingWith("The downlink was not sent, there is no connection to "
                                + stack.brokerUrl() + " as app1@ttn (downstream): disconnected since "));

        stack.restart();
        app.device("dev1").activate();
        send("direct:port", new byte[] {7});

        await().atMost(PATIENCE).until(() -> !app.pushed().isEmpty());
        assertThat(app.pushed())
                .extracting(publication -> publication.downlinks().get(0).frmPayload())
                .containsExactly(new byte[] {7});
    }

    private Exchange send(String endpoint, Object body) {
        return template.send(endpoint, exchange -> exchange.getMessage().setBody(body));
    }

    private Exchange header(String name, Object value) {
        return template.send("direct:port", exchange -> {
            exchange.getMessage().setBody(PAYLOAD);
            exchange.getMessage().setHeader(name, value);
        });
    }

    private Publication pushed() {
        await().atMost(PATIENCE).until(() -> app.pushed().size() == 1);
        return app.pushed().get(0);
    }

    private Downlink downlink() {
        return pushed().downlinks().get(0);
    }

    private void assertRefused(Exchange exchange, String... sentences) {
        int before = app.pushed().size();
        assertThat(exchange.getException()).isInstanceOf(TtsInvalidDownlinkException.class);
        assertThat(exchange.getException().getMessage())
                .startsWith("The downlink was not sent. ")
                .containsAnyOf(sentences);
        assertThat(app.pushed()).hasSize(before);
    }
}
