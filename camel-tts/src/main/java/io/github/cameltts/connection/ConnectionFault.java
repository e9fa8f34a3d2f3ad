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

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why there is no connection, in words.
 *
 * @param kind     what sort of fault it is; a change of it is worth a log line
 * @param sentence what happened and what to look at, without secrets
 */
record ConnectionFault(Kind kind, String sentence) {

    enum Kind {
        LOGIN_REFUSED,
        TOO_MANY_CONNECTIONS,
        PROTOCOL,
        CLOSED_WITHOUT_ANSWER,
        TLS,
        UNKNOWN_HOST,
        NOTHING_LISTENS,
        SILENCE,
        LOST,
        OTHER
    }

    /** An attempt failed. */
    static ConnectionFault ofAttempt(ConnectionSettings settings, Throwable failure) {
        Object broker = settings.broker();
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof ConnackException connack) {
                return ofConnack(settings, connack.returnCode());
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return new ConnectionFault(
                        Kind.UNKNOWN_HOST,
                        "Host '" + settings.broker().host()
                                + "' is unknown. Check options cluster and brokerUrl, the tenant, and the DNS of this"
                                + " machine.");
            }
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return new ConnectionFault(
                        Kind.TLS,
                        "TLS with " + broker + " failed: " + innermostMessage(cause)
                                + ". Check that the port speaks TLS, that the certificate is for this host and valid"
                                + " today, and set sslContextParameters if it comes from a private authority.");
            }
            if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
                return new ConnectionFault(
                        Kind.SILENCE,
                        broker + " did not answer within "
                                + settings.connectionTimeout().toSeconds()
                                + " s (option connectionTimeout). Check host and port, firewalls in between, and"
                                + " whether the port wants TLS (ssl://).");
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new ConnectionFault(
                        Kind.NOTHING_LISTENS,
                        "Nothing accepts connections at " + broker + " (" + innermostMessage(cause)
                                + "). Check that the server runs, and host and port.");
            }
            if (cause instanceof EOFException || isReset(cause)) {
                return new ConnectionFault(
                        Kind.CLOSED_WITHOUT_ANSWER,
                        broker + " closed the connection without an answer to the login. It may limit new connections"
                                + " from one address, or the port speaks another protocol (tcp:// for ssl://, or the"
                                + " other way round).");
            }
        }
        return new ConnectionFault(
                Kind.OTHER, "Connecting to " + broker + " failed: " + innermostMessage(failure) + ".");
    }

    /** A connection that stood has ended, maybe just after a publish. */
    static ConnectionFault ofLoss(ConnectionSettings settings, Throwable cause, boolean hasJustPublished) {
        String broker = settings.broker().toString();
        for (Throwable each = cause; each != null; each = next(each)) {
            if (each instanceof EOFException || isReset(each)) {
                String suspicion = hasJustPublished
                        ? " It was right after a publish: probably its rate limit for downlinks. Set option"
                                + " maxPublishRate below it."
                        : "";
                return new ConnectionFault(Kind.LOST, broker + " closed the connection." + suspicion);
            }
        }
        return new ConnectionFault(
                Kind.LOST, "The connection to " + broker + " broke: " + innermostMessage(cause) + ".");
    }

    private static ConnectionFault ofConnack(ConnectionSettings settings, int returnCode) {
        return switch (returnCode) {
            case 1 ->
                new ConnectionFault(
                        Kind.PROTOCOL,
                        settings.broker() + " does not accept MQTT 3.1.1 (CONNACK 1). Check that it is the port for"
                                + " applications.");
            case 3 ->
                new ConnectionFault(
                        Kind.TOO_MANY_CONNECTIONS,
                        settings.broker() + " takes no further connection (CONNACK 3). Its limit counts every client"
                                + " of application " + settings.application()
                                + ": end another one, or ask the operator for a higher limit.");
            case 2, 4, 5 ->
                new ConnectionFault(
                        Kind.LOGIN_REFUSED,
                        settings.broker() + " refused the login as '" + settings.application() + "' (CONNACK "
                                + returnCode + "). Check the application id, tenant or API key: the server does not"
                                + " tell which, and an outage of its identity server looks the same.");
            default ->
                new ConnectionFault(
                        Kind.OTHER, settings.broker() + " refused the connection (CONNACK " + returnCode + ").");
        };
    }

    private static boolean isReset(Throwable cause) {
        return cause instanceof java.net.SocketException
                && cause.getMessage() != null
                && (cause.getMessage().contains("reset") || cause.getMessage().contains("Broken pipe"));
    }

    private static Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static String innermostMessage(Throwable failure) {
        Throwable innermost = failure;
        while (next(innermost) != null) {
            innermost = next(innermost);
        }
        String message = innermost.getMessage();
        boolean plain = message == null || innermost instanceof CompletionException;
        return plain ? innermost.getClass().getSimpleName() : message;
    }
}
