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
package io.github.cameltts.storage;

import io.github.cameltts.TtsConfigurationException;
import io.github.cameltts.address.StorageAddress;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How to reach the Storage Integration.
 *
 * @param address          where it is
 * @param apiKey           the bearer token, or null to send none; secret
 * @param sslContext       for https, or null for the trust store of the JVM
 * @param connectTimeout   how long a connection may take, TLS included
 * @param responseTimeout  how long until the server begins to answer, connecting included
 * @param idleTimeout      how long an answer may pause
 * @param maxResultLength  how many bytes a result may have, its frame included; a longer one ends the reading
 */
public record StorageClientSettings(
        StorageAddress address,
        String apiKey,
        SSLContext sslContext,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        int maxResultLength) {

    private static final int MEBIBYTE = 1 << 20;

    /**
     * @throws TtsConfigurationException if the key cannot be sent in a header, or a limit is not above zero
     */
    public StorageClientSettings {
        Objects.requireNonNull(address, "address");
        // the HTTP client would quote it
        if (apiKey != null && !apiKey.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new TtsConfigurationException("Option apiKey contains a blank, a line end or a letter that no API key"
                    + " of The Things Stack has. Copy the key once more, without anything around it.");
        }
        positive("connectTimeout", connectTimeout);
        positive("responseTimeout", responseTimeout);
        positive("idleTimeout", idleTimeout);
        if (maxResultLength <= 0) {
            throw new TtsConfigurationException(
                    "maxResultLength " + maxResultLength + " leaves room for nothing. Give bytes above zero.");
        }
    }

    /**
     * With usual limits: 10 s to connect, 30 s to answer, 30 s of pause, 1 MiB for a result.
     *
     * @param address    where it is
     * @param apiKey     the bearer token, or null to send none
     * @param sslContext for https, or null for the trust store of the JVM
     */
    public StorageClientSettings(StorageAddress address, String apiKey, SSLContext sslContext) {
        this(
                address,
                apiKey,
                sslContext,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                MEBIBYTE);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "StorageClientSettings[" + address + "]";
    }

    private static void positive(String name, Duration value) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new TtsConfigurationException(name + " " + value + " leaves no time. Give a duration above zero.");
        }
    }
}
