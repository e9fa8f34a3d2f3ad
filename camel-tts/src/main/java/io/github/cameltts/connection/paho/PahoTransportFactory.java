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

import io.github.cameltts.connection.Transport;
import io.github.cameltts.connection.TransportFactory;
import io.github.cameltts.connection.TransportListener;
import io.github.cameltts.connection.TransportOptions;
import java.util.Properties;
import java.util.concurrent.Executor;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.component.paho.PahoConfiguration;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/**
 * Makes transports on the Eclipse Paho v3 client.
 */
public final class PahoTransportFactory implements TransportFactory {

    /** Paho's upper limit is that of packet identifiers; pacing is not its task here. */
    private static final int MAX_INFLIGHT = 65535;

    private final PahoConfiguration userOptions;
    private final Executor closer;

    /**
     * @param userOptions what the user set with the prefix {@code paho.}
     * @param closer      runs what Paho can only do blocking: closing
     */
    public PahoTransportFactory(PahoConfiguration userOptions, Executor closer) {
        this.userOptions = userOptions;
        this.closer = closer;
    }

    @Override
    public Transport create(TransportOptions options, TransportListener listener) {
        PahoConfiguration configuration = configuration(options);
        return new PahoTransport(configuration, connectOptions(configuration), listener, closer);
    }

    private PahoConfiguration configuration(TransportOptions options) {
        PahoConfiguration configuration = userOptions.copy();
        configuration.setBrokerUrl(options.broker().toString());
        configuration.setClientId(options.clientId());
        configuration.setUserName(options.userName());
        configuration.setPassword(options.apiKey().value());
        configuration.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        configuration.setConnectionTimeout((int) options.connectionTimeout().toSeconds());
        configuration.setCleanSession(true);
        configuration.setMaxInflight(MAX_INFLIGHT);
        // with the default Paho tries again as 3.1 after a refusal, which doubles the failed logins
        configuration.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        configuration.setAutomaticReconnect(false);
        if (options.sslContext() != null) {
            configuration.setSocketFactory(options.sslContext().getSocketFactory());
        }
        SocketFactory factory = configuration.getSocketFactory();
        Properties clientProperties = configuration.getSslClientProps();
        if (factory == null && options.broker().tls() && (clientProperties == null || clientProperties.isEmpty())) {
            factory = SSLSocketFactory.getDefault();
        }
        if (factory instanceof SSLSocketFactory tls) {
            configuration.setSocketFactory(new LingeringSocketFactory(tls));
        }
        // Paho asks a verifier only where its own verification is off
        configuration.setHttpsHostnameVerificationEnabled(configuration.getSslHostnameVerifier() == null);
        return configuration;
    }

    /** What camel-paho does in a method that it does not let others call. */
    private static MqttConnectOptions connectOptions(PahoConfiguration configuration) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(configuration.getUserName());
        if (configuration.getPassword() != null) {
            options.setPassword(configuration.getPassword().toCharArray());
        }
        options.setKeepAliveInterval(configuration.getKeepAliveInterval());
        options.setConnectionTimeout(configuration.getConnectionTimeout());
        options.setExecutorServiceTimeout(configuration.getExecutorServiceTimeout());
        options.setCleanSession(configuration.isCleanSession());
        options.setMaxInflight(configuration.getMaxInflight());
        options.setMqttVersion(configuration.getMqttVersion());
        options.setAutomaticReconnect(configuration.isAutomaticReconnect());
        options.setSocketFactory(configuration.getSocketFactory());
        options.setSSLProperties(configuration.getSslClientProps());
        options.setSSLHostnameVerifier(configuration.getSslHostnameVerifier());
        options.setHttpsHostnameVerificationEnabled(configuration.isHttpsHostnameVerificationEnabled());
        return options;
    }
}
