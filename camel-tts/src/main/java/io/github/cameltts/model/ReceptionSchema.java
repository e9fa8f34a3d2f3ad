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

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How one antenna of a gateway received an uplink. */
final class ReceptionSchema {

    static final ObjectSchema<GatewayIdentifiers> GATEWAY_IDS = gatewayIds();
    static final ObjectSchema<RxMetadata> RECEPTION = reception();

    private ReceptionSchema() {}

    private static ObjectSchema<RxMetadata> reception() {
        Fields fields = new Fields();
        Field<GatewayIdentifiers> gatewayIds = fields.object("gateway_ids", GATEWAY_IDS);
        Field<PacketBrokerMetadata> packetBroker = fields.object("packet_broker", packetBroker());
        Field<RelayMetadata> relay = fields.object("relay", relay());
        Field<Long> antennaIndex = fields.uint32("antenna_index");
        Field<Instant> time = fields.time("time");
        Field<Long> timestamp = fields.uint32("timestamp");
        Field<Long> fineTimestamp = fields.int64("fine_timestamp", 0);
        Field<ByteString> encryptedFineTimestamp = fields.byteString("encrypted_fine_timestamp");
        Field<String> encryptedFineTimestampKeyId = fields.text("encrypted_fine_timestamp_key_id");
        Field<Double> rssi = fields.number("rssi");
        Field<Double> signalRssi = fields.number("signal_rssi");
        Field<Double> channelRssi = fields.number("channel_rssi");
        Field<Double> rssiStandardDeviation = fields.number("rssi_standard_deviation");
        Field<Double> snr = fields.number("snr");
        Field<Long> frequencyOffset = fields.int64("frequency_offset", -Long.MAX_VALUE);
        Field<Location> location = fields.object("location", ContextSchema.LOCATION);
        Field<DownlinkPathConstraint> downlinkPathConstraint =
                fields.constant("downlink_path_constraint", DownlinkPathConstraint.values());
        Field<ByteString> uplinkToken = fields.byteString("uplink_token");
        Field<Integer> channelIndex = fields.integer("channel_index", 0, Integer.MAX_VALUE);
        Field<Long> hoppingWidth = fields.uint32("hopping_width");
        Field<Integer> frequencyDrift = fields.integer("frequency_drift", Integer.MIN_VALUE, Integer.MAX_VALUE);
        Field<Instant> gpsTime = fields.time("gps_time");
        Field<Instant> receivedAt = fields.time("received_at");
        Field<Map<String, Object>> advanced = fields.freeForm("advanced");
        return fields.make(in -> new RxMetadata(
                in.get(gatewayIds),
                in.get(packetBroker),
                in.get(relay),
                in.longOrZero(antennaIndex),
                in.get(time),
                in.get(timestamp),
                in.get(fineTimestamp),
                in.get(encryptedFineTimestamp),
                in.get(encryptedFineTimestampKeyId),
                in.get(rssi),
                in.get(signalRssi),
                in.get(channelRssi),
                in.get(rssiStandardDeviation),
                in.get(snr),
                in.get(frequencyOffset),
                in.get(location),
                in.get(downlinkPathConstraint),
                in.get(uplinkToken),
                (int) in.longOrZero(channelIndex),
                in.get(hoppingWidth),
                in.get(frequencyDrift),
                in.get(gpsTime),
                in.get(receivedAt),
                in.get(advanced)));
    }

    private static ObjectSchema<GatewayIdentifiers> gatewayIds() {
        Fields fields = new Fields();
        Field<String> gatewayId = fields.text("gateway_id");
        Field<Eui64> eui = fields.eui("eui");
        return fields.make(in -> new GatewayIdentifiers(in.get(gatewayId), in.get(eui)));
    }

    private static ObjectSchema<RelayMetadata> relay() {
        Fields fields = new Fields();
        Field<String> deviceId = fields.text("device_id");
        Field<RelayWorChannel> worChannel = fields.constant("wor_channel", RelayWorChannel.values());
        return fields.make(in -> new RelayMetadata(in.get(deviceId), in.get(worChannel)));
    }

    private static ObjectSchema<PacketBrokerMetadata> packetBroker() {
        Fields fields = new Fields();
        Field<String> messageId = fields.text("message_id");
        Field<NetId> forwarderNetId = fields.netId("forwarder_net_id");
        Field<String> forwarderTenantId = fields.text("forwarder_tenant_id");
        Field<String> forwarderClusterId = fields.text("forwarder_cluster_id");
        Field<Eui64> forwarderGatewayEui = fields.eui("forwarder_gateway_eui");
        Field<String> forwarderGatewayId = fields.text("forwarder_gateway_id");
        Field<NetId> homeNetworkNetId = fields.netId("home_network_net_id");
        Field<String> homeNetworkTenantId = fields.text("home_network_tenant_id");
        Field<String> homeNetworkClusterId = fields.text("home_network_cluster_id");
        Field<List<PacketBrokerRouteHop>> hops = fields.objects("hops", hop());
        return fields.make(in -> new PacketBrokerMetadata(
                in.get(messageId),
                in.get(forwarderNetId),
                in.get(forwarderTenantId),
                in.get(forwarderClusterId),
                in.get(forwarderGatewayEui),
                in.get(forwarderGatewayId),
                in.get(homeNetworkNetId),
                in.get(homeNetworkTenantId),
                in.get(homeNetworkClusterId),
                in.get(hops)));
    }

    private static ObjectSchema<PacketBrokerRouteHop> hop() {
        Fields fields = new Fields();
        Field<Instant> receivedAt = fields.time("received_at");
        Field<String> senderName = fields.text("sender_name");
        Field<String> senderAddress = fields.text("sender_address");
        Field<String> receiverName = fields.text("receiver_name");
        Field<String> receiverAgent = fields.text("receiver_agent");
        return fields.make(in -> new PacketBrokerRouteHop(
                in.get(receivedAt),
                in.get(senderName),
                in.get(senderAddress),
                in.get(receiverName),
                in.get(receiverAgent)));
    }
}
