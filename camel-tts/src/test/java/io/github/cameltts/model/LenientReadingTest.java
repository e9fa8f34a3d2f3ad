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

import io.github.cameltts.address.Event;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientReadingTest {

    private static ApplicationUp read(String json) {
        return ApplicationUp.parse(json.replace('\'', '"'));
    }

    private static ApplicationUplink uplink(String members) {
        return read("{'uplink_message':{" + members + "}}").uplinkMessage();
    }

    @Test
    void anEventOfALaterVersionIsUnknownAndKeepsItsText() {
        ApplicationUp message = read("{'end_device_ids':{'device_id':'dev1'},'moon_phase':{'phase':['new']}}");

        assertThat(message.event()).isEqualTo(Event.UNKNOWN);
        assertThat(message.payload()).isNull();
        assertThat(message.endDeviceIds().deviceId()).isEqualTo("dev1");
        assertThat(message.rawJson()).contains("moon_phase");
        assertThat(message.ignoredFields()).isZero();
        assertThat(message)
                .isNotEqualTo(read("{'end_device_ids':{'device_id':'dev1'},'moon_phase':{'phase':['full']}}"));
    }

    @Test
    void anEmptyObjectIsAMessageOfNoEvent() {
        ApplicationUp message = read(" {} ");

        assertThat(message.event()).isEqualTo(Event.UNKNOWN);
        assertThat(message.endDeviceIds()).isNull();
        assertThat(message.correlationIds()).isEmpty();
        assertThat(message.receivedAt()).isNull();
    }

    @Test
    void anEmptyPayloadHasZerosAndEmptyCollections() {
        ApplicationUplink uplink = uplink("");

        assertThat(uplink.sessionKeyId()).isNull();
        assertThat(uplink.fPort()).isZero();
        assertThat(uplink.fCnt()).isZero();
        assertThat(uplink.frmPayload()).isEmpty();
        assertThat(uplink.decodedPayload()).isNull();
        assertThat(uplink.normalizedPayload()).isEmpty();
        assertThat(uplink.rxMetadata()).isEmpty();
        assertThat(uplink.locations()).isEmpty();
        assertThat(uplink.attributes()).isEmpty();
        assertThat(uplink.bestReception()).isNull();
        assertThat(uplink.dataRate()).isNull();
        assertThat(uplink.location()).isNull();
        assertThat(uplink.lastAFCntDown()).isNull();
    }

    @Test
    void nullIsAbsentEverywhere() {
        ApplicationUp message =
                read("{'end_device_ids':null,'correlation_ids':null,'received_at':null,'simulated':null,"
                        + "'join_accept':null,'uplink_message':{'f_port':null,'f_cnt':null,'frm_payload':null,"
                        + "'decoded_payload':null,'rx_metadata':[null,{'gateway_ids':null,'rssi':null,'time':null}],"
                        + "'settings':null,'locations':{'user':null},'attributes':{'a':null},'session_key_id':null}}");

        assertThat(message.ignoredFields()).isZero();
        assertThat(message.event()).isEqualTo(Event.UP);
        assertThat(message.uplinkMessage().rxMetadata()).hasSize(1);
        assertThat(message.uplinkMessage().locations()).isEmpty();
    }

    @Test
    void unknownMembersAreIgnoredAtEveryLevel() {
        ApplicationUp message = read("{'x':1,'end_device_ids':{'x':{},'device_id':'d','application_ids':{'x':[],"
                + "'application_id':'a'}},'uplink_message':{'x':[{'y':[1,2]}],'f_port':1,'rx_metadata':[{'x':1e999,'rssi':-1}],"
                + "'settings':{'x':null,'data_rate':{'x':1,'lora':{'x':1,'spreading_factor':7}}}}}");

        assertThat(message.ignoredFields()).isZero();
        assertThat(message.endDeviceIds().applicationId()).isEqualTo("a");
        assertThat(message.uplinkMessage().fPort()).isEqualTo(1);
        assertThat(message.uplinkMessage().settings().dataRate().lora().spreadingFactor())
                .isEqualTo(7);
    }

    @Test
    void theLastOfARepeatedMemberCounts() {
        assertThat(uplink("'f_port':1,'f_port':2").fPort()).isEqualTo(2);
        assertThat(uplink("'f_port':1,'f_port':null").fPort()).isZero();
        assertThat(uplink("'decoded_payload':{'a':1,'a':2}").decodedPayload()).isEqualTo(Map.of("a", 2));
        assertThat(read("{'uplink_message':{'f_port':1},'uplink_message':{'f_cnt':3}}")
                        .uplinkMessage())
                .satisfies(uplink -> assertThat(uplink.fPort()).isZero())
                .satisfies(uplink -> assertThat(uplink.fCnt()).isEqualTo(3));
        assertThat(read("{'uplink_message':{},'uplink_message':null}").event()).isEqualTo(Event.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'rx_metadata':'none'",
                "'rx_metadata':{}",
                "'rx_metadata':[1]",
                "'rx_metadata':[{'advanced':'x'}]",
                "'rx_metadata':[{'rssi':'loud'}]",
                "'rx_metadata':[{'rssi':true}]",
                "'rx_metadata':[{'gateway_ids':{'eui':'XY'}}]",
                "'rx_metadata':[{'gateway_ids':{'eui':12}}]",
                "'rx_metadata':[{'time':'yesterday'}]",
                "'rx_metadata':[{'timestamp':-1}]",
                "'rx_metadata':[{'uplink_token':'*'}]",
                "'rx_metadata':[{'location':{'latitude':'north'}}]",
                "'rx_metadata':[{'downlink_path_constraint':[]}]",
                "'settings':[]",
                "'settings':{'frequency':'8.6'}",
                "'settings':{'data_rate':{'lora':7}}",
                "'settings':{'data_rate':{'lora':{'spreading_factor':7.5}}}",
                "'locations':[]",
                "'locations':{'user':1}",
                "'locations':{'user':{'longitude':[]}}",
                "'received_at':17",
                "'confirmed':'yes'",
                "'consumed_airtime':61",
                "'consumed_airtime':'1m'",
                "'version_ids':'x'",
                "'network_ids':{'net_id':'13'}",
                "'last_battery_percentage':100",
                "'attributes':{'a':1}",
                "'decoded_payload_warnings':'cold'",
                "'decoded_payload_warnings':[{}]",
                "'normalized_payload':{'air':{}}",
                "'app_s_key':'secret'",
                "'packet_error_rate':{}",
            })
    void aSideFieldOfTheWrongTypeIsAbsentAndCounted(String member) {
        ApplicationUp message = read("{'uplink_message':{'f_port':7," + member + ",'f_cnt':8}}");

        assertThat(message.ignoredFields()).isEqualTo(1);
        assertThat(message.uplinkMessage().fPort()).isEqualTo(7);
        assertThat(message.uplinkMessage().fCnt()).isEqualTo(8);
    }

    @Test
    void aLocationWithoutASoundCoordinateIsNoLocation() {
        ApplicationUplink uplink = uplink("'locations':{'user':{'latitude':'x','longitude':5},'s':{'longitude':5}}");

        assertThat(uplink.locations()).containsOnlyKeys("s");
        assertThat(uplink.locations().get("s").latitude()).isZero();
    }

    @Test
    void goodElementsOfAListSurviveBadOnes() {
        ApplicationUplink uplink = uplink("'rx_metadata':[7,{'rssi':-90},'x',{'rssi':-80}]");

        assertThat(uplink.rxMetadata()).extracting(RxMetadata::rssi).containsExactly(-90.0, -80.0);
    }

    @Test
    void numbersMayStandInQuotesAndHaveAnEmptyFraction() {
        ApplicationUplink uplink = uplink("'f_port':'15','f_cnt':15.0,'settings':{'frequency':868100000,"
                + "'concentrator_timestamp':'-9007199254740993'},'rx_metadata':[{'frequency_offset':'-978',"
                + "'timestamp':4294967295}]");

        assertThat(uplink.fPort()).isEqualTo(15);
        assertThat(uplink.fCnt()).isEqualTo(15);
        assertThat(uplink.settings().frequency()).isEqualTo(868_100_000L);
        assertThat(uplink.settings().concentratorTimestamp()).isEqualTo(-9007199254740993L);
        assertThat(uplink.rxMetadata().get(0).frequencyOffset()).isEqualTo(-978L);
        assertThat(uplink.rxMetadata().get(0).timestamp()).isEqualTo(4294967295L);
    }

    @Test
    void numbersOfADecodedPayloadKeepTheirDigits() {
        Map<String, Object> decoded = uplink("'decoded_payload':{'a':21,'b':21.5,'c':9007199254740991,"
                        + "'d':-9223372036854775808,'e':100000000000000000000,'f':1e21,'g':27.200000762939453,'h':0.1,"
                        + "'i':-0.0,'j':1.0,'k':123456789012345678,'l':1234567890123456789}")
                .decodedPayload();

        assertThat(decoded)
                .containsEntry("a", 21)
                .containsEntry("b", 21.5)
                .containsEntry("c", 9007199254740991L)
                .containsEntry("d", Long.MIN_VALUE)
                .containsEntry("e", new BigInteger("100000000000000000000"))
                .containsEntry("f", 1e21)
                .containsEntry("g", 27.200000762939453)
                .containsEntry("h", 0.1)
                .containsEntry("i", -0.0)
                .containsEntry("j", 1.0)
                .containsEntry("k", 123456789012345678L)
                .containsEntry("l", 1234567890123456789L);
    }

    @Test
    void valuesOfADecodedPayloadOfAllTypes() {
        Map<String, Object> decoded = uplink(
                        "'decoded_payload':{'s':'\\u003ca\\n','t':true,'f':false,'n':null,'l':[1,null,['x'],{}],'o':{}}")
                .decodedPayload();

        assertThat(decoded)
                .containsEntry("s", "<a\n")
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("n", null)
                .containsEntry("l", Arrays.asList(1, null, java.util.List.of("x"), Map.of()))
                .containsEntry("o", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02-06T09:46:05Z, 2020-02-06T09:46:05Z",
        "2020-02-06T09:46:05.1Z, 2020-02-06T09:46:05.100Z",
        "2020-02-06T09:46:05.123456789123Z, 2020-02-06T09:46:05.123456789Z",
        "2020-02-06T10:46:05.5+01:00, 2020-02-06T09:46:05.500Z",
        "2020-02-06t09:46:05z, 2020-02-06T09:46:05Z",
        "2020-02-06 09:46:05Z, 2020-02-06T09:46:05Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
        "1971-01-01T00:00:00Z, 1971-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z,",
    })
    void timesOfAllForms(String text, Instant expected) {
        ApplicationUp message = read("{'received_at':'" + text + "'}");

        assertThat(message.receivedAt()).isEqualTo(expected);
        assertThat(message.ignoredFields()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2020-02-30T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-02-06",
                "2020-02-06T24:00:00Z",
                "2020-02-06T09:46:05",
                "2020-02-06T09:46:05.Z",
                "2020-02-06T09:46:05.1x2Z",
                "not a time at all!!!",
                "２０２０-02-06T09:46:05Z"
            })
    void whatIsNoTimeIsAbsent(String text) {
        ApplicationUp message = read("{'received_at':'" + text + "'}");

        assertThat(message.receivedAt()).isNull();
        assertThat(message.ignoredFields()).isEqualTo(1);
    }

    @Test
    void valuesWithEscapesAreReadAllTheSame() {
        ApplicationUp message = read("{'received_at':'2020-02-06T09:46:05\\u005A','end_device_ids':"
                + "{'dev_eui':'\\u00370B3D57ED0051A2C'},'uplink_message':{'session_key_id':'AXPoziFRvbcEguvZQoCCZw\\u003d=',"
                + "'frm_payload':'\\/\\/8=','\\u0066_port':3,'consumed_airtime':'1\\u002e5s',"
                + "'rx_metadata':[{'location':{'source':'SOURCE_\\u0047PS'}}]}}");

        assertThat(message.receivedAt()).isEqualTo("2020-02-06T09:46:05Z");
        assertThat(message.endDeviceIds().devEui()).hasToString("70B3D57ED0051A2C");
        ApplicationUplink uplink = message.uplinkMessage();
        assertThat(uplink.sessionKeyId().length()).isEqualTo(16);
        assertThat(uplink.frmPayload()).containsExactly(0xFF, 0xFF);
        assertThat(uplink.fPort()).isEqualTo(3);
        assertThat(uplink.consumedAirtime()).isEqualTo(Duration.ofMillis(1500));
        assertThat(uplink.rxMetadata().get(0).location().source()).isEqualTo(LocationSource.SOURCE_GPS);
    }

    @Test
    void whiteSpaceAndOrderDoNotMatter() {
        ApplicationUp message = read("\n{ 'simulated' : true , 'uplink_message' :\t{ 'f_cnt' : 2 ,\r\n 'f_port' : 1 } ,"
                + " 'end_device_ids' : { 'application_ids' : { 'application_id' : 'a' } , 'device_id' : 'd' } } \n");

        assertThat(message.simulated()).isTrue();
        assertThat(message.uplinkMessage().fPort()).isEqualTo(1);
        assertThat(message.endDeviceIds().deviceId()).isEqualTo("d");
    }

    @Test
    void aMissingZeroOfLoRaIsRestoredAndThatOfFskIsNot() {
        String receptions = "'rx_metadata':[{'rssi':-90},{'snr':3.5},{'channel_index':1},{'rssi':-80,'snr':2}]";

        assertThat(uplink(receptions + ",'settings':{'data_rate':{'lora':{'spreading_factor':7}}}")
                        .rxMetadata())
                .extracting(RxMetadata::rssi, RxMetadata::snr)
                .containsExactly(tuple(-90.0, 0.0), tuple(0.0, 3.5), tuple(null, null), tuple(-80.0, 2.0));
        assertThat(uplink(receptions + ",'settings':{'data_rate':{'fsk':{'bit_rate':50000}}}")
                        .rxMetadata())
                .extracting(RxMetadata::rssi, RxMetadata::snr)
                .containsExactly(tuple(-90.0, null), tuple(null, 3.5), tuple(null, null), tuple(-80.0, 2.0));
        assertThat(uplink(receptions).rxMetadata().get(0).snr()).isNull();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void namesThatAreNotKnownAreUnrecognizedAndNumbersAreNames() {
        ApplicationUplink uplink = uplink("'rx_metadata':[{'downlink_path_constraint':'DOWNLINK_PATH_CONSTRAINT_MAYBE',"
                + "'relay':{'wor_channel':1},'location':{'source':'SOURCE_STARS'}},{'downlink_path_constraint':2,"
                + "'location':{'source':99}}]");

        RxMetadata first = uplink.rxMetadata().get(0);
        assertThat(first.downlinkPathConstraint()).isEqualTo(DownlinkPathConstraint.UNRECOGNIZED);
        assertThat(first.relay().worChannel()).isEqualTo(RelayWorChannel.RELAY_WOR_CHANNEL_SECONDARY);
        assertThat(first.location().source()).isEqualTo(LocationSource.UNRECOGNIZED);
        RxMetadata second = uplink.rxMetadata().get(1);
        assertThat(second.downlinkPathConstraint()).isEqualTo(DownlinkPathConstraint.DOWNLINK_PATH_CONSTRAINT_NEVER);
        assertThat(second.location().source()).isEqualTo(LocationSource.UNRECOGNIZED);
    }

    @Test
    void bothPlacesOfTheCodingRateAreRead() {
        TxSettings now = uplink("'settings':{'data_rate':{'lora':{'coding_rate':'4/5'}}}")
                .settings();
        TxSettings before = uplink("'settings':{'data_rate':{'lora':{}},'coding_rate':'4/6'}")
                .settings();
        TxSettings alone = uplink("'settings':{'coding_rate':'4/7'}").settings();

        assertThat(now.codingRate()).isEqualTo("4/5");
        assertThat(before.codingRate()).isEqualTo("4/6");
        assertThat(before.dataRate().lora().codingRate()).isEqualTo("4/6");
        assertThat(alone.codingRate()).isEqualTo("4/7");
        assertThat(alone.dataRate()).isNull();
    }

    @Test
    void emptyObjectsAreThereAndEmpty() {
        ApplicationUplink uplink =
                uplink("'settings':{},'locations':{},'rx_metadata':[{'location':{}}],'version_ids':{}");

        assertThat(uplink.settings().dataRate()).isNull();
        assertThat(uplink.rxMetadata().get(0).location())
                .isEqualTo(new Location(0, 0, 0, null, LocationSource.SOURCE_UNKNOWN));
        assertThat(uplink("'settings':{'data_rate':{}}").settings().dataRate().text())
                .isNull();
        assertThat(read("{'join_accept':{}}").joinAccept().sessionKeyId()).isNull();
    }

    @Test
    void aKeyWithoutACounterMeansCounterZero() {
        assertThat(uplink("'app_s_key':{'key':'000102030405060708090A0B0C0D0E0F'}")
                        .lastAFCntDown())
                .isZero();
        assertThat(uplink("'app_s_key':{'encrypted_key':'AAE=','kek_label':'x'},'last_a_f_cnt_down':5")
                        .lastAFCntDown())
                .isEqualTo(5);
    }

    @Test
    void errorsWithCausesAndDetailsAreRead() {
        ErrorDetails error =
                read("{'downlink_failed':{'downlink':{'f_port':1},'error':{'namespace':'pkg/networkserver',"
                                + "'name':'x','message_format':'m {a}','attributes':{'a':1},'correlation_id':'c','code':9,"
                                + "'cause':{'name':'y','cause':{'name':'z'}},'details':[{'@type':'t','dev_addr':'AQIDBA=='}]}}}")
                        .downlinkFailed()
                        .error();

        assertThat(error.namespace()).isEqualTo("pkg/networkserver");
        assertThat(error.attributes()).isEqualTo(Map.of("a", 1));
        assertThat(error.code()).isEqualTo(9);
        assertThat(error.cause().cause().name()).isEqualTo("z");
        assertThat(error.details()).containsExactly(Map.of("@type", "t", "dev_addr", "AQIDBA=="));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(ApplicationUp.parse("\uFEFF{\"simulated\":true,\"received_at\":\"2020-02-06T09:46:05Z\"}"))
                .satisfies(message -> assertThat(message.simulated()).isTrue())
                .satisfies(message -> assertThat(message.receivedAt()).isEqualTo("2020-02-06T09:46:05Z"));
    }
}
