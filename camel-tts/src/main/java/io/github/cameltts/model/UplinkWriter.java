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

/** Writes the two kinds of uplinks. */
final class UplinkWriter {

    private UplinkWriter() {}

    static void uplink(ApplicationUplink uplink, MessageWriter out) throws IOException {
        out.base64("session_key_id", uplink.sessionKeyId());
        out.integer("f_port", uplink.fPort());
        out.integer("f_cnt", uplink.fCnt());
        out.bytes("frm_payload", uplink.frmPayload());
        out.freeForm("decoded_payload", uplink.decodedPayload());
        out.texts("decoded_payload_warnings", uplink.decodedPayloadWarnings());
        out.freeForms("normalized_payload", uplink.normalizedPayload());
        out.texts("normalized_payload_warnings", uplink.normalizedPayloadWarnings());
        out.objects("rx_metadata", uplink.rxMetadata(), UplinkWriter::reception);
        out.object("settings", uplink.settings(), UplinkWriter::settings);
        out.time("received_at", uplink.receivedAt());
        out.object("app_s_key", uplink.appSKey(), EnvelopeWriter::keyEnvelope);
        out.integer("last_a_f_cnt_down", uplink.lastAFCntDown());
        out.bool("confirmed", uplink.confirmed());
        out.duration("consumed_airtime", uplink.consumedAirtime());
        out.number("packet_error_rate", uplink.packetErrorRate());
        out.object("last_battery_percentage", uplink.lastBatteryPercentage(), UplinkWriter::battery);
        EnvelopeWriter.context(uplink.attributes(), uplink.locations(), uplink.versionIds(), uplink.networkIds(), out);
    }

    static void normalized(ApplicationUplinkNormalized uplink, MessageWriter out) throws IOException {
        out.base64("session_key_id", uplink.sessionKeyId());
        out.integer("f_port", uplink.fPort());
        out.integer("f_cnt", uplink.fCnt());
        out.bytes("frm_payload", uplink.frmPayload());
        out.freeForm("normalized_payload", uplink.normalizedPayload());
        out.texts("normalized_payload_warnings", uplink.normalizedPayloadWarnings());
        out.objects("rx_metadata", uplink.rxMetadata(), UplinkWriter::reception);
        out.object("settings", uplink.settings(), UplinkWriter::settings);
        out.time("received_at", uplink.receivedAt());
        out.bool("confirmed", uplink.confirmed());
        out.duration("consumed_airtime", uplink.consumedAirtime());
        out.object("last_battery_percentage", uplink.lastBatteryPercentage(), UplinkWriter::battery);
        EnvelopeWriter.context(uplink.attributes(), uplink.locations(), uplink.versionIds(), uplink.networkIds(), out);
    }

    private static void battery(LastBatteryPercentage battery, MessageWriter out) throws IOException {
        out.integer("f_cnt", battery.fCnt());
        out.wrapped("value", battery.value());
        out.time("received_at", battery.receivedAt());
    }

    private static void reception(RxMetadata reception, MessageWriter out) throws IOException {
        out.object("gateway_ids", reception.gatewayIds(), (ids, members) -> {
            members.text("gateway_id", ids.gatewayId());
            members.hex("eui", ids.eui());
        });
        out.object("packet_broker", reception.packetBroker(), UplinkWriter::packetBroker);
        out.object("relay", reception.relay(), (relay, members) -> {
            members.text("device_id", relay.deviceId());
            members.constant("wor_channel", relay.worChannel());
        });
        out.integer("antenna_index", reception.antennaIndex());
        out.time("time", reception.time());
        out.integer("timestamp", reception.timestamp());
        out.integer64("fine_timestamp", reception.fineTimestamp());
        out.base64("encrypted_fine_timestamp", reception.encryptedFineTimestamp());
        out.text("encrypted_fine_timestamp_key_id", reception.encryptedFineTimestampKeyId());
        out.number("rssi", reception.rssi());
        out.wrapped("signal_rssi", reception.signalRssi());
        out.number("channel_rssi", reception.channelRssi());
        out.number("rssi_standard_deviation", reception.rssiStandardDeviation());
        out.number("snr", reception.snr());
        out.integer64("frequency_offset", reception.frequencyOffset());
        out.object("location", reception.location(), EnvelopeWriter::location);
        out.constant("downlink_path_constraint", reception.downlinkPathConstraint());
        out.base64("uplink_token", reception.uplinkToken());
        out.integer("channel_index", reception.channelIndex());
        out.integer("hopping_width", reception.hoppingWidth());
        out.integer("frequency_drift", reception.frequencyDrift());
        out.time("gps_time", reception.gpsTime());
        out.time("received_at", reception.receivedAt());
        out.freeForm("advanced", reception.advanced());
    }

    private static void packetBroker(PacketBrokerMetadata packetBroker, MessageWriter out) throws IOException {
        out.text("message_id", packetBroker.messageId());
        out.hex("forwarder_net_id", packetBroker.forwarderNetId());
        out.text("forwarder_tenant_id", packetBroker.forwarderTenantId());
        out.text("forwarder_cluster_id", packetBroker.forwarderClusterId());
        out.hex("forwarder_gateway_eui", packetBroker.forwarderGatewayEui());
        out.text("forwarder_gateway_id", packetBroker.forwarderGatewayId());
        out.hex("home_network_net_id", packetBroker.homeNetworkNetId());
        out.text("home_network_tenant_id", packetBroker.homeNetworkTenantId());
        out.text("home_network_cluster_id", packetBroker.homeNetworkClusterId());
        out.objects("hops", packetBroker.hops(), (hop, members) -> {
            members.time("received_at", hop.receivedAt());
            members.text("sender_name", hop.senderName());
            members.text("sender_address", hop.senderAddress());
            members.text("receiver_name", hop.receiverName());
            members.text("receiver_agent", hop.receiverAgent());
        });
    }

    private static void settings(TxSettings settings, MessageWriter out) throws IOException {
        DataRate dataRate = settings.dataRate();
        out.object("data_rate", dataRate, UplinkWriter::dataRate);
        if (dataRate == null || dataRate.codingRate() == null) {
            out.text("coding_rate", settings.codingRate());
        }
        out.integer("data_rate_index", settings.dataRateIndex());
        out.integer64("frequency", settings.frequency());
        out.bool("enable_crc", settings.enableCrc());
        out.integer("timestamp", settings.timestamp());
        out.time("time", settings.time());
        out.object("downlink", settings.downlink(), (downlink, members) -> {
            members.integer("antenna_index", downlink.antennaIndex());
            members.number("tx_power", downlink.txPower());
            members.bool("invert_polarization", downlink.invertPolarization());
        });
        out.integer64("concentrator_timestamp", settings.concentratorTimestamp());
        out.integer("gateway_channel_index", settings.gatewayChannelIndex());
        out.integer("device_channel_index", settings.deviceChannelIndex());
    }

    private static void dataRate(DataRate dataRate, MessageWriter out) throws IOException {
        out.object("lora", dataRate.lora(), (lora, members) -> {
            members.integer("bandwidth", lora.bandwidth());
            members.integer("spreading_factor", lora.spreadingFactor());
            members.text("coding_rate", lora.codingRate());
        });
        out.object("fsk", dataRate.fsk(), (fsk, members) -> members.integer("bit_rate", fsk.bitRate()));
        out.object("lrfhss", dataRate.lrfhss(), (lrfhss, members) -> {
            members.integer("modulation_type", lrfhss.modulationType());
            members.integer("operating_channel_width", lrfhss.operatingChannelWidth());
            members.text("coding_rate", lrfhss.codingRate());
        });
    }
}
