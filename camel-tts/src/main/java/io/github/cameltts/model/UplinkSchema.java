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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The two kinds of uplinks. */
final class UplinkSchema {

    static final ObjectSchema<ApplicationUplink> UPLINK = uplink();
    static final ObjectSchema<ApplicationUplinkNormalized> NORMALIZED = normalized();

    private static final int MAX_F_PORT = 255;

    private UplinkSchema() {}

    private static ObjectSchema<ApplicationUplink> uplink() {
        Fields fields = new Fields();
        Field<ByteString> sessionKeyId = fields.reading().byteString("session_key_id");
        Field<Integer> fPort = fields.reading().integer("f_port", 0, MAX_F_PORT);
        Field<Long> fCnt = fields.reading().uint32("f_cnt");
        Field<byte[]> frmPayload = fields.reading().bytes("frm_payload");
        Field<Map<String, Object>> decodedPayload = fields.reading().freeForm("decoded_payload");
        Field<List<String>> decodedPayloadWarnings = fields.texts("decoded_payload_warnings");
        Field<List<Map<String, Object>>> normalizedPayload = fields.freeForms("normalized_payload");
        Field<List<String>> normalizedPayloadWarnings = fields.texts("normalized_payload_warnings");
        Field<List<RxMetadata>> rxMetadata = fields.objects("rx_metadata", ReceptionSchema.RECEPTION);
        Field<TxSettings> settings = fields.object("settings", SettingsSchema.SETTINGS);
        Field<Instant> receivedAt = fields.time("received_at");
        Field<KeyEnvelope> appSKey = fields.object("app_s_key", ContextSchema.KEY_ENVELOPE);
        Field<Long> lastAFCntDown = fields.uint32("last_a_f_cnt_down");
        Field<Boolean> confirmed = fields.bool("confirmed");
        Field<Duration> consumedAirtime = fields.duration("consumed_airtime");
        Field<Double> packetErrorRate = fields.number("packet_error_rate");
        Field<LastBatteryPercentage> battery = fields.object("last_battery_percentage", battery());
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationUplink(
                in.get(sessionKeyId),
                (int) in.longOrZero(fPort),
                in.longOrZero(fCnt),
                in.get(frmPayload),
                in.get(decodedPayload),
                in.get(decodedPayloadWarnings),
                in.get(normalizedPayload),
                in.get(normalizedPayloadWarnings),
                withZeros(in.get(rxMetadata), in.get(settings)),
                in.get(settings),
                in.get(receivedAt),
                in.get(appSKey),
                // it comes with the key, and the server leaves a zero out
                in.get(appSKey) == null ? in.get(lastAFCntDown) : (Long) in.longOrZero(lastAFCntDown),
                in.isTrue(confirmed),
                in.get(consumedAirtime),
                in.get(packetErrorRate),
                in.get(context.locations),
                in.get(context.versionIds),
                in.get(context.networkIds),
                in.get(battery),
                in.get(context.attributes)));
    }

    private static ObjectSchema<ApplicationUplinkNormalized> normalized() {
        Fields fields = new Fields();
        Field<ByteString> sessionKeyId = fields.reading().byteString("session_key_id");
        Field<Integer> fPort = fields.reading().integer("f_port", 0, MAX_F_PORT);
        Field<Long> fCnt = fields.reading().uint32("f_cnt");
        Field<byte[]> frmPayload = fields.reading().bytes("frm_payload");
        Field<Map<String, Object>> normalizedPayload = fields.reading().freeForm("normalized_payload");
        Field<List<String>> normalizedPayloadWarnings = fields.texts("normalized_payload_warnings");
        Field<List<RxMetadata>> rxMetadata = fields.objects("rx_metadata", ReceptionSchema.RECEPTION);
        Field<TxSettings> settings = fields.object("settings", SettingsSchema.SETTINGS);
        Field<Instant> receivedAt = fields.time("received_at");
        Field<Boolean> confirmed = fields.bool("confirmed");
        Field<Duration> consumedAirtime = fields.duration("consumed_airtime");
        Field<LastBatteryPercentage> battery = fields.object("last_battery_percentage", battery());
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationUplinkNormalized(
                in.get(sessionKeyId),
                (int) in.longOrZero(fPort),
                in.longOrZero(fCnt),
                in.get(frmPayload),
                in.get(normalizedPayload),
                in.get(normalizedPayloadWarnings),
                withZeros(in.get(rxMetadata), in.get(settings)),
                in.get(settings),
                in.get(receivedAt),
                in.isTrue(confirmed),
                in.get(consumedAirtime),
                in.get(context.locations),
                in.get(context.versionIds),
                in.get(context.networkIds),
                in.get(battery),
                in.get(context.attributes)));
    }

    /** The receptions, once the modulation is known, which comes after them in the text. */
    private static List<RxMetadata> withZeros(List<RxMetadata> receptions, TxSettings settings) {
        boolean lora = settings != null
                && settings.dataRate() != null
                && settings.dataRate().lora() != null;
        if (lora && receptions != null) {
            receptions.replaceAll(RxMetadata::withZerosOfLoRa);
        }
        return receptions;
    }

    private static ObjectSchema<LastBatteryPercentage> battery() {
        Fields fields = new Fields();
        Field<Long> fCnt = fields.uint32("f_cnt");
        Field<Double> value = fields.number("value");
        Field<Instant> receivedAt = fields.time("received_at");
        return fields.make(in -> new LastBatteryPercentage(in.longOrZero(fCnt), in.get(value), in.get(receivedAt)));
    }
}
