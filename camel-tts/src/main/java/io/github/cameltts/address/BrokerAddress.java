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
package io.github.cameltts.address;

import io.github.cameltts.TtsConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where the MQTT server of The Things Stack listens for applications.
 *
 * @param host the host name or IP address
 * @param port the TCP port, 1 to 65535; the server's own are {@value #PLAIN_PORT} and {@value #TLS_PORT}
 * @param tls  whether the connection is encrypted
 */
public record BrokerAddress(String host, int port, boolean tls) {

    /** The port of the application server for MQTT without TLS. */
    public static final int PLAIN_PORT = 1883;

    /** The port of the application server for MQTT over TLS. */
    public static final int TLS_PORT = 8883;

    static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * Finds the broker for an application, as the options of an endpoint say.
     *
     * @param  application               the application
     * @param  cluster                   a cluster of The Things Network or The Things Stack Cloud, such as {@code eu1},
     *                                   or null
     * @param  brokerUrl                 an explicit address, {@code tcp://host:1883} or {@code ssl://host:8883}, which
     *                                   wins over the cluster, or null
     * @return                           the address
     * @throws TtsConfigurationException if the options do not lead to an address
     */
    public static BrokerAddress resolve(ApplicationUid application, String cluster, String brokerUrl) {
        if (brokerUrl != null) {
            return of(brokerUrl);
        }
        if (cluster == null) {
            if (application.tenantId() == null) {
                return new BrokerAddress("localhost", PLAIN_PORT, false);
            }
            throw new TtsConfigurationException(
                    "Application '" + application + "' has a tenant, but no server is named."
                            + " Set option cluster (such as eu1) for The Things Network or The Things Stack Cloud, or option"
                            + " brokerUrl (such as ssl://lns.example.com:8883) for a server of your own.");
        }
        return new BrokerAddress(ClusterHost.of(application, cluster, "brokerUrl"), TLS_PORT, true);
    }

    /**
     * @param  brokerUrl                 {@code tcp://host[:port]} or {@code ssl://host[:port]}
     * @return                           the address
     * @throws TtsConfigurationException if it has another form
     */
    public static BrokerAddress of(String brokerUrl) {
        if (brokerUrl.indexOf('@') >= 0) {
            // the address is shown in logs and health details, a password in it would be too
            throw new TtsConfigurationException("Option brokerUrl contains a user name or password. Leave them out: the"
                    + " user name follows from the application, the password goes into option apiKey.");
        }
        URI uri;
        try {
            uri = new URI(brokerUrl.trim());
        } catch (URISyntaxException e) {
            throw refused(brokerUrl, "it is not a URL", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("ssl");
        if (!tls && !scheme.equals("tcp")) {
            throw refused(brokerUrl, "it begins neither with tcp:// nor with ssl://", null);
        }
        if (uri.getHost() == null) {
            throw refused(brokerUrl, "it names no host", null);
        }
        boolean more = uri.getPath() != null
                && !uri.getPath().isEmpty()
                && !uri.getPath().equals("/");
        if (more || uri.getQuery() != null || uri.getFragment() != null) {
            throw refused(brokerUrl, "something stands behind the port", null);
        }
        int port = uri.getPort() == -1 ? (tls ? TLS_PORT : PLAIN_PORT) : uri.getPort();
        if (port < 1 || port > 65535) {
            throw refused(brokerUrl, "the port must be 1 to 65535", null);
        }
        return new BrokerAddress(uri.getHost(), port, tls);
    }

    /**
     * @return whether the broker runs on this very machine, by its name
     */
    public boolean isLocal() {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * @return {@code tcp://host:port} or {@code ssl://host:port}
     */
    @Override
    public String toString() {
        return (tls ? "ssl://" : "tcp://") + host + ":" + port;
    }

    private static TtsConfigurationException refused(String brokerUrl, String why, Exception cause) {
        return new TtsConfigurationException(
                "Option brokerUrl '" + brokerUrl + "' cannot be used: " + why
                        + ". Write tcp://host:1883, or ssl://host:8883 with TLS.",
                cause);
    }
}
