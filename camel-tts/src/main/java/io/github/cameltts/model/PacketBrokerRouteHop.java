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

/**
 * One station of a message on its way through Packet Broker.
 *
 * @param receivedAt    when the receiver got it; null if absent
 * @param senderName    the sender, usually its client identifier; null if absent
 * @param senderAddress the sender's IP address or host name; null if absent
 * @param receiverName  the receiver; null if absent
 * @param receiverAgent the receiver's software; null if absent
 */
public record PacketBrokerRouteHop(
        Instant receivedAt, String senderName, String senderAddress, String receiverName, String receiverAgent) {

    @Override
    public String toString() {
        return Text.of(PacketBrokerRouteHop.class)
                .add("receivedAt", receivedAt)
                .add("senderName", senderName)
                .add("senderAddress", senderAddress)
                .add("receiverName", receiverName)
                .add("receiverAgent", receiverAgent)
                .end();
    }
}
