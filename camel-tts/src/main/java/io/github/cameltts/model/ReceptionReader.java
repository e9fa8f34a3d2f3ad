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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads how one antenna of a gateway received an uplink. */
final class ReceptionReader {

    private static final DownlinkPathConstraint[] CONSTRAINTS = DownlinkPathConstraint.values();
    private static final RelayWorChannel[] WOR_CHANNELS = RelayWorChannel.values();

    private ReceptionReader() {}

    /** A reception, whose opening brace has been read. */
    static RxMetadata reception(JsonReader in) throws IOException {
        GatewayIdentifiers gatewayIds = null;
        PacketBrokerMetadata packetBroker = null;
        RelayMetadata relay = null;
        long antennaIndex = 0;
        Instant time = null;
        Long timestamp = null;
        Long fineTimestamp = null;
        ByteString encryptedFineTimestamp = null;
        String encryptedFineTimestampKeyId = null;
        Double rssi = null;
        Double signalRssi = null;
        Double channelRssi = null;
        Double rssiStandardDeviation = null;
        Double snr = null;
        Long frequencyOffset = null;
        Location location = null;
        DownlinkPathConstraint downlinkPathConstraint = null;
        ByteString uplinkToken = null;
        long channelIndex = 0;
        Long hoppingWidth = null;
        Integer frequencyDrift = null;
        Instant gpsTime = null;
        Instant receivedAt = null;
        Map<String, Object> advanced = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "gateway_ids" -> gatewayIds = in.object(Need.SIDE) ? gatewayIds(in) : null;
                case "packet_broker" -> packetBroker = in.object(Need.SIDE) ? packetBroker(in) : null;
                case "relay" -> relay = in.object(Need.SIDE) ? relay(in) : null;
                case "antenna_index" -> antennaIndex = in.integerOrZero(JsonReader.UINT32);
                case "time" -> time = in.time();
                case "timestamp" -> timestamp = in.integerOrNull(0, JsonReader.UINT32);
                case "fine_timestamp" -> fineTimestamp = in.integerOrNull(0, Long.MAX_VALUE);
                case "encrypted_fine_timestamp" -> encryptedFineTimestamp = in.byteString(Need.SIDE);
                case "encrypted_fine_timestamp_key_id" -> encryptedFineTimestampKeyId = in.text();
                case "rssi" -> rssi = in.number(Need.SIDE);
                case "signal_rssi" -> signalRssi = in.number(Need.SIDE);
                case "channel_rssi" -> channelRssi = in.number(Need.SIDE);
                case "rssi_standard_deviation" -> rssiStandardDeviation = in.number(Need.SIDE);
                case "snr" -> snr = in.number(Need.SIDE);
                case "frequency_offset" -> frequencyOffset = in.integerOrNull(-Long.MAX_VALUE, Long.MAX_VALUE);
                case "location" -> location = in.object(Need.SIDE) ? ContextReader.location(in, Need.SIDE) : null;
                case "downlink_path_constraint" -> downlinkPathConstraint = in.constant(CONSTRAINTS);
                case "uplink_token" -> uplinkToken = in.byteString(Need.SIDE);
                case "channel_index" -> channelIndex = in.integerOrZero(Integer.MAX_VALUE);
                case "hopping_width" -> hoppingWidth = in.integerOrNull(0, JsonReader.UINT32);
                case "frequency_drift" -> frequencyDrift = in.intOrNull(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case "gps_time" -> gpsTime = in.time();
                case "received_at" -> receivedAt = in.time();
                case "advanced" -> advanced = in.freeForm(Need.SIDE);
                default -> in.skip(name);
            }
        }
        return new RxMetadata(
                gatewayIds,
                packetBroker,
                relay,
                antennaIndex,
                time,
                timestamp,
                fineTimestamp,
                encryptedFineTimestamp,
                encryptedFineTimestampKeyId,
                rssi,
                signalRssi,
                channelRssi,
                rssiStandardDeviation,
                snr,
                frequencyOffset,
                location,
                downlinkPathConstraint,
                uplinkToken,
                (int) channelIndex,
                hoppingWidth,
                frequencyDrift,
                gpsTime,
                receivedAt,
                advanced);
    }

    /** A gateway, whose opening brace has been read. */
    static GatewayIdentifiers gatewayIds(JsonReader in) throws IOException {
        String gatewayId = null;
        Eui64 eui = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (in.schemaName(name)) {
                case "gateway_id" -> gatewayId = in.text();
                case "eui" -> eui = in.eui();
                default -> in.skip(name);
            }
        }
        return new GatewayIdentifiers(gatewayId, eui);
    }

    private static RelayMetadata relay(JsonReader in) throws IOException {
        String deviceId = null;
        RelayWorChannel worChannel = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "device_id" -> deviceId = in.text();
                case "wor_channel" -> worChannel = in.constant(WOR_CHANNELS);
                default -> in.skip(name);
            }
        }
        return new RelayMetadata(deviceId, worChannel);
    }

    private static PacketBrokerMetadata packetBroker(JsonReader in) throws IOException {
        String messageId = null;
        NetId forwarderNetId = null;
        String forwarderTenantId = null;
        String forwarderClusterId = null;
        Eui64 forwarderGatewayEui = null;
        String forwarderGatewayId = null;
        NetId homeNetworkNetId = null;
        String homeNetworkTenantId = null;
        String homeNetworkClusterId = null;
        List<PacketBrokerRouteHop> hops = List.of();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "message_id" -> messageId = in.text();
                case "forwarder_net_id" -> forwarderNetId = in.netId();
                case "forwarder_tenant_id" -> forwarderTenantId = in.text();
                case "forwarder_cluster_id" -> forwarderClusterId = in.text();
                case "forwarder_gateway_eui" -> forwarderGatewayEui = in.eui();
                case "forwarder_gateway_id" -> forwarderGatewayId = in.text();
                case "home_network_net_id" -> homeNetworkNetId = in.netId();
                case "home_network_tenant_id" -> homeNetworkTenantId = in.text();
                case "home_network_cluster_id" -> homeNetworkClusterId = in.text();
                case "hops" -> hops = hops(in);
                default -> in.skip(name);
            }
        }
        return new PacketBrokerMetadata(
                messageId,
                forwarderNetId,
                forwarderTenantId,
                forwarderClusterId,
                forwarderGatewayEui,
                forwarderGatewayId,
                homeNetworkNetId,
                homeNetworkTenantId,
                homeNetworkClusterId,
                hops);
    }

    private static List<PacketBrokerRouteHop> hops(JsonReader in) throws IOException {
        if (!in.array(Need.SIDE)) {
            return List.of();
        }
        List<PacketBrokerRouteHop> hops = new ArrayList<>();
        while (in.nextObject(Need.SIDE)) {
            hops.add(hop(in));
        }
        return hops;
    }

    private static PacketBrokerRouteHop hop(JsonReader in) throws IOException {
        Instant receivedAt = null;
        String senderName = null;
        String senderAddress = null;
        String receiverName = null;
        String receiverAgent = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "received_at" -> receivedAt = in.time();
                case "sender_name" -> senderName = in.text();
                case "sender_address" -> senderAddress = in.text();
                case "receiver_name" -> receiverName = in.text();
                case "receiver_agent" -> receiverAgent = in.text();
                default -> in.skip(name);
            }
        }
        return new PacketBrokerRouteHop(receivedAt, senderName, senderAddress, receiverName, receiverAgent);
    }
}
