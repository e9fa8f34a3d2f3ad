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

/**
 * Where the HTTP interface of The Things Stack listens, of which the Storage Integration is a part.
 *
 * @param host the host name or IP address, an IPv6 address in brackets
 * @param port the TCP port, 1 to 65535
 * @param tls  whether it is https
 */
public record StorageAddress(String host, int port, boolean tls) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Where all paths begin: users have it in their address now and then. */
    private static final String API = "/api/v3";

    /**
     * Finds the storage of an application, as the options of an endpoint say.
     *
     * @param  application               the application
     * @param  cluster                   a cluster of The Things Network or The Things Stack Cloud, such as {@code eu1},
     *                                   or null
     * @param  storageUrl                an explicit address, {@code https://host[:port]}, which wins over the cluster,
     *                                   or null
     * @return                           the address
     * @throws TtsConfigurationException if the options do not lead to an address
     */
    public static StorageAddress resolve(ApplicationUid application, String cluster, String storageUrl) {
        if (storageUrl != null) {
            return of(storageUrl);
        }
        if (cluster == null) {
            throw new TtsConfigurationException("No address of the Storage Integration of application '" + application
                    + "' is known. Set option cluster (such as eu1) for The Things Network or The Things Stack Cloud, or"
                    + " option storageUrl (such as https://lns.example.com) for a server of your own; the Open Source"
                    + " edition has no Storage Integration.");
        }
        return new StorageAddress(ClusterHost.of(application, cluster, "storageUrl"), HTTPS_PORT, true);
    }

    /**
     * @param  storageUrl                {@code https://host[:port]} or {@code http://host[:port]}; {@code /api/v3} may
     *                                   follow
     * @return                           the address
     * @throws TtsConfigurationException if it has another form
     */
    public static StorageAddress of(String storageUrl) {
        if (storageUrl.indexOf('@') >= 0) {
            // the address is shown in logs and health details, a password in it would be too
            throw new TtsConfigurationException(
                    "Option storageUrl contains a user name or password. Leave them out: the"
                            + " API key goes into option apiKey.");
        }
        URI uri;
        try {
            uri = new URI(storageUrl.trim());
        } catch (URISyntaxException e) {
            throw refused(storageUrl, "it is not a URL", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        if (!tls && !scheme.equals("http")) {
            throw refused(storageUrl, "it begins neither with https:// nor with http://", null);
        }
        if (uri.getHost() == null) {
            throw refused(storageUrl, "it names no host", null);
        }
        if (!isRoot(uri.getPath()) || uri.getQuery() != null || uri.getFragment() != null) {
            throw refused(storageUrl, "something stands behind the port", null);
        }
        int port = uri.getPort() == -1 ? (tls ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        if (port < 1 || port > 65535) {
            throw refused(storageUrl, "the port must be 1 to 65535", null);
        }
        return new StorageAddress(uri.getHost(), port, tls);
    }

    /**
     * @return whether the server runs on this very machine, by its name
     */
    public boolean isLocal() {
        return BrokerAddress.LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * @return {@code https://host} or {@code http://host}, with the port where it is not the usual one; no slash at the
     *         end
     */
    @Override
    public String toString() {
        boolean usual = port == (tls ? HTTPS_PORT : HTTP_PORT);
        return (tls ? "https://" : "http://") + host + (usual ? "" : ":" + port);
    }

    private static boolean isRoot(String path) {
        if (path == null) {
            return true;
        }
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return stem.isEmpty() || stem.equals(API);
    }

    private static TtsConfigurationException refused(String storageUrl, String why, Exception cause) {
        return new TtsConfigurationException(
                "Option storageUrl '" + storageUrl + "' cannot be used: " + why
                        + ". Write https://host, or http://host:port without TLS.",
                cause);
    }
}
