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

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the changes of one connection, each once: attempts that fail for the reason that was told already are not worth
 * another line. Not thread-safe.
 */
final class ConnectionLog {

    /** That of the connection: users do not care which class writes. */
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ConnectionSettings settings;
    /** Since it was connected last. */
    private final Set<ConnectionFault.Kind> told = EnumSet.noneOf(ConnectionFault.Kind.class);

    ConnectionLog(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** The server has accepted the login; before that the state was the one given. */
    void connected(ConnectionState before) {
        told.clear();
        if (before.logins() == 0) {
            LOG.info("Connected to {}.", settings);
            if (!settings.broker().tls() && !settings.broker().isLocal()) {
                LOG.warn(
                        "{}: the API key and all messages cross the network unencrypted. Write ssl:// in option brokerUrl if"
                                + " the server has TLS.",
                        settings);
            }
        } else {
            LOG.info(
                    "Connected to {} again, after {} s.",
                    settings,
                    seconds(Duration.between(before.since(), Instant.now())));
        }
    }

    /** The connection was lost, or an attempt has failed; the next begins after so many nanoseconds. */
    void notConnected(boolean lost, ConnectionFault fault, long nanos) {
        if (!told.add(fault.kind())) {
            LOG.debug("{}: {} Next attempt in {} ms.", settings, fault.sentence(), nanos / 1_000_000);
            return;
        }
        LOG.warn(
                "{} {}: {} Next attempt in {} s, then with pauses growing up to {} s.",
                lost ? "Lost the connection to" : "No connection to",
                settings,
                fault.sentence(),
                seconds(Duration.ofNanos(nanos)),
                seconds(settings.maxReconnectDelay()).replace(".0", ""));
    }

    /** Somebody has asked for a new connection. */
    void reconnecting() {
        LOG.info("Connecting to {} now, as asked for.", settings);
    }

    /** A connection that stood was closed because nobody needs it any more. */
    void closed() {
        LOG.info("Disconnected from {}.", settings);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }
}
