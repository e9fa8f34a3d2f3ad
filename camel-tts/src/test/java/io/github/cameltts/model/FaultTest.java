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
package io.github.cameltts.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cameltts.TtsDecodeException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    private static final String UPLINK = "{\"end_device_ids\":{\"device_id\":\"dev1\",\"application_ids\":"
            + "{\"application_id\":\"app1\"},\"dev_eui\":\"70B3D57ED0051A2C\"},\"correlation_ids\":[\"gs:uplink:1\"],"
            + "\"received_at\":\"2024-01-22T07:06:25.260676101Z\",\"uplink_message\":{\"session_key_id\":"
            + "\"AY0v/ZirzRkpNW0Cgjdhig==\",\"f_port\":20,\"f_cnt\":2,\"frm_payload\":\"AA5BAf0AxwIAAQ==\","
            + "\"decoded_payload\":{\"a\":50.9,\"b\":null,\"c\":[1,\"\\u00e9é€😀\"]},\"rx_metadata\":[{\"rssi\":-37,"
            + "\"snr\":8.5,\"location\":{\"latitude\":53.55,\"source\":\"SOURCE_GPS\"}}],\"app_s_key\":{\"key\":"
            + "\"0123456789ABCDEF0123456789ABCDEF\"},\"confirmed\":true,\"consumed_airtime\":\"0.205824s\"}}";

    private static TtsDecodeException fault(byte[] json) {
        return catchThrowableOfType(TtsDecodeException.class, () -> ApplicationUp.parse(json));
    }

    private static TtsDecodeException fault(String json) {
        return fault(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'end_device_ids':'dev1'}                             | end_device_ids",
                "{'end_device_ids':{'device_id':7}}                    | end_device_ids.device_id",
                "{'end_device_ids':{'application_ids':[]}}             | end_device_ids.application_ids",
                "{'end_device_ids':{'application_ids':{'application_id':{}}}} | end_device_ids.application_ids.application_id",
                "{'uplink_message':[]}                                 | uplink_message",
                "{'uplink_message':'x'}                                | uplink_message",
                "{'uplink_message':{'f_port':'x'}}                     | uplink_message.f_port",
                "{'uplink_message':{'f_port':256}}                     | uplink_message.f_port",
                "{'uplink_message':{'f_port':-1}}                      | uplink_message.f_port",
                "{'uplink_message':{'f_port':1.5}}                     | uplink_message.f_port",
                "{'uplink_message':{'f_port':{'a':1}}}                 | uplink_message.f_port",
                "{'uplink_message':{'f_cnt':4294967296}}               | uplink_message.f_cnt",
                "{'uplink_message':{'f_cnt':123456789012345678901234}} | uplink_message.f_cnt",
                "{'uplink_message':{'f_cnt':true}}                     | uplink_message.f_cnt",
                "{'uplink_message':{'frm_payload':'AA'  ,'frm_payload':'A'}} | uplink_message.frm_payload",
                "{'uplink_message':{'frm_payload':'?'}}                | uplink_message.frm_payload",
                "{'uplink_message':{'frm_payload':[1,2]}}              | uplink_message.frm_payload",
                "{'uplink_message':{'session_key_id':3}}               | uplink_message.session_key_id",
                "{'uplink_message':{'decoded_payload':[1]}}            | uplink_message.decoded_payload",
                "{'uplink_message':{'decoded_payload':{'a':[0,1e999]}}} | uplink_message.decoded_payload.a[1]",
                "{'uplink_normalized':{'normalized_payload':[{}]}}     | uplink_normalized.normalized_payload",
                "{'downlink_ack':{'f_port':'high'}}                    | downlink_ack.f_port",
                "{'downlink_failed':{'downlink':3}}                    | downlink_failed.downlink",
                "{'downlink_queue_invalidated':{'downlinks':[{},{'f_cnt':'a'}]}} | downlink_queue_invalidated.downlinks[1].f_cnt",
                "{'downlink_queue_invalidated':{'downlinks':[{},5]}}   | downlink_queue_invalidated.downlinks[1]",
                "{'location_solved':{'location':'here'}}               | location_solved.location",
                "{'location_solved':{'location':{'latitude':'x'}}}     | location_solved.location.latitude",
                "{'service_data':{'data':1}}                           | service_data.data",
            })
    void aWrongTypeInAFieldThatAReadingDependsOnTellsItsPath(String json, String path) {
        TtsDecodeException fault = fault(json.replace('\'', '"'));

        assertThat(fault).isNotNull();
        assertThat(fault.path()).isEqualTo(path);
        assertThat(fault).hasMessageStartingWith(path).hasMessageContaining("expected");
    }

    @Test
    void theSentenceNamesTheValueAndWhatIsExpected() {
        assertThat(fault("{\"uplink_message\":{\"f_port\":300}}"))
                .hasMessage("uplink_message.f_port is 300: expected a whole number from 0 to 255");
        assertThat(fault("{\"uplink_message\":{\"f_port\":\"a\\nb\"}}"))
                .hasMessage("uplink_message.f_port is \"a\uFFFDb\": expected a whole number from 0 to 255");
        assertThat(fault("{\"uplink_message\":{\"frm_payload\":\"" + "?".repeat(1000) + "\"}}")
                        .getMessage())
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"x\"",
                "true",
                "{}{}",
                "{} x",
                "{}]",
                "{'a':1,}",
                "{a:1}",
                "{'a':01}",
                "{'a':+1}",
                "{'a':.5}",
                "{'a':NaN}",
                "{'a':1.}",
                "{'a'}",
                "{'a':}",
                "{,}",
                "{'a':1 'b':2}",
                "{'a':'\n'}",
                "{'a':'\\x'}",
                "{'a':'\\u12'}",
                "{'a':tru}",
                "/* */{}",
                "{'a':'x}",
                "}",
                "{'a':[1}",
                "{\"received_at\":'x'}"
            })
    void whatIsNoObjectOfJsonIsRefused(String json) {
        assertThat(catchThrowable(
                        () -> ApplicationUp.parse(json.replace('\'', json.contains("received") ? '\'' : '"'))))
                .isInstanceOf(TtsDecodeException.class);
    }

    @Test
    void aMessageCutOffAtAnyByteIsRefused() {
        byte[] json = UPLINK.getBytes(StandardCharsets.UTF_8);

        assertThat(ApplicationUp.parse(json).ignoredFields()).isZero();
        for (int length = 0; length < json.length; length++) {
            assertThat(fault(Arrays.copyOf(json, length)))
                    .as("%d bytes", length)
                    .isNotNull();
        }
        assertThat(fault(Arrays.copyOf(json, UPLINK.indexOf("70B3D57E"))))
                .hasMessage("end_device_ids.dev_eui is cut off: expected a whole JSON object");
    }

    @Test
    void anyByteReplacedByAnyOtherReadsOrIsRefused() {
        byte[] json = UPLINK.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < json.length; at++) {
            for (int value :
                    new int[] {0, '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e', ' ', '\n', 0x80, 0xFF}) {
                byte[] changed = json.clone();
                changed[at] = (byte) value;
                assertThat(catchThrowable(() -> ApplicationUp.parse(changed).deduplicationId()))
                        .as("byte %d is %d", at, value)
                        .satisfiesAnyOf(thrown -> assertThat(thrown).isNull(), thrown -> assertThat(thrown)
                                .isInstanceOf(TtsDecodeException.class));
            }
        }
    }

    @Test
    void noFaultTellsAKey() {
        String key = "0123456789ABCDEF0123456789ABCDEF";
        for (String bad :
                new String[] {key, "\"" + key, key + "\"", "\"" + key + "\\x", "[\"" + key, "{\"" + key + "\":"}) {
            TtsDecodeException fault = fault("{\"uplink_message\":{\"app_s_key\":{\"key\":" + bad + "}}}");

            assertThat(fault).as(bad).isNotNull();
            assertThat(fault.getMessage()).as(bad).doesNotContain("0123456789ABCDEF01");
            assertThat(fault).as(bad).hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void otherEncodingsAreRefused(String encoding) {
        assertThat(fault("{\"a\":1}".getBytes(Charset.forName(encoding))))
                .isNotNull()
                .extracting(TtsDecodeException::path)
                .isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF", "C3", "C328", "C080", "E28228", "EDA080", "F0908080F5", "F4908080", "80", "E0809F"})
    void malformedUtf8IsRefusedWhereverItStands(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        for (String[] around : new String[][] {
            {"{\"unknown\":\"", "\"}"},
            {"{\"", "\":1}"},
            {"{\"uplink_message\":{\"decoded_payload\":{\"a\":\"", "\"}}}"}
        }) {
            byte[] before = around[0].getBytes(StandardCharsets.UTF_8);
            byte[] after = around[1].getBytes(StandardCharsets.UTF_8);
            byte[] json = Arrays.copyOf(before, before.length + bad.length + after.length);
            System.arraycopy(bad, 0, json, before.length, bad.length);
            System.arraycopy(after, 0, json, before.length + bad.length, after.length);

            assertThat(fault(json)).as(around[0]).isNotNull().hasMessageStartingWith("The message is not UTF-8");
        }
    }

    @Test
    void deepNestingIsRefusedWithItsPath() {
        for (String[] pair : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            for (String member : new String[] {"unknown", "decoded_payload"}) {
                String start = "{\"uplink_message\":{\"" + member + "\":";
                String deep = start + "{\"x\":" + pair[0].repeat(100_000) + "1" + pair[1].repeat(100_000) + "}}}";

                TtsDecodeException fault = fault(deep);

                assertThat(fault.path())
                        .startsWith("uplink_message." + member + ".x")
                        .hasSizeLessThan(600);
                assertThat(fault).hasMessageContaining("500 levels");
            }
        }
    }

    @Test
    void nestingWithinTheLimitIsRead() {
        String json = "{\"uplink_message\":{\"decoded_payload\":{\"x\":" + "[".repeat(490) + "]".repeat(490) + "}}}";
        ApplicationUp message = ApplicationUp.parse(json);

        assertThat(message).isEqualTo(ApplicationUp.parse(json)).hasSameHashCodeAs(ApplicationUp.parse(json));
        assertThat(message.toString()).hasSizeLessThan(1000);
        assertThat(message.deduplicationId()).isNotBlank();
    }

    @Test
    void aChainOfCausesWithinTheLimitIsRead() {
        String json = "{\"downlink_failed\":{\"error\":" + "{\"name\":\"n\",\"cause\":".repeat(450) + "null"
                + "}".repeat(450) + "}}";

        int depth = 0;
        for (ErrorDetails error = ApplicationUp.parse(json).downlinkFailed().error();
                error != null;
                error = error.cause()) {
            assertThat(error.name()).isEqualTo("n");
            depth++;
        }
        assertThat(depth).isEqualTo(450);
    }

    @Test
    void aStringOf64MegabytesIsPassedOverOrRefusedInBoundedTime() {
        String huge = "x".repeat(64 << 20);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(ApplicationUp.parse("{\"unknown\":\"" + huge + "\",\"simulated\":true}")
                            .simulated())
                    .isTrue();
            assertThat(fault("{\"uplink_message\":{\"decoded_payload\":{\"s\":\"" + huge + "\"}}}")
                            .path())
                    .isEqualTo("uplink_message.decoded_payload.s");
            assertThat(fault("{\"uplink_message\":{\"frm_payload\":\"" + huge + "\"}}")
                            .path())
                    .isEqualTo("uplink_message.frm_payload");
            assertThat(fault("{\"" + huge + "\":1}").path()).isEmpty();
        });
    }

    @Test
    void aNumberOfManyDigitsIsRefusedWithItsPath() {
        String digits = "9".repeat(1001);

        assertThat(fault("{\"uplink_message\":{\"decoded_payload\":{\"n\":" + digits + "}}}")
                        .path())
                .isEqualTo("uplink_message.decoded_payload.n");
        assertThat(fault("{\"uplink_message\":{\"f_cnt\":" + digits + "}}").path())
                .isEqualTo("uplink_message.f_cnt");
        assertThat(fault("{\"uplink_message\":{\"f_cnt\":" + "9".repeat(1000) + "}}")
                        .path())
                .isEqualTo("uplink_message.f_cnt");
        assertThat(ApplicationUp.parse("{\"uplink_message\":{\"decoded_payload\":{\"n\":0." + "1".repeat(990) + "}}}")
                        .uplinkMessage()
                        .decodedPayload())
                .containsEntry("n", 0.1111111111111111);
    }

    @Test
    void tooManyTokensAreRefused() {
        assertThat(fault("{\"uplink_message\":{\"decoded_payload\":{\"n\":[" + "1,".repeat(1_100_000) + "1]}}}"))
                .hasMessageContaining("1000000 tokens");
    }

    @Test
    void aRequestIsReadStrictly() {
        assertRequestFault(
                "{'downlinks':[{'priority':'normal'}]}",
                "downlinks[0].priority",
                "downlinks[0].priority is \"normal\": expected one of LOWEST, LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH, HIGHEST");
        assertRequestFault("{'downlink':[]}", "downlink", null);
        assertRequestFault("{'downlinks':null}", "downlinks", null);
        assertRequestFault("{'downlinks':[null]}", "downlinks[0]", null);
        assertRequestFault("{'downlinks':[{'f_prt':1}]}", "downlinks[0].f_prt", null);
        assertRequestFault("{'downlinks':[{'f_port':1,'f_port':2}]}", "downlinks[0].f_port", null);
        assertRequestFault("{'downlinks':[{'confirmed':'yes'}]}", "downlinks[0].confirmed", null);
        assertRequestFault("{'downlinks':[{'frm_payload':'A'}]}", "downlinks[0].frm_payload", null);
        assertRequestFault(
                "{'downlinks':[{'class_b_c':{'gateways':[{'gateway_ids':{'id':'x'}}]}}]}",
                "downlinks[0].class_b_c.gateways[0].gateway_ids.id",
                null);
        assertRequestFault("{'f_port':15.5}", "f_port", null);
        assertRequestFault("{'downlinks':[],'x':1}", "x", null);
    }

    private static void assertRequestFault(String json, String path, String message) {
        assertThatExceptionOfType(TtsDecodeException.class)
                .as(json)
                .isThrownBy(() -> MessageCodec.readDownlinkQueueRequest(
                        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .satisfies(fault -> assertThat(fault.path()).isEqualTo(path))
                .satisfies(fault -> assertThat(fault.getMessage()).startsWith(message == null ? path : message));
    }
}
