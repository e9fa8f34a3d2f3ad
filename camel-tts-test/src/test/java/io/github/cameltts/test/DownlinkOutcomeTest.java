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
package io.github.cameltts.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltts.test.Publication.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request, as its sender hears it: an event, or nothing. */
class DownlinkOutcomeTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final TheThingsStack stack = TheThingsStack.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .queueCapacity(3)
            .start();
    private final Application application = stack.application("app1@ttn");
    private final Device device = application.device("dev1");
    private PahoClient client;

    @BeforeEach
    void connect() throws MqttException {
        client = PahoClient.subscribed(stack, application);
    }

    @AfterEach
    void close() throws MqttException {
        client.close();
        stack.close();
    }

    private void publish(String operation, String items) throws MqttException {
        String payload = "{\"downlinks\":[" + items.replace('\'', '"') + "]}";
        client.publish("v3/app1@ttn/devices/dev1/down/" + operation, payload, 1);
    }

    private List<JsonNode> heard(int count) {
        return client.await(count).stream().map(PahoClient.Message::json).toList();
    }

    /** Everything that was published has been heard when this marker has. */
    private List<String> heardInAll() {
        application.publish("dev1", "marker", new byte[0]);
        Awaitility.await().until(() -> client.messages().stream()
                .anyMatch(message -> message.suffix().equals("marker")));
        List<String> suffixes = client.messages().stream()
                .map(PahoClient.Message::suffix)
                .filter(suffix -> !suffix.equals("marker"))
                .toList();
        client.messages().clear();
        return suffixes;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void publishesQueuedForEachItemAsItWasRequested() throws MqttException {
        device.activate();
        publish(
                "push",
                "{'f_port':15,'frm_payload':'vu8=','priority':'NORMAL','correlation_ids':['z','a','z']},"
                        + "{'f_port':16,'decoded_payload':{'fan':true},'confirmed':true}");

        List<JsonNode> events = heard(2);
        JsonNode first = events.get(0);
        List<String> ids = texts(first.path("correlation_ids"));
        assertThat(ids).hasSize(3).startsWith("a").endsWith("z");
        assertThat(ids.get(1)).matches("as:downlink:[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(texts(first.path("downlink_queued").path("correlation_ids"))).isEqualTo(ids);
        assertThat(first.path("received_at").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(first.path("downlink_queued").toString())
                .startsWith("{\"f_port\":15,\"frm_payload\":\"vu8=\",\"priority\":\"NORMAL\",\"correlation_ids\":");

        JsonNode second = events.get(1).path("downlink_queued");
        assertThat(second.toString())
                .startsWith(
                        "{\"f_port\":16,\"decoded_payload\":{\"fan\":true},\"confirmed\":true,\"correlation_ids\":[")
                .endsWith("],\"confirmed_retry\":{\"attempt\":1}}");
        assertThat(texts(second.path("correlation_ids"))).doesNotContainAnyElementsOf(ids);
        assertThat(device.queue()).extracting(Downlink::fCnt).containsExactly(1L, 2L);
    }

    @Test
    void appendsWithPushAndStartsAnewWithReplace() throws MqttException {
        device.activate();
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        publish("push", "{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(device.queue()).extracting(Downlink::fPort).containsExactly(1, 2);
        publish("replace", "{'f_port':3,'frm_payload':'Aw=='}");
        assertThat(device.queue()).extracting(Downlink::fPort).containsExactly(3);
        assertThat(device.queue()).extracting(Downlink::fCnt).containsExactly(3L);
        assertThat(heardInAll()).containsExactly("down/queued", "down/queued", "down/queued");
    }

    @ParameterizedTest
    @CsvSource({"'{\"downlinks\":[]}', CLEARED", "{}, CLEARED", "'{\"downlink\":[{\"f_port\":1}]}', CLEARED"})
    void clearsTheQueueWithAReplaceOfNothingAndSaysNothing(String payload, Outcome outcome) throws MqttException {
        device.activate();
        device.scheduleDownlink(1, new byte[] {1}, false);
        heard(1);
        client.messages().clear();

        client.publish("v3/app1@ttn/devices/dev1/down/push", payload, 1);
        assertThat(device.queue()).hasSize(1);
        client.publish("v3/app1@ttn/devices/dev1/down/replace", payload, 1);
        assertThat(device.queue()).isEmpty();
        assertThat(device.downlinks()).extracting(Publication::outcome).containsExactly(Outcome.NOTHING, outcome);
        assertThat(heardInAll()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'f_port':1}                                                          | no_payload",
                "{'f_port':1,'frm_payload':''}                                         | no_payload",
                "{'f_port':1,'frm_payload':'AQ==','confirmed':true,'confirmed_retry':{'max_attempts':33}} |"
                        + " downlink_max_retries_invalid",
            })
    void saysNothingOf(String item, String reason) throws MqttException {
        device.activate();
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}," + item);

        assertThat(device.queue()).isEmpty();
        assertThat(device.downlinks()).singleElement().satisfies(publication -> {
            assertThat(publication.outcome()).isEqualTo(Outcome.DROPPED);
            assertThat(publication.reason()).isEqualTo(reason);
        });
        assertThat(heardInAll()).isEmpty();
    }

    @Test
    void failsEveryItemOfABatchWithoutAPort() throws MqttException {
        device.activate();
        publish("push", "{'f_port':1,'frm_payload':'AQ=='},{'frm_payload':'Ag=='}");

        List<JsonNode> events = heard(2);
        assertThat(events).allSatisfy(event -> {
            JsonNode error = event.path("downlink_failed").path("error");
            assertThat(error.path("namespace").asText()).isEqualTo("pkg/applicationserver");
            assertThat(error.path("name").asText()).isEqualTo("no_f_port");
            assertThat(error.path("message_format").asText()).isEqualTo("no FPort");
            assertThat(error.path("correlation_id").asText()).matches("[0-9a-f]{32}");
            assertThat(error.path("code").asInt()).isEqualTo(3);
            assertThat(event.path("downlink_failed").path("downlink").has("session_key_id"))
                    .isFalse();
            assertThat(texts(event.path("correlation_ids"))).hasSize(1);
        });
        assertThat(device.queue()).isEmpty();
        assertThat(device.downlinks().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void failsForADeviceThatNeverJoined() throws MqttException {
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        JsonNode event = heard(1).get(0);
        JsonNode error = event.path("downlink_failed").path("error");
        assertThat(error.path("name").asText()).isEqualTo("no_device_session");
        assertThat(error.path("code").asInt()).isEqualTo(9);
        assertThat(event.path("end_device_ids").has("dev_addr")).isFalse();
        client.messages().clear();

        publish("replace", "");
        assertThat(heardInAll()).isEmpty();
        assertThat(device.downlinks().get(1).reason()).isEqualTo("no_device_session");
    }

    @Test
    void failsForADeviceThatLostItsSession() throws MqttException {
        device.activate();
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        device.forgetSession();
        assertThat(device.queue()).isEmpty();
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        assertThat(heardInAll()).containsExactly("down/queued", "down/failed");
    }

    @Test
    void failsForAPayloadBeyondTheLargestDataRate() throws MqttException {
        device.activate();
        String longest = Base64.getEncoder().encodeToString(new byte[242]);
        String tooLong = Base64.getEncoder().encodeToString(new byte[243]);
        publish("push", "{'f_port':1,'frm_payload':'" + longest + "'}");
        publish("replace", "{'f_port':1,'frm_payload':'AQ=='},{'f_port':1,'frm_payload':'" + tooLong + "'}");

        List<JsonNode> events = heard(3);
        JsonNode error = events.get(1).path("downlink_failed").path("error");
        assertThat(error.path("name").asText()).isEqualTo("application_downlink_too_long");
        assertThat(error.path("code").asInt()).isEqualTo(3);
        assertThat(error.path("attributes").toString()).isEqualTo("{\"length\":243,\"max\":242}");
        assertThat(events.get(2).has("downlink_failed")).isTrue();
        assertThat(device.queue())
                .as("a failed replace leaves the old queue")
                .extracting(Downlink::fCnt)
                .containsExactly(1L);
    }

    @Test
    void failsWhenTheQueueIsFull() throws MqttException {
        device.activate();
        for (int i = 0; i < 4; i++) {
            publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        }
        JsonNode error = heard(4).get(3).path("downlink_failed").path("error");
        assertThat(error.path("name").asText()).isEqualTo("downlink_queue_capacity");
        assertThat(error.path("code").asInt()).isEqualTo(8);
        assertThat(device.queue()).hasSize(3);
    }

    @Test
    void failsForATimeTooNear() throws MqttException {
        device.activate();
        publish("push", "{'f_port':1,'frm_payload':'AQ==','class_b_c':{'absolute_time':'2026-01-31T12:00:02.4Z'}}");
        publish("push", "{'f_port':1,'frm_payload':'AQ==','class_b_c':{'absolute_time':'2026-01-31T12:00:02.5Z'}}");
        List<JsonNode> events = heard(2);
        JsonNode error = events.get(0).path("downlink_failed").path("error");
        assertThat(error.path("name").asText()).isEqualTo("downlink_expired");
        assertThat(error.path("code").asInt()).isEqualTo(9);
        assertThat(events.get(1)
                        .path("downlink_queued")
                        .path("class_b_c")
                        .path("absolute_time")
                        .asText())
                .isEqualTo("2026-01-31T12:00:02.500Z");
    }

    @Test
    void failsForAMulticastDeviceUnlessGatewaysAreGiven() throws MqttException {
        device.activate().multicast(true);
        publish("push", "{'f_port':1,'frm_payload':'AQ==','confirmed':true}");
        publish("push", "{'f_port':1,'frm_payload':'AQ=='}");
        publish(
                "push",
                "{'f_port':1,'frm_payload':'AQ==','class_b_c':{'gateways':[{'gateway_ids':{'gateway_id':'gtw1'}}]}}");
        List<JsonNode> events = heard(3);
        assertThat(events.get(0).at("/downlink_failed/error/name").asText()).isEqualTo("confirmed_multicast_downlink");
        assertThat(events.get(1).at("/downlink_failed/error/name").asText()).isEqualTo("no_downlink_path");
        assertThat(events.get(1).at("/downlink_failed/error/code").asInt()).isEqualTo(5);
        assertThat(events.get(2)
                        .at("/downlink_queued/class_b_c/gateways/0/gateway_ids/gateway_id")
                        .asText())
                .isEqualTo("gtw1");
    }

    @Test
    void failsForCountersTheApplicationGotWrong() throws MqttException {
        device.activate().skipPayloadCrypto(true);
        publish("push", "{'f_port':1,'f_cnt':5,'frm_payload':'AQ=='}");
        publish("push", "{'f_port':1,'f_cnt':5,'frm_payload':'AQ=='}");
        publish("push", "{'f_port':1,'f_cnt':6,'frm_payload':'AQ==','session_key_id':'AQI='}");
        List<JsonNode> events = heard(3);
        assertThat(events.get(0).at("/downlink_queued/f_cnt").asInt()).isEqualTo(5);
        JsonNode tooLow = events.get(1).at("/downlink_failed/error");
        assertThat(tooLow.path("name").asText()).isEqualTo("f_cnt_too_low");
        assertThat(tooLow.path("attributes").toString()).isEqualTo("{\"f_cnt\":5,\"min_f_cnt\":6}");
        JsonNode detail = tooLow.at("/details/0");
        assertThat(detail.path("@type").asText())
                .isEqualTo("type.googleapis.com/ttn.lorawan.v3.DownlinkQueueOperationErrorDetails");
        assertThat(Base64.getDecoder().decode(detail.path("dev_addr").asText())).hasSize(4);
        assertThat(detail.path("min_f_cnt_down").asInt()).isEqualTo(6);
        assertThat(events.get(2).at("/downlink_failed/error/name").asText()).isEqualTo("unknown_session");
    }

    @Test
    void encodesADecodedPayloadWhereThereIsAnEncoder() throws MqttException {
        device.activate().downlinkEncoder(decoded -> new byte[] {((Double) decoded.get("level")).byteValue()});
        publish("push", "{'decoded_payload':{'level':7}}");
        publish("push", "{'f_port':9,'frm_payload':'AQ==','decoded_payload':{'level':7}}");
        publish("push", "{'f_port':9,'decoded_payload':{'level':'high'}}");

        List<JsonNode> events = heard(2);
        assertThat(events.get(0).path("downlink_queued").toString())
                .startsWith("{\"f_port\":1,\"frm_payload\":\"Bw==\",\"decoded_payload\":{\"level\":7},");
        assertThat(events.get(1).path("downlink_queued").toString())
                .startsWith("{\"f_port\":9,\"frm_payload\":\"AQ==\",\"decoded_payload\":{\"level\":7},");
        assertThat(device.downlinks().get(2).reason()).startsWith("encoder failed");
        client.messages().clear();
        assertThat(heardInAll()).isEmpty();
    }

    @Test
    void queuesADecodedPayloadWithoutEncoderAsAnEmptyOne() throws MqttException {
        device.activate();
        publish("push", "{'f_port':9,'decoded_payload':{'level':7}}");
        assertThat(heard(1).get(0).path("downlink_queued").has("frm_payload")).isFalse();
        assertThat(device.queue().get(0).frmPayload()).isNull();
        publish("push", "{'decoded_payload':{'level':7}}");
        assertThat(heard(2).get(1).at("/downlink_failed/error/name").asText()).isEqualTo("no_f_port");
    }
}
