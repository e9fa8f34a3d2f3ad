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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cameltts.test.Downlink.ClassBC;
import io.github.cameltts.test.Downlink.ClassBCGateway;
import io.github.cameltts.test.Downlink.ConfirmedRetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownlinkRequestParserTest {

    private static List<Downlink> parse(String json) throws MalformedDownlinksException {
        return DownlinkRequestParser.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Downlink one(String members) throws MalformedDownlinksException {
        return parse("{\"downlinks\":[{" + members.replace('\'', '"') + "}]}").get(0);
    }

    private static void assertDropped(String json) {
        assertThatThrownBy(() -> parse(json))
                .as(json)
                .isInstanceOf(MalformedDownlinksException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void readsEveryField() throws MalformedDownlinksException {
        Downlink downlink = one("'session_key_id':'AQI=','f_port':15,'f_cnt':7,'frm_payload':'vu8=',"
                + "'decoded_payload':{'a':1,'b':[null,true,'x',{}]},'decoded_payload_warnings':['w'],'confirmed':true,"
                + "'class_b_c':{'gateways':[{'gateway_ids':{'gateway_id':'gtw1'},'antenna_index':1,'group_index':2}],"
                + "'absolute_time':'2026-01-31T12:00:00.5+01:00'},'priority':'HIGH','correlation_ids':['a','b'],"
                + "'confirmed_retry':{'attempt':2,'max_attempts':3}");

        assertThat(downlink.sessionKeyId()).containsExactly(1, 2);
        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.fCnt()).isEqualTo(7);
        assertThat(downlink.frmPayload()).containsExactly(0xBE, 0xEF);
        assertThat(downlink.decodedPayload()).containsEntry("a", 1.0).containsKey("b");
        assertThat(downlink.confirmed()).isTrue();
        assertThat(downlink.classBC())
                .isEqualTo(new ClassBC(
                        List.of(new ClassBCGateway("gtw1", 1, 2)), Instant.parse("2026-01-31T11:00:00.500Z")));
        assertThat(downlink.priority()).isEqualTo(TxSchedulePriority.HIGH);
        assertThat(downlink.correlationIds()).containsExactly("a", "b");
        assertThat(downlink.confirmedRetry()).isEqualTo(new ConfirmedRetry(2, 3L));
    }

    @Test
    void takesCamelCaseAsWell() throws MalformedDownlinksException {
        Downlink downlink = one("'fPort':15,'frmPayload':'vu8=','classBC':{'absoluteTime':'2026-01-31T12:00:00Z'},"
                + "'correlationIds':['a'],'confirmedRetry':{'maxAttempts':3}");

        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.frmPayload()).containsExactly(0xBE, 0xEF);
        assertThat(downlink.classBC().absoluteTime()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(downlink.correlationIds()).containsExactly("a");
        assertThat(downlink.confirmedRetry().maxAttempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"downlinks\":[]}",
                "{\"downlinks\":null}",
                "{\"downlink\":[{\"f_port\":1}]}",
                "{\"end_device_ids\":{\"device_id\":\"other\"}}",
                " \r\n\t{} trailing text",
                "{}{\"downlinks\":7}",
                "{\"x\":{\"y\":1,\"y\":2},\"x\":[]}"
            })
    void readsNoDownlinksFromAnyOtherObject(String json) throws MalformedDownlinksException {
        assertThat(parse(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "true",
                "{",
                "{\"downlinks\":[}",
                "{\"downlinks\":{}}",
                "{\"downlinks\":[null]}",
                "{\"downlinks\":[7]}",
                "{\"downlinks\":[],\"downlinks\":[]}",
                "{'downlinks':[]}",
                "{\"downlinks\":[],}",
                "\uFEFF{}"
            })
    void dropsWhatIsNoRequest(String json) {
        assertDropped(json);
    }

    @Test
    void dropsInvalidUtf8InsideButNotBehindTheValue() throws MalformedDownlinksException {
        byte[] inside = "{\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        inside[6] = (byte) 0xFF;
        assertThatThrownBy(() -> DownlinkRequestParser.parse(inside)).isInstanceOf(MalformedDownlinksException.class);

        byte[] behind = "{}?".getBytes(StandardCharsets.UTF_8);
        behind[2] = (byte) 0xFF;
        assertThat(DownlinkRequestParser.parse(behind)).isEmpty();
    }

    @Test
    void spoilsAllItemsByOne() {
        assertDropped("{\"downlinks\":[{\"f_port\":1},{\"f_port\":224}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'f_port':15   | 15",
                "'f_port':'15' | 15",
                "'f_port':15.0 | 15",
                "'f_port':1.5e1| 15",
                "'f_port':0    | 0",
                "'f_port':null | 0",
                "'f_port':255  | 255",
            })
    void takesWholeNumbersInAnyDress(String members, int fPort) throws MalformedDownlinksException {
        assertThat(one(members).fPort()).isEqualTo(fPort);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'f_port':15.5",
                "'f_port':-1",
                "'f_port':-0",
                "'f_port':256",
                "'f_port':224",
                "'f_port':1e99",
                "'f_port':1e-999999999",
                "'f_port':1e999999999",
                "'f_port':015",
                "'f_port':'fifteen'",
                "'f_port':''",
                "'f_port':' 15'",
                "'f_port':true",
                "'f_port':[15]",
                "'f_port':1,'f_port':1",
                "'f_port':1,'fPort':1",
                "'f_port':1,'fPort':null",
                "'f_cnt':4294967296",
                "'frm_payload':7",
                "'frm_payload':' AA='",
                "'frm_payload':'A'",
                "'frm_payload':'AAA=='",
                "'frm_payload':'AA='",
                "'frm_payload':'+_AA'",
                "'frm_payload':'not base64'",
                "'confirmed':'true'",
                "'confirmed':1",
                "'priority':7",
                "'priority':-1",
                "'priority':1.5",
                "'priority':{}",
                "'decoded_payload':[]",
                "'decoded_payload':'x'",
                "'decoded_payload':{'a':1,'a':2}",
                "'decoded_payload':{'a':1e400}",
                "'decoded_payload_warnings':'w'",
                "'correlation_ids':'a'",
                "'correlation_ids':[7]",
                "'correlation_ids':[null]",
                "'confirmed_retry':{'max_attempts':0}",
                "'confirmed_retry':{'max_attempts':101}",
                "'confirmed_retry':{'max_attempts':{'value':3}}",
                "'confirmed_retry':3",
                "'class_b_c':{'gateways':[{}]}",
                "'class_b_c':{'gateways':[{'gateway_ids':{}}]}",
                "'class_b_c':{'gateways':[{'gateway_ids':{'gateway_id':'GTW'}}]}",
                "'class_b_c':{'gateways':[{'gateway_ids':{'gateway_id':'gtw1','eui':'58A0CBFFFE8013BC'}}]}",
                "'class_b_c':{'absolute_time':'2026-01-31 12:00:00Z'}",
                "'class_b_c':{'absolute_time':'2026-01-31T12:00:00'}",
                "'class_b_c':{'absolute_time':'2026-02-31T12:00:00Z'}",
                "'class_b_c':{'absolute_time':1769860800}",
                "'correlation_ids':['\\ud800']",
            })
    void dropsWhatTheServersParserOrValidationRefuses(String members) {
        assertDropped("{\"downlinks\":[{" + members.replace('\'', '"') + "}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "HIGHEST, HIGHEST",
        "normal,  LOWEST",
        "urgent,  LOWEST",
        "3,       LOWEST",
        "'',      LOWEST",
    })
    void turnsAnUnknownPriorityIntoLowestWithoutAWord(String name, TxSchedulePriority priority)
            throws MalformedDownlinksException {
        assertThat(one("'priority':'" + name + "'").priority()).isEqualTo(priority);
    }

    @Test
    void takesAPriorityAsNumber() throws MalformedDownlinksException {
        assertThat(one("'priority':6").priority()).isEqualTo(TxSchedulePriority.HIGHEST);
        assertThat(one("'priority':0").priority()).isEqualTo(TxSchedulePriority.LOWEST);
    }

    @ParameterizedTest
    @CsvSource({
        "vu8=,     190 239",
        "vu8,      190 239",
        "+/8=,     251 255",
        "-_8=,     251 255",
        "-_8,      251 255",
        "BEEF,     4 65 5",
        "01020304, 211 93 54 211 125 56",
    })
    void takesAnyBase64AndHexThatLooksLikeIt(String text, String bytes) throws MalformedDownlinksException {
        byte[] payload = one("'frm_payload':'" + text + "'").frmPayload();
        StringBuilder unsigned = new StringBuilder();
        for (byte b : payload) {
            unsigned.append(unsigned.isEmpty() ? "" : " ").append(b & 0xFF);
        }
        assertThat(unsigned).hasToString(bytes);
    }

    @Test
    void skipsLineEndsInBase64() throws MalformedDownlinksException {
        assertThat(one("'frm_payload':'vu\\r\\n\\r\\n8='").frmPayload()).containsExactly(0xBE, 0xEF);
    }

    @Test
    void cannotTellAnEmptyPayloadFromNone() throws MalformedDownlinksException {
        assertThat(one("'frm_payload':''").frmPayload()).isNull();
    }

    @Test
    void limitsLengths() throws MalformedDownlinksException {
        String longest = Base64.getEncoder().encodeToString(new byte[255]);
        assertThat(one("'frm_payload':'" + longest + "'").frmPayload()).hasSize(255);
        String tooLong = Base64.getEncoder().encodeToString(new byte[256]);
        assertDropped("{\"downlinks\":[{\"frm_payload\":\"" + tooLong + "\"}]}");

        String id = "é".repeat(100);
        assertThat(one("'correlation_ids':['" + id + "']").correlationIds()).containsExactly(id);
        assertDropped("{\"downlinks\":[{\"correlation_ids\":[\"" + id + "x\"]}]}");
    }

    @Test
    void survivesAbsurdNesting() {
        assertDropped("{\"downlinks\":[{\"decoded_payload\":" + "{\"a\":".repeat(100_000));
        assertDropped("{\"x\":" + "[".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "downlinks-1.json",
                "downlinks-2.json",
                "downlinks-3.json",
                "downlinks-5.json",
                "downlinks-6.json"
            })
    void readsTheExamplesOfTheDocumentation(String file) throws IOException, MalformedDownlinksException {
        Path folder = Samples.folder();
        assumeThat(folder).isNotNull();
        List<Downlink> downlinks = DownlinkRequestParser.parse(Files.readAllBytes(folder.resolve(file)));
        assertThat(downlinks).hasSize(file.equals("downlinks-6.json") ? 0 : 1);
    }
}
