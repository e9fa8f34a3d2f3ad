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
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the queue to the device and back: sent, ack, nack, retries. */
class DownlinkLifeTest {

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
    private final Device device = application.device("dev1").activate();
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

    private void push(String item) throws MqttException {
        client.publish("v3/app1@ttn/devices/dev1/down/push", "{\"downlinks\":[" + item.replace('\'', '"') + "]}", 1);
    }

    private void uplink() {
        device.uplink(1, new byte[] {1});
    }

    private JsonNode event(int index) {
        return client.await(index + 1).get(index).json();
    }

    private static List<String> ids(JsonNode event) {
        List<String> ids = new ArrayList<>();
        event.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    @Test
    void waitsInClassAForAnUplinkAndSendsOneDownlinkAfterEach() throws MqttException {
        push("{'f_port':1,'frm_payload':'AQ==','priority':'HIGHEST','correlation_ids':['mine']}");
        push("{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(device.queue()).hasSize(2);
        uplink();
        assertThat(device.queue()).hasSize(1);
        uplink();
        uplink();
        assertThat(client.awaitSuffixes(7))
                .containsExactly("down/queued", "down/queued", "up", "down/sent", "up", "down/sent", "up");

        JsonNode sent = event(3).path("downlink_sent");
        assertThat(sent.path("session_key_id").asText()).isNotEmpty();
        assertThat(sent.path("f_port").asInt()).isEqualTo(1);
        assertThat(sent.path("f_cnt").asInt()).isEqualTo(1);
        assertThat(sent.path("frm_payload").asText()).isEqualTo("AQ==");
        assertThat(sent.path("priority").asText())
                .as("the network server's highest for applications")
                .isEqualTo("HIGH");
        assertThat(sent.has("confirmed_retry")).isFalse();
        List<String> queuedIds = ids(event(0).path("correlation_ids"));
        assertThat(ids(sent.path("correlation_ids"))).containsAll(queuedIds).contains("mine");
        assertThat(ids(event(3).path("correlation_ids"))).containsAll(queuedIds);
        assertThat(event(5).path("downlink_sent").path("f_cnt").asInt()).isEqualTo(2);
    }

    @Test
    void sendsAtOnceInClassC() throws MqttException {
        device.deviceClass(DeviceClass.CLASS_C);
        push("{'f_port':1,'frm_payload':'AQ==','class_b_c':{}},{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(client.awaitSuffixes(4)).containsExactly("down/queued", "down/queued", "down/sent", "down/sent");
        assertThat(event(2).path("downlink_sent").has("class_b_c")).isFalse();
        assertThat(device.queue()).isEmpty();
    }

    @Test
    void holdsTheQueueInClassCUntilAConfirmedDownlinkIsAnswered() throws MqttException {
        device.deviceClass(DeviceClass.CLASS_C);
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true},{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(device.queue()).hasSize(1);
        uplink();
        assertThat(client.awaitSuffixes(6))
                .containsExactly("down/queued", "down/queued", "down/sent", "down/ack", "up", "down/sent");
    }

    @Test
    void neverSendsADownlinkForClassBOrCInAWindowOfClassA() throws MqttException {
        push("{'f_port':1,'frm_payload':'AQ==','class_b_c':{}},{'f_port':2,'frm_payload':'Ag=='}");
        uplink();
        assertThat(client.awaitSuffixes(3)).containsExactly("down/queued", "down/queued", "up");
        assertThat(device.queue()).hasSize(2);
    }

    @Test
    void publishesAckBeforeTheUplinkThatCarriesIt() throws MqttException {
        push("{'f_port':15,'frm_payload':'vu8=','confirmed':true,'priority':'NORMAL','correlation_ids':['mine']}");
        uplink();
        assertThat(device.awaitingAnswer()).isPresent();
        uplink();
        assertThat(device.awaitingAnswer()).isEmpty();
        assertThat(client.awaitSuffixes(5)).containsExactly("down/queued", "up", "down/sent", "down/ack", "up");

        JsonNode ack = event(3);
        assertThat(ack.path("downlink_ack").path("f_cnt").asInt()).isEqualTo(1);
        assertThat(ack.path("downlink_ack").path("confirmed").asBoolean()).isTrue();
        assertThat(ack.at("/downlink_ack/confirmed_retry/attempt").asInt()).isEqualTo(1);
        assertThat(ids(ack.at("/downlink_ack/correlation_ids"))).isEqualTo(ids(event(0).path("correlation_ids")));
        assertThat(ids(ack.path("correlation_ids")))
                .containsAll(ids(event(0).path("correlation_ids")))
                .containsAll(ids(event(4).path("correlation_ids")));
    }

    @Test
    void queuesAgainAfterANackBehindWhatWaitsWithoutSayingQueued() throws MqttException {
        device.answers(Answer.NACK);
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true},{'f_port':2,'frm_payload':'Ag=='}");
        uplink();
        uplink();
        assertThat(device.queue()).singleElement().satisfies(retry -> {
            assertThat(retry.fPort()).isEqualTo(1);
            assertThat(retry.fCnt()).isEqualTo(3);
            assertThat(retry.confirmedRetry().attempt()).isEqualTo(2);
        });
        device.answers(Answer.ACK);
        uplink();
        uplink();
        assertThat(client.awaitSuffixes(11))
                .containsExactly(
                        "down/queued",
                        "down/queued",
                        "up",
                        "down/sent",
                        "down/nack",
                        "up",
                        "down/sent",
                        "up",
                        "down/sent",
                        "down/ack",
                        "up");
        assertThat(event(4).at("/downlink_nack/confirmed_retry/attempt").asInt())
                .isEqualTo(2);
        assertThat(event(4).at("/downlink_nack/f_cnt").asInt()).isEqualTo(1);
        assertThat(event(8).at("/downlink_sent/f_cnt").asInt()).isEqualTo(3);
        assertThat(event(9).at("/downlink_ack/confirmed_retry/attempt").asInt()).isEqualTo(2);
    }

    @Test
    void givesUpAfterEightAttemptsAndSaysSoBeforeTheLastNack() throws MqttException {
        device.answers(Answer.NACK);
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true}");
        for (int i = 0; i < 10; i++) {
            uplink();
        }
        List<String> suffixes = client.awaitSuffixes(1 + 10 + 8 + 8 + 1);
        assertThat(suffixes.stream().filter("down/sent"::equals)).hasSize(8);
        assertThat(suffixes.stream().filter("down/nack"::equals)).hasSize(8);
        int failed = suffixes.indexOf("down/failed");
        assertThat(suffixes.subList(failed, suffixes.size())).containsExactly("down/failed", "down/nack", "up", "up");
        JsonNode error = event(failed).at("/downlink_failed/error");
        assertThat(error.path("name").asText()).isEqualTo("max_retries_reached");
        assertThat(error.path("code").asInt()).isEqualTo(10);
        assertThat(error.at("/attributes/max_retries").asInt()).isEqualTo(8);
        assertThat(event(failed)
                        .at("/downlink_failed/downlink/confirmed_retry/attempt")
                        .asInt())
                .isEqualTo(9);
        assertThat(device.queue()).isEmpty();
    }

    @Test
    void countsFromNothingWhereTheRequestGivesTheMaximum() throws MqttException {
        device.answers(Answer.NACK);
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true,'confirmed_retry':{'max_attempts':1}}");
        uplink();
        uplink();
        uplink();
        assertThat(client.awaitSuffixes(9))
                .containsExactly(
                        "down/queued",
                        "up",
                        "down/sent",
                        "down/nack",
                        "up",
                        "down/sent",
                        "down/failed",
                        "down/nack",
                        "up");
        assertThat(event(0).at("/downlink_queued/confirmed_retry").toString()).isEqualTo("{\"max_attempts\":1}");
    }

    @Test
    void staysUnansweredInSilence() throws MqttException {
        device.answers(Answer.SILENCE);
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true},{'f_port':2,'frm_payload':'Ag=='}");
        uplink();
        uplink();
        assertThat(device.awaitingAnswer()).map(Downlink::fPort).contains(1);
        assertThat(device.queue()).hasSize(1);
        assertThat(client.awaitSuffixes(5)).containsExactly("down/queued", "down/queued", "up", "down/sent", "up");
    }

    @Test
    void reportsATransmissionThatFailed() throws MqttException {
        device.failNextTransmission("TOO_LATE");
        push("{'f_port':1,'frm_payload':'AQ=='},{'f_port':2,'frm_payload':'Ag=='}");
        uplink();
        uplink();
        assertThat(client.awaitSuffixes(6))
                .containsExactly("down/queued", "down/queued", "up", "down/failed", "up", "down/sent");
        JsonNode failed = event(3).path("downlink_failed");
        assertThat(failed.at("/error/name").asText()).isEqualTo("transmission");
        assertThat(failed.at("/error/attributes/result").asText()).isEqualTo("TOO_LATE");
        assertThat(failed.at("/downlink/session_key_id").asText()).isNotEmpty();
    }

    @Test
    void keepsTheQueueOverAJoinWithCountersFromTheirStart() throws MqttException {
        push("{'f_port':1,'frm_payload':'AQ=='}");
        push("{'f_port':2,'frm_payload':'Ag=='}");
        uplink();
        device.join();
        assertThat(device.queue()).singleElement().satisfies(kept -> assertThat(kept.fCnt())
                .isEqualTo(1));
        uplink();
        client.awaitSuffixes(7);
        assertThat(event(6).at("/downlink_sent/f_port").asInt()).isEqualTo(2);
        assertThat(event(6).at("/downlink_sent/f_cnt").asInt()).isEqualTo(1);
        assertThat(event(6).at("/downlink_sent/session_key_id").asText())
                .isEqualTo(event(4).at("/join_accept/session_key_id").asText())
                .isNotEqualTo(event(3).at("/downlink_sent/session_key_id").asText());
    }

    @Test
    void leavesWindowsUnusedOnRequest() throws MqttException {
        push("{'f_port':1,'frm_payload':'AQ=='}");
        device.uplink().withoutReceiveWindow().send();
        assertThat(device.queue()).hasSize(1);
    }

    @Test
    void tellsTheDeviceWhatReachesIt() throws MqttException {
        List<Downlink> received = new ArrayList<>();
        device.onDownlink(received::add);
        push("{'f_port':1,'frm_payload':'AQ=='}");
        uplink();
        assertThat(received).singleElement().satisfies(downlink -> assertThat(downlink.frmPayload())
                .containsExactly(1));
    }

    @Test
    void letsAClassCDeviceAnswerAtOnce() throws MqttException {
        device.deviceClass(DeviceClass.CLASS_C).onDownlink(downlink -> device.uplink(7, downlink.frmPayload()));
        push("{'f_port':1,'frm_payload':'AQ==','confirmed':true},{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(client.awaitSuffixes(7))
                .containsExactly("down/queued", "down/queued", "down/sent", "down/ack", "up", "down/sent", "up");
    }

    @Test
    void survivesADeviceThatFails() throws MqttException {
        device.deviceClass(DeviceClass.CLASS_C).onDownlink(downlink -> {
            throw new IllegalStateException("meant to fail");
        });
        push("{'f_port':1,'frm_payload':'AQ=='},{'f_port':2,'frm_payload':'Ag=='}");
        assertThat(client.awaitSuffixes(4)).containsExactly("down/queued", "down/queued", "down/sent", "down/sent");
    }

    @Test
    void publishesInvalidatedOnlyWhereTheApplicationEncrypts() throws MqttException {
        push("{'f_port':1,'frm_payload':'AQ=='}");
        device.invalidateQueue(5);
        assertThat(device.queue()).extracting(Downlink::fCnt).containsExactly(6L);

        device.skipPayloadCrypto(true);
        device.invalidateQueue(9);
        assertThat(device.queue()).isEmpty();
        assertThat(client.awaitSuffixes(2)).containsExactly("down/queued", "down/invalidated");
        JsonNode invalidated = event(1).path("downlink_queue_invalidated");
        assertThat(invalidated.at("/downlinks/0/f_cnt").asInt()).isEqualTo(6);
        assertThat(invalidated.path("last_f_cnt_down").asInt()).isEqualTo(9);
        assertThat(invalidated.path("session_key_id").asText()).isNotEmpty();
    }
}
