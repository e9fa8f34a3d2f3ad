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

import io.github.cameltts.address.BrokerAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * What every transport needs to know. Always MQTT 3.1.1 with a clean session and without a will.
 *
 * @param broker            where to connect to
 * @param clientId          the client id, unique on the server
 * @param userName          the user name of the login, the application's unique id
 * @param apiKey            the password of the login
 * @param keepAlive         after how long without a packet a PINGREQ is sent, whole seconds, never 0
 * @param connectionTimeout how long opening the socket may take, whole seconds
 * @param sslContext        for TLS; null for the JVM's own trust store
 */
public record TransportOptions(
        BrokerAddress broker,
        String clientId,
        String userName,
        ApiKey apiKey,
        Duration keepAlive,
        Duration connectionTimeout,
        SSLContext sslContext) {}
