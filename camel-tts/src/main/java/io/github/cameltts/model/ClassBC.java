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

/**
 * Where and when a class B or C downlink is to be transmitted ({@code class_b_c}).
 *
 * @param gateways     the gateways to use; empty to leave it to the server
 * @param absoluteTime when to transmit; at least 2.5 s ahead, else the server lets the downlink fail as expired; null for as
 *                     soon as possible
 */
public record ClassBC(List<Gateway> gateways, Instant absoluteTime) {

    /** Copies the list; takes null for an empty one. */
    public ClassBC {
        gateways = Payloads.copyOf(gateways);
    }

    /**
     * A gateway to use, with its antenna.
     *
     * @param gatewayIds   the gateway; only its identifier is sent, never its EUI
     * @param antennaIndex the antenna; 0 if absent
     * @param groupIndex   gateways of one group transmit at the same time; 0 if absent
     */
    public record Gateway(GatewayIdentifiers gatewayIds, long antennaIndex, long groupIndex) {

        /** The first antenna of a gateway. */
        public static Gateway of(String gatewayId) {
            return new Gateway(new GatewayIdentifiers(gatewayId, null), 0, 0);
        }
    }
}
