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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the two kinds of uplinks, which share most of their fields. */
final class UplinkReader {

    private ByteString sessionKeyId;
    private int fPort;
    private long fCnt;
    private byte[] frmPayload;
    private List<String> normalizedPayloadWarnings = List.of();
    private List<RxMetadata> rxMetadata = List.of();
    private TxSettings settings;
    private Instant receivedAt;
    private boolean confirmed;
    private Duration consumedAirtime;
    private LastBatteryPercentage lastBatteryPercentage;
    private final ContextReader context = new ContextReader();

    private UplinkReader() {}

    /** An uplink, whose opening brace has been read. */
    static ApplicationUplink uplink(JsonReader in) throws IOException {
        UplinkReader common = new UplinkReader();
        Map<String, Object> decodedPayload = null;
        List<String> decodedPayloadWarnings = List.of();
        List<Map<String, Object>> normalizedPayload = List.of();
        KeyEnvelope appSKey = null;
        Long lastAFCntDown = null;
        Double packetErrorRate = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "decoded_payload" -> decodedPayload = in.freeForm(Need.READING);
                case "decoded_payload_warnings" -> decodedPayloadWarnings = in.texts();
                case "normalized_payload" -> normalizedPayload = in.freeForms();
                case "app_s_key" -> appSKey = in.object(Need.SIDE) ? ContextReader.keyEnvelope(in) : null;
                case "last_a_f_cnt_down" -> lastAFCntDown = in.integerOrNull(0, JsonReader.UINT32);
                case "packet_error_rate" -> packetErrorRate = in.number(Need.SIDE);
                default -> common.read(name, in);
            }
        }
        if (appSKey != null && lastAFCntDown == null) {
            lastAFCntDown = 0L; // the two come together, and the server leaves a zero out
        }
        return new ApplicationUplink(
                common.sessionKeyId,
                common.fPort,
                common.fCnt,
                common.frmPayload,
                decodedPayload,
                decodedPayloadWarnings,
                normalizedPayload,
                common.normalizedPayloadWarnings,
                common.receptions(),
                common.settings,
                common.receivedAt,
                appSKey,
                lastAFCntDown,
                common.confirmed,
                common.consumedAirtime,
                packetErrorRate,
                common.context.locations,
                common.context.versionIds,
                common.context.networkIds,
                common.lastBatteryPercentage,
                common.context.attributes);
    }

    /** A normalized uplink, whose opening brace has been read. */
    static ApplicationUplinkNormalized normalized(JsonReader in) throws IOException {
        UplinkReader common = new UplinkReader();
        Map<String, Object> normalizedPayload = null;
        for (String name = in.name(); name != null; name = in.name()) {
            if (name.equals("normalized_payload")) {
                normalizedPayload = in.freeForm(Need.READING);
            } else {
                common.read(name, in);
            }
        }
        return new ApplicationUplinkNormalized(
                common.sessionKeyId,
                common.fPort,
                common.fCnt,
                common.frmPayload,
                normalizedPayload,
                common.normalizedPayloadWarnings,
                common.receptions(),
                common.settings,
                common.receivedAt,
                common.confirmed,
                common.consumedAirtime,
                common.context.locations,
                common.context.versionIds,
                common.context.networkIds,
                common.lastBatteryPercentage,
                common.context.attributes);
    }

    private void read(String member, JsonReader in) throws IOException {
        switch (member) {
            case "session_key_id" -> sessionKeyId = in.byteString(Need.READING);
            case "f_port" -> {
                long port = in.integer(0, 255, Need.READING);
                fPort = port == JsonReader.ABSENT ? 0 : (int) port;
            }
            case "f_cnt" -> {
                long count = in.integer(0, JsonReader.UINT32, Need.READING);
                fCnt = count == JsonReader.ABSENT ? 0 : count;
            }
            case "frm_payload" -> frmPayload = in.bytes(Need.READING);
            case "normalized_payload_warnings" -> normalizedPayloadWarnings = in.texts();
            case "rx_metadata" -> rxMetadata = rxMetadata(in);
            case "settings" -> settings = in.object(Need.SIDE) ? SettingsReader.settings(in) : null;
            case "received_at" -> receivedAt = in.time();
            case "confirmed" -> confirmed = in.bool(Need.SIDE);
            case "consumed_airtime" -> consumedAirtime = in.duration();
            case "last_battery_percentage" -> lastBatteryPercentage = in.object(Need.SIDE) ? battery(in) : null;
            default -> context.read(member, in);
        }
    }

    private static List<RxMetadata> rxMetadata(JsonReader in) throws IOException {
        if (!in.array(Need.SIDE)) {
            return List.of();
        }
        List<RxMetadata> receptions = new ArrayList<>(4);
        while (in.nextObject(Need.SIDE)) {
            receptions.add(ReceptionReader.reception(in));
        }
        return receptions;
    }

    /** The receptions, once the modulation is known, which comes after them in the text. */
    private List<RxMetadata> receptions() {
        boolean lora = settings != null
                && settings.dataRate() != null
                && settings.dataRate().lora() != null;
        if (lora && !rxMetadata.isEmpty()) {
            rxMetadata.replaceAll(RxMetadata::withZerosOfLoRa);
        }
        return rxMetadata;
    }

    private static LastBatteryPercentage battery(JsonReader in) throws IOException {
        long fCnt = 0;
        Double value = null;
        Instant receivedAt = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "f_cnt" -> fCnt = in.integerOrZero(JsonReader.UINT32);
                case "value" -> value = in.number(Need.SIDE);
                case "received_at" -> receivedAt = in.time();
                default -> in.skip(name);
            }
        }
        return new LastBatteryPercentage(fCnt, value, receivedAt);
    }
}
