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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code uplink_message} and {@code uplink_normalized} of one uplink, as a server of release 3.32 and later writes
 * them.
 */
final class UplinkJson {

    /** The network server waits for further gateways before it passes an uplink on. */
    private static final Duration DEDUPLICATION_WINDOW = Duration.ofMillis(208);

    private static final Duration GATEWAY_DELAY = Duration.ofMillis(31);

    private final DeviceState device;
    private final Uplink uplink;
    private final long fCnt;
    private final Instant networkReceivedAt;
    private final Instant gatewayReceivedAt;
    private final String correlationId;
    private final List<Json> rxMetadata;

    UplinkJson(DeviceState device, Uplink uplink, long fCnt, Instant now) {
        this.device = device;
        this.uplink = uplink;
        this.fCnt = fCnt;
        networkReceivedAt = uplink.receivedAt() != null ? uplink.receivedAt() : now.minus(DEDUPLICATION_WINDOW);
        gatewayReceivedAt = networkReceivedAt.minus(GATEWAY_DELAY);
        boolean viaPacketBroker = uplink.gateways().get(0).viaPacketBroker();
        correlationId = CorrelationIds.of(viaPacketBroker ? "pba:uplink" : "gs:uplink", gatewayReceivedAt);
        rxMetadata = uplink.isSimulated()
                ? List.of()
                : uplink.gateways().stream().map(this::rxMetadata).toList();
    }

    String correlationId() {
        return correlationId;
    }

    Json message(Map<String, Location> locations) {
        boolean encrypted = device.skipPayloadCrypto;
        DeviceSession session = device.session();
        Json message = head();
        if (!encrypted) {
            message.struct("decoded_payload", uplink.decodedPayload())
                    .texts("decoded_payload_warnings", uplink.decodedPayloadWarnings())
                    .objects("normalized_payload", normalizedPayload())
                    .texts("normalized_payload_warnings", uplink.normalizedPayloadWarnings());
        }
        message.objects("rx_metadata", rxMetadata)
                .object("settings", settings())
                .time("received_at", networkReceivedAt);
        if (encrypted && session != null) {
            message.object("app_s_key", session.appSKey()).number("last_a_f_cnt_down", session.lastFCntDown());
        }
        Map<String, Json> written = new LinkedHashMap<>();
        locations.forEach((name, location) -> written.put(name, location.toJson()));
        return message.flag("confirmed", uplink.isConfirmed())
                .duration("consumed_airtime", consumedAirtime())
                .map("locations", written)
                .object("version_ids", device.versionIds == null ? null : device.versionIds.toJson())
                .object("network_ids", networkIds())
                .map("attributes", device.attributes);
    }

    /** For real uplinks it is published before positions and version ids are known. */
    Json normalized(Map<String, Object> measurement) {
        return head().struct("normalized_payload", measurement)
                .texts("normalized_payload_warnings", uplink.normalizedPayloadWarnings())
                .objects("rx_metadata", rxMetadata)
                .object("settings", settings())
                .time("received_at", networkReceivedAt)
                .flag("confirmed", uplink.isConfirmed())
                .duration("consumed_airtime", consumedAirtime())
                .object("network_ids", networkIds())
                .map("attributes", device.attributes);
    }

    private Json head() {
        DeviceSession session = device.session();
        return Json.object()
                .bytes("session_key_id", session == null ? null : session.sessionKeyId())
                .number("f_port", uplink.fPort())
                .number("f_cnt", fCnt)
                .bytes("frm_payload", uplink.frmPayload());
    }

    private List<Json> normalizedPayload() {
        return uplink.normalizedPayload().stream()
                .map(measurement -> {
                    Json json = Json.object();
                    json.members().putAll(measurement);
                    return json;
                })
                .toList();
    }

    private Duration consumedAirtime() {
        return uplink.isSimulated() ? null : uplink.dataRate().timeOnAir(uplink.phyPayloadLength());
    }

    private Json rxMetadata(Gateway gateway) {
        boolean broker = gateway.viaPacketBroker();
        Json ids = broker
                ? Json.object().text("gateway_id", "packetbroker")
                : Json.object().text("gateway_id", gateway.gatewayId()).text("eui", gateway.eui());
        Json metadata = Json.object().object("gateway_ids", ids);
        if (broker) {
            metadata.object("packet_broker", packetBroker(gateway));
        }
        metadata.time("time", gatewayReceivedAt.minusMillis(11));
        if (!broker) {
            metadata.number("timestamp", concentratorTime());
        }
        metadata.number("rssi", gateway.rssi()).number("channel_rssi", gateway.rssi());
        if (uplink.dataRate() instanceof DataRate.LoRa) {
            metadata.number("snr", gateway.snr());
        }
        return metadata.object(
                        "location",
                        gateway.location() == null ? null : gateway.location().toJson())
                .bytes("uplink_token", CorrelationIds.random(42))
                .number("channel_index", gateway.channelIndex())
                .time("received_at", gatewayReceivedAt);
    }

    private Json packetBroker(Gateway gateway) {
        return Json.object()
                .text("message_id", correlationId.substring(correlationId.lastIndexOf(':') + 1))
                .text("forwarder_net_id", "000013")
                .text("forwarder_tenant_id", "ttn")
                .text("forwarder_cluster_id", "eu1.cloud.thethings.network")
                .text("forwarder_gateway_eui", gateway.eui())
                .text("forwarder_gateway_id", gateway.gatewayId())
                .text("home_network_net_id", "000013")
                .text("home_network_tenant_id", device.tenantId())
                .text("home_network_cluster_id", "eu1.cloud.thethings.industries");
    }

    private Json settings() {
        Json settings = Json.object()
                .object("data_rate", dataRate(uplink.dataRate()))
                .longNumber("frequency", uplink.frequencyFor(fCnt));
        boolean hasCounter = !uplink.isSimulated() && !uplink.gateways().get(0).viaPacketBroker();
        return hasCounter
                ? settings.number("timestamp", concentratorTime()).time("time", gatewayReceivedAt.minusMillis(11))
                : settings;
    }

    /** Microseconds in 32 bits, as the gateway's concentrator counts: it starts anew after 71.6 minutes. */
    private long concentratorTime() {
        return gatewayReceivedAt.toEpochMilli() * 1_000 & 0xFFFF_FFFFL;
    }

    private Json networkIds() {
        String tenant = device.tenantId();
        Json ids = Json.object().text("net_id", tenant == null ? "000000" : "000013");
        if (tenant == null) {
            return ids.text("cluster_address", "localhost");
        }
        boolean community = tenant.equals("ttn");
        String domain = community ? "eu1.cloud.thethings.network" : "eu1.cloud.thethings.industries";
        return ids.text("ns_id", "EC656E0000000181")
                .text("tenant_id", tenant)
                .text("cluster_id", "eu1")
                .text("cluster_address", domain)
                .text("tenant_address", community ? null : tenant + "." + domain);
    }

    private static Json dataRate(DataRate dataRate) {
        if (dataRate instanceof DataRate.LoRa lora) {
            return Json.object()
                    .object(
                            "lora",
                            Json.object()
                                    .number("bandwidth", lora.bandwidth())
                                    .number("spreading_factor", lora.spreadingFactor())
                                    .text("coding_rate", lora.codingRate()));
        }
        if (dataRate instanceof DataRate.Fsk fsk) {
            return Json.object().object("fsk", Json.object().number("bit_rate", fsk.bitRate()));
        }
        DataRate.LrFhss lrfhss = (DataRate.LrFhss) dataRate;
        return Json.object()
                .object(
                        "lrfhss",
                        Json.object()
                                .number("modulation_type", lrfhss.modulationType())
                                .number("operating_channel_width", lrfhss.operatingChannelWidth())
                                .text("coding_rate", lrfhss.codingRate()));
    }
}
