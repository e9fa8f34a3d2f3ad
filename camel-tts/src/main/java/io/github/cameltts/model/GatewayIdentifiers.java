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

/**
 * A gateway ({@code gateway_ids}).
 *
 * @param gatewayId the gateway identifier; {@code packetbroker} where the message came from another network by Packet
 *                  Broker; null if absent
 * @param eui       the EUI of the gateway; null by Packet Broker and for gateways that have none. It is never sent to the
 *                  server: its MQTT parser takes hexadecimal digits for base64 and drops the whole downlink
 */
public record GatewayIdentifiers(String gatewayId, Eui64 eui) {

    @Override
    public String toString() {
        return Text.of(GatewayIdentifiers.class)
                .add("gatewayId", gatewayId)
                .add("eui", eui)
                .end();
    }
}
