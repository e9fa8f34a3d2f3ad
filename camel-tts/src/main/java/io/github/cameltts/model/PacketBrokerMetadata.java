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

import java.util.List;

/**
 * Where an uplink came from that another network received and Packet Broker passed on.
 *
 * @param messageId            Packet Broker's identifier of the message; null if absent
 * @param forwarderNetId       the NetID of the network that received it; null if absent
 * @param forwarderTenantId    its tenant; null if absent
 * @param forwarderClusterId   its cluster; null if absent
 * @param forwarderGatewayEui  the EUI of its gateway; null if not disclosed
 * @param forwarderGatewayId   the identifier of its gateway; null if not disclosed
 * @param homeNetworkNetId     the NetID of the device's own network; null if absent
 * @param homeNetworkTenantId  its tenant; null if Packet Broker could not tell
 * @param homeNetworkClusterId its cluster; null if absent
 * @param hops                 the stations on the way; empty if absent
 */
public record PacketBrokerMetadata(
        String messageId,
        NetId forwarderNetId,
        String forwarderTenantId,
        String forwarderClusterId,
        Eui64 forwarderGatewayEui,
        String forwarderGatewayId,
        NetId homeNetworkNetId,
        String homeNetworkTenantId,
        String homeNetworkClusterId,
        List<PacketBrokerRouteHop> hops) {

    /** Copies the list; takes null for an empty one. */
    public PacketBrokerMetadata {
        hops = hops == null ? List.of() : List.copyOf(hops);
    }

    @Override
    public String toString() {
        return Text.of(PacketBrokerMetadata.class)
                .add("messageId", messageId)
                .add("forwarderNetId", forwarderNetId)
                .add("forwarderTenantId", forwarderTenantId)
                .add("forwarderClusterId", forwarderClusterId)
                .add("forwarderGatewayEui", forwarderGatewayEui)
                .add("forwarderGatewayId", forwarderGatewayId)
                .add("homeNetworkNetId", homeNetworkNetId)
                .add("homeNetworkTenantId", homeNetworkTenantId)
                .add("homeNetworkClusterId", homeNetworkClusterId)
                .count("hops", hops)
                .end();
    }
}
