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

import java.util.Map;

/**
 * A live MQTT connection, as it was when asked for.
 *
 * @param clientId the client identifier as sent; empty when the client sent none. Not unique: the server keeps twins
 * @param applicationUid the application it is logged in to
 * @param subscriptions the filters as accepted (rewritten to the application's own uid) and the QoS granted for each,
 *     in the order of subscription. Deliveries are QoS 0 whatever was granted
 * @param keepAliveSeconds as sent; 0 makes the server close the connection after an hour without a packet
 * @param cleanSession as sent; the server ignores it
 * @param protocolVersion 3 for MQTT 3.1, 4 for 3.1.1
 * @param delivered how many messages were handed to it
 * @param lost how many were not, because it read too slowly (see {@link TheThingsStack.Builder#sessionBuffer(int)})
 */
public record Connection(
        String clientId,
        String applicationUid,
        Map<String, Integer> subscriptions,
        int keepAliveSeconds,
        boolean cleanSession,
        int protocolVersion,
        long delivered,
        long lost) {}
