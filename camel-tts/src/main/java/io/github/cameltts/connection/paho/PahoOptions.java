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
package io.github.cameltts.connection.paho;

import io.github.cameltts.TtsConfigurationException;
import java.util.Map;

/**
 * Which options of camel-paho may be set with the prefix {@code paho.}, and why the others may not.
 */
public final class PahoOptions {

    private static final String NONE = "";

    private static final Map<String, String> WHY_NOT = Map.ofEntries(
            Map.entry("socketFactory", NONE),
            Map.entry("sslClientProps", NONE),
            Map.entry("sslHostnameVerifier", NONE),
            Map.entry("executorServiceTimeout", NONE),
            Map.entry("qos", "The Things Stack delivers with QoS 0 only, and a higher one would only repeat downlinks"),
            Map.entry("retained", "The Things Stack retains nothing"),
            Map.entry("cleanSession", "The Things Stack keeps no sessions"),
            Map.entry("manualAcksEnabled", "messages of QoS 0 are not acknowledged"),
            Map.entry("willTopic", "The Things Stack has no topic for a will"),
            Map.entry("willPayload", "The Things Stack has no topic for a will"),
            Map.entry("willQos", "The Things Stack has no topic for a will"),
            Map.entry("willRetained", "The Things Stack has no topic for a will"),
            Map.entry("persistence", "messages of QoS 0 are not persisted"),
            Map.entry("filePersistenceDirectory", "messages of QoS 0 are not persisted"),
            Map.entry("maxInflight", "downlinks are paced by this component"),
            Map.entry("mqttVersion", "The Things Stack speaks MQTT 3.1.1"),
            Map.entry("automaticReconnect", "this component reconnects by itself, see option reconnectDelay"),
            Map.entry("serverURIs", "an application lives on one server, see options cluster and brokerUrl"),
            Map.entry("customWebSocketHeaders", "The Things Stack has no MQTT over web sockets"),
            Map.entry(
                    "httpsHostnameVerificationEnabled",
                    "host names are always verified; paho.sslHostnameVerifier can do it in another way"),
            Map.entry("brokerUrl", "use option brokerUrl"),
            Map.entry("clientId", "use option clientId"),
            Map.entry("userName", "the user name follows from the application in the URI"),
            Map.entry("password", "use option apiKey"),
            Map.entry("keepAliveInterval", "use option keepAliveInterval"),
            Map.entry("connectionTimeout", "use option connectionTimeout"),
            Map.entry("maxReconnectDelay", "use option maxReconnectDelay"));

    private PahoOptions() {}

    /**
     * @param  options                   names as behind {@code paho.}
     * @throws TtsConfigurationException if one of them has no meaning here
     */
    public static void check(Map<String, Object> options) {
        for (String name : options.keySet()) {
            String whyNot = WHY_NOT.get(name);
            if (whyNot == null) {
                throw new TtsConfigurationException("Option paho." + name + " is not an option of camel-paho. "
                        + "Those with a meaning here are " + meaningful() + ".");
            }
            if (!whyNot.isEmpty()) {
                throw new TtsConfigurationException("Option paho." + name + " has no place here: " + whyNot
                        + ". Leave it out; those with a meaning here are " + meaningful() + ".");
            }
        }
    }

    /**
     * @param  name the name of an endpoint option that this component does not have
     * @return      why camel-paho's option of that name has no place here, or null if camel-paho has none
     */
    public static String whyNot(String name) {
        String whyNot = WHY_NOT.get(name);
        return NONE.equals(whyNot) ? "write paho." + name : whyNot;
    }

    private static String meaningful() {
        return "paho.socketFactory, paho.sslClientProps, paho.sslHostnameVerifier and paho.executorServiceTimeout";
    }
}
