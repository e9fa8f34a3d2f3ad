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
package io.github.cameltts.connection;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * All that shapes a connection. The first four components say which connection it is; endpoints that share it have to
 * agree on the others.
 *
 * @param direction         what the connection is for
 * @param application       the application, which is also the user name
 * @param broker            where to
 * @param apiKey            the password
 * @param transport         the name of the transport
 * @param transportOptions  options of that transport alone, by name
 * @param tls               what stands for the configuration of TLS, compared by {@code equals}; null for the JVM's own
 * @param clientId          the user's client id, without the suffix for the direction; null for one of our own
 * @param keepAlive         after how long without a packet a PINGREQ is sent
 * @param connectionTimeout how long an attempt may take up to the server's answer
 * @param reconnectDelay    the shortest pause between attempts
 * @param maxReconnectDelay the longest pause between attempts, before a random part of a quarter
 * @param maxPublishRate    how many publishes may go out in a second; null for any number
 */
public record ConnectionSettings(
        Direction direction,
        ApplicationUid application,
        BrokerAddress broker,
        ApiKey apiKey,
        String transport,
        Map<String, Object> transportOptions,
        Object tls,
        String clientId,
        Duration keepAlive,
        Duration connectionTimeout,
        Duration reconnectDelay,
        Duration maxReconnectDelay,
        Double maxPublishRate) {

    /** Takes a copy of the map. */
    public ConnectionSettings {
        transportOptions = Map.copyOf(transportOptions);
    }

    /**
     * @return which connection it is: equal for endpoints that share one
     */
    public Object identity() {
        return new Identity(direction, application, broker, apiKey);
    }

    /**
     * @param  other settings of the same identity
     * @return       the name of the first option in which they differ, or null if they agree
     */
    public String difference(ConnectionSettings other) {
        Map<String, Object> ours = shape();
        Map<String, Object> theirs = other.shape();
        for (Map.Entry<String, Object> option : ours.entrySet()) {
            if (!Objects.equals(option.getValue(), theirs.get(option.getKey()))) {
                return option.getKey();
            }
        }
        return null;
    }

    private Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("transport", transport);
        shape.put(transport + ".*", transportOptions);
        shape.put("sslContextParameters", tls);
        shape.put("clientId", clientId);
        shape.put("keepAliveInterval", keepAlive);
        shape.put("connectionTimeout", connectionTimeout);
        shape.put("reconnectDelay", reconnectDelay);
        shape.put("maxReconnectDelay", maxReconnectDelay);
        shape.put("maxPublishRate", maxPublishRate);
        return shape;
    }

    /**
     * @return application, broker and direction, for log lines; no secret
     */
    @Override
    public String toString() {
        return broker + " as " + application + " (" + direction + ")";
    }

    private record Identity(Direction direction, ApplicationUid application, BrokerAddress broker, ApiKey apiKey) {}
}
