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

import java.util.Objects;

/**
 * A gateway and how well it heard an uplink: one entry of {@code rx_metadata}.
 *
 * @param gatewayId the gateway's id
 * @param eui its EUI, 16 hexadecimal digits; null for none
 * @param rssi received signal strength in dBm. 0 is absent in JSON
 * @param snr signal-to-noise ratio in dB. 0 is absent in JSON, and so is any with a data rate other than LoRa
 * @param channelIndex the gateway's channel; 0 is absent in JSON
 * @param location where it stands; null when its owner does not tell
 * @param viaPacketBroker whether it belongs to another network: then its own ids are found in {@code packet_broker}
 */
public record Gateway(
        String gatewayId,
        String eui,
        float rssi,
        float snr,
        int channelIndex,
        Location location,
        boolean viaPacketBroker) {

    /**
     * Checks the identifiers.
     *
     * @throws IllegalArgumentException when the id or the EUI is not legal
     */
    public Gateway {
        Identifiers.requireId("Gateway id", gatewayId);
        eui = Identifiers.requireEui("Gateway EUI", eui);
    }

    /**
     * A gateway that hears well (-61 dBm, 9.25 dB), with an EUI that follows from its id.
     *
     * @param gatewayId the gateway's id
     * @return the gateway
     */
    public static Gateway of(String gatewayId) {
        Objects.requireNonNull(gatewayId, "gatewayId");
        return new Gateway(gatewayId, Identifiers.stableEui("58A0CBFFFE", gatewayId), -61f, 9.25f, 0, null, false);
    }

    /**
     * The same gateway with another reception.
     *
     * @param rssi in dBm
     * @param snr in dB
     * @return the gateway
     */
    public Gateway hearing(double rssi, double snr) {
        return new Gateway(gatewayId, eui, (float) rssi, (float) snr, channelIndex, location, viaPacketBroker);
    }

    /**
     * The same gateway receiving on another of its channels.
     *
     * @param channelIndex 0 to 255
     * @return the gateway
     */
    public Gateway onChannel(int channelIndex) {
        return new Gateway(gatewayId, eui, rssi, snr, channelIndex, location, viaPacketBroker);
    }

    /**
     * The same gateway, its position public.
     *
     * @param location the position
     * @return the gateway
     */
    public Gateway at(Location location) {
        return new Gateway(gatewayId, eui, rssi, snr, channelIndex, location, viaPacketBroker);
    }

    /**
     * The same gateway as one of another network.
     *
     * @return the gateway
     */
    public Gateway throughPacketBroker() {
        return new Gateway(gatewayId, eui, rssi, snr, channelIndex, location, true);
    }
}
