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
package io.github.cameltts.downlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.TtsInvalidDownlinkException;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.TxSchedulePriority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownlinkJsonTest {

    @Test
    void readsEveryFieldThatTheServerReads() {
        ApplicationDownlink downlink = read(
                        "{\"downlinks\":[{\"f_port\":\"15\",\"f_cnt\":7,\"frm_payload\":\"vu8=\",\"session_key_id\":\"AQI\","
                                + "\"confirmed\":true,\"priority\":5,\"correlation_ids\":[\"a\"],"
                                + "\"confirmed_retry\":{\"max_attempts\":3},\"class_b_c\":{\"gateways\":[{\"gateway_ids\":"
                                + "{\"gateway_id\":\"gtw1\"},\"antenna_index\":1,\"group_index\":2}],"
                                + "\"absolute_time\":\"2030-01-01T01:00:00+01:00\"}}]}",
                        "dev1")
                .get(0);

        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.fCnt()).isEqualTo(7);
        assertThat(downlink.frmPayload()).containsExactly(0xBE, 0xEF);
        assertThat(downlink.confirmed()).isTrue();
        assertThat(downlink.priority()).isEqualTo(TxSchedulePriority.HIGH);
        assertThat(downlink.correlationIds()).containsExactly("a");
        assertThat(downlink.confirmedRetry().maxAttempts()).isEqualTo(3);
        assertThat(downlink.classBC().absoluteTime()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(downlink.classBC().gateways().get(0).gatewayIds().gatewayId())
                .isEqualTo("gtw1");
        assertThat(downlink.classBC().gateways().get(0).antennaIndex()).isEqualTo(1);
    }

    @Test
    void aSingleDownlinkIsARequestAndNullsAreAbsent() {
        ApplicationDownlink downlink = read("{\"decoded_payload\":{\"a\":[1,null,\"x\"]},\"priority\":null}", "dev1")
                .get(0);

        assertThat(downlink.decodedPayload()).containsKey("a");
        assertThat(downlink.priority()).isNull();
        assertThat(downlink.fPort()).isNull();
        assertThat(downlink.confirmed()).isNull();
    }

    @Test
    void onlyAnExplicitEmptyListIsAnEmptyRequest() {
        assertThat(read("{\"downlinks\":[]}", "dev1")).isEmpty();
        assertFault(
                "{}",
                "The JSON request has neither downlinks nor a payload, but nothing at all. Write"
                        + " {\"downlinks\":[…]}, with an empty list to clear the queue, or a single downlink with frm_payload or"
                        + " decoded_payload.");
        assertFault("{\"downlink\":[]}", "The JSON request has neither downlinks nor a payload, but only 'downlink'.");
        assertFault("{\"downlinks\":null}", "downlinks is not a list. Write \"downlinks\":[…].");
        assertFault("[]", "The JSON request is not an object.");
        assertFault("null", "The JSON request is not an object.");
    }

    @Test
    void idsOfAnotherDeviceAreRefusedAndThoseOfThisOneAreNot() {
        assertThat(read(
                        "{\"end_device_ids\":{\"device_id\":\"dev1\"},\"downlinks\":[{\"frm_payload\":\"vu8=\"}]}",
                        "dev1"))
                .hasSize(1);
        assertFault(
                "{\"end_device_ids\":{\"device_id\":\"dev2\"},\"downlinks\":[{\"frm_payload\":\"vu8=\"}]}",
                "end_device_ids names device 'dev2', but the request goes to 'dev1'. Leave it out, or send to that device.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEEF", "beef", "01020304", "0011223344556677", "0xBEEF", "0x01", "BE-EF-01"})
    void hexThatWouldBeReadAsBase64IsRefused(String hex) {
        assertFault(
                "{\"frm_payload\":\"" + hex + "\"}",
                "frm_payload '" + hex + "' looks like hex, and the server would read"
                        + " it as base64. Write base64, such as \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "vu8=", "vu8", "vu-_", "AQID", "AQIDBA=="})
    void base64IsNotTakenForHex(String base64) {
        assertThat(read("{\"frm_payload\":\"" + base64 + "\"}", "dev1")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"fPort\":1 | 'fPort' is not a field that the server reads. Write f_port.",
                "\"frm_paylod\":\"\" | 'frm_paylod' is not a field that the server reads. Leave it out; there are class_b_c,",
                "\"f_port\":15.5 | f_port '15.5' is not a whole number from 0 to 255.",
                "\"f_port\":256 | f_port '256' is not a whole number from 0 to 255.",
                "\"f_port\":-1 | f_port '-1' is not a whole number from 0 to 255.",
                "\"f_port\":{} | f_port '{}' is not a whole number from 0 to 255.",
                "\"priority\":\"normal\" | priority 'normal' is not known, and the server would send with LOWEST.",
                "\"priority\":7 | priority '7' is not known",
                "\"confirmed\":\"yes\" | confirmed '\"yes\"' is not true or false.",
                "\"correlation_ids\":\"a\" | correlation_ids '\"a\"' is not a list of texts.",
                "\"correlation_ids\":[1] | correlation_ids '1' is not a list of texts.",
                "\"decoded_payload\":[1] | decoded_payload '[1]' is not an object.",
                "\"session_key_id\":1 | session_key_id '1' is not a text in base64.",
                "\"confirmed_retry\":3 | confirmed_retry '3' is not an object.",
                "\"confirmed_retry\":{\"attempts\":3} | 'confirmed_retry.attempts' is not a field that the server reads.",
                "\"class_b_c\":{\"time\":1} | 'class_b_c.time' is not a field that the server reads.",
                "\"class_b_c\":{\"absolute_time\":\"noon\"} | class_b_c.absolute_time 'noon' is not a time. Write it as 2026-01-31T12:00:00Z.",
                "\"class_b_c\":{\"gateways\":[{\"gateway_ids\":{\"gateway_id\":\"gtw1\",\"eui\":\"0102030405060708\"}}]} | class_b_c.gateways[0].gateway_ids.eui is given, for which the server drops the whole request. Give gateway_id only.",
                "\"class_b_c\":{\"gateways\":[{\"gateway_ids\":{}}]} | class_b_c.gateways[0].gateway_ids.gateway_id '' is not a text.",
            })
    void aFieldThatTheServerWouldMisreadHasItsSentence(String field, String sentence) {
        assertFault("{" + field + ",\"frm_payload\":\"vu8=\"}", sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "vu9="})
    void base64WithBitsThatBelongToNoByteIsRefused(String text) {
        assertFault(
                "{\"frm_payload\":\"" + text + "\"}",
                "frm_payload '" + text + "' is not base64 as an encoder writes it:");
    }

    @Test
    void badBase64IsRefused() {
        assertFault(
                "{\"frm_payload\":\"v u8=\"}",
                "frm_payload 'v u8=' is not base64. Write standard base64, such as" + " \"vu8=\", without blanks.");
        assertFault("{\"frm_payload\":1}", "frm_payload '1' is not a text in base64.");
    }

    @Test
    void whatIsNotJsonIsRefused() {
        assertFault("{\"frm_payload\":", "The body is not a JSON request (");
        assertFault("{\"frm_payload\":\"vu8=\"} x", "The body is not a JSON request (");
        assertFault("{\"f_port\":1,\"f_port\":2,\"frm_payload\":\"vu8=\"}", "Duplicate field 'f_port'");
        assertThatThrownBy(() -> read("{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1), "dev1"))
                .isInstanceOf(TtsInvalidDownlinkException.class)
                .hasMessageContaining("The body is not a JSON request (");
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlace() {
        assertThatThrownBy(() ->
                        read("{\"x\":1,\"downlinks\":[{\"frm_payload\":\"BEEF\"},{\"priority\":\"low\"},3]}", "dev1"))
                .isInstanceOfSatisfying(TtsInvalidDownlinkException.class, e -> assertThat(e.faults())
                        .hasSize(4)
                        .anyMatch(fault -> fault.startsWith("'x' is not"))
                        .anyMatch(fault -> fault.startsWith("downlinks[0].frm_payload 'BEEF'"))
                        .anyMatch(fault -> fault.startsWith("downlinks[1].priority 'low'"))
                        .anyMatch(fault -> fault.startsWith("downlinks[2] is not an object.")));
    }

    private static void assertFault(String json, String sentence) {
        assertThatThrownBy(() -> read(json, "dev1"))
                .isInstanceOf(TtsInvalidDownlinkException.class)
                .hasMessageContaining(sentence);
    }

    private static List<ApplicationDownlink> read(String json, String deviceId) {
        return read(json.getBytes(StandardCharsets.UTF_8), deviceId);
    }

    private static List<ApplicationDownlink> read(byte[] json, String deviceId) {
        List<String> faults = new ArrayList<>();
        List<ApplicationDownlink> downlinks = DownlinkJson.read(json, deviceId, faults);
        if (!faults.isEmpty()) {
            throw new TtsInvalidDownlinkException(faults);
        }
        return downlinks;
    }
}
