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

import io.github.cameltts.TtsStorageException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why there are no results, in words. */
final class Failures {

    private static final long MAX_RETRY_SECONDS = Duration.ofDays(1).toSeconds();

    private final StorageClientSettings settings;
    private final StorageQuery query;

    Failures(StorageClientSettings settings, StorageQuery query) {
        this.settings = settings;
        this.query = query;
    }

    /** An answer that is not 200. */
    TtsStorageException ofStatus(int status, HttpHeaders headers, ServerError error) {
        StorageFault fault =
                switch (status) {
                    case 401 -> StorageFault.UNAUTHORIZED;
                    case 403 -> StorageFault.FORBIDDEN;
                    case 404 -> StorageFault.NOT_FOUND;
                    case 429 -> StorageFault.RATE_LIMITED;
                    case 408 -> StorageFault.UNAVAILABLE;
                    default ->
                        status >= 500
                                ? StorageFault.UNAVAILABLE
                                : status >= 400
                                        ? StorageFault.REFUSED
                                        : status >= 300 ? StorageFault.REDIRECTED : StorageFault.BROKEN;
                };
        return said(fault, "HTTP " + status, error, retryAfter(headers));
    }

    /** An error in the place of a result. */
    TtsStorageException ofErrorInStream(ServerError error) {
        StorageFault fault =
                switch (error.code()) {
                    case 16 -> StorageFault.UNAUTHORIZED;
                    case 7 -> StorageFault.FORBIDDEN;
                    case 5 -> StorageFault.NOT_FOUND;
                    case 8 -> StorageFault.RATE_LIMITED;
                    default -> StorageFault.UNAVAILABLE;
                };
        return said(fault, "in the midst of the results, code " + error.code(), error, null);
    }

    /** No answer, or one that broke off. */
    TtsStorageException ofFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // the only timeout that the HTTP client knows of, under one name or the other
            if (cause instanceof HttpTimeoutException) {
                return failed(
                        StorageFault.TIMEOUT,
                        "did not accept a connection within " + seconds(settings.connectTimeout())
                                + ". Check host and port of option storageUrl, and firewalls in between.",
                        failure);
            }
            if (cause instanceof TimeoutException) {
                return failed(
                        StorageFault.TIMEOUT,
                        "did not answer within " + seconds(settings.responseTimeout())
                                + ". It is asked again later; check the server if that goes on.",
                        failure);
            }
            if (cause instanceof AnswerStream.IdleException) {
                return failed(
                        StorageFault.TIMEOUT,
                        "stopped in the midst of its answer for " + seconds(settings.idleTimeout())
                                + ". It is asked again later; check the server if that goes on.",
                        failure);
            }
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return failed(
                        StorageFault.TLS,
                        "cannot be reached over TLS: " + innermostMessage(cause)
                                + ". Check that the port speaks TLS, that the certificate is for this host and valid today,"
                                + " and set sslContextParameters if it comes from a private authority.",
                        failure);
            }
            if (cause instanceof UnresolvedAddressException) {
                return failed(
                        StorageFault.UNREACHABLE,
                        "has a host that is unknown. Check options cluster and storageUrl, the tenant, and the DNS of"
                                + " this machine.",
                        failure);
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return failed(
                        StorageFault.UNREACHABLE,
                        "does not accept connections. Check that the server runs, and host and port of option"
                                + " storageUrl.",
                        failure);
            }
            if (cause instanceof FrameReader.FramingException) {
                return failed(
                        StorageFault.BROKEN,
                        "answered with " + cause.getMessage()
                                + " in the place of a result. Check that option storageUrl names the HTTP interface of The"
                                + " Things Stack.",
                        null);
            }
            if (cause instanceof EOFException) {
                return failed(
                        StorageFault.BROKEN,
                        "ended its answer in the midst of a result. It is asked again later; check the server, and"
                                + " proxies in between, if that goes on.",
                        null);
            }
        }
        return failed(
                StorageFault.BROKEN,
                "broke the connection off (" + innermostMessage(failure)
                        + "). It is asked again later; check the server, and proxies in between, if that goes on.",
                failure);
    }

    /** An answer of the right form with the wrong content. */
    TtsStorageException broken(String what) {
        return failed(StorageFault.BROKEN, what, null);
    }

    TtsStorageException closed() {
        return new TtsStorageException(
                StorageFault.CLOSED, "Reading from " + place() + " was ended, for the client was closed.");
    }

    private TtsStorageException said(StorageFault fault, String how, ServerError error, Duration retryAfter) {
        String words = error.message().isEmpty() ? how : how + ": " + withoutKey(error.message());
        return new TtsStorageException(
                fault, place() + " gave no results (" + words + "). " + advice(fault, retryAfter), retryAfter, null);
    }

    private String advice(StorageFault fault, Duration retryAfter) {
        String application = query.application().toString();
        return switch (fault) {
            case UNAUTHORIZED -> "Check option apiKey: the server does not know the key, or it has expired.";
            case FORBIDDEN ->
                "Give the API key the right to read application traffic of '" + application
                        + "' (RIGHT_APPLICATION_TRAFFIC_READ), or check that it is a key of this application.";
            case NOT_FOUND ->
                "Check that application '" + application
                        + "' exists in this cluster and tenant, and that the Storage Integration is switched on for it;"
                        + " the Open Source edition has none.";
            case RATE_LIMITED ->
                retryAfter == null
                        ? "Too many requests: it is asked again later."
                        : "Too many requests: it may be asked again in " + seconds(retryAfter) + ".";
            case REDIRECTED ->
                "The key is not sent to another address: name the right one in option storageUrl, with https.";
            case REFUSED -> "The request does not suit the server: check its version, and ask anew without a token.";
            default -> "It is asked again later; check the server if that goes on.";
        };
    }

    private TtsStorageException failed(StorageFault fault, String what, Throwable cause) {
        return new TtsStorageException(fault, place() + " " + what, null, cause);
    }

    private String place() {
        return "The Storage Integration at " + settings.address();
    }

    /** A server should not repeat it. */
    private String withoutKey(String message) {
        return settings.apiKey() == null || settings.apiKey().isEmpty()
                ? message
                : message.replace(settings.apiKey(), "xxxxxx");
    }

    /** The headers of The Things Stack count seconds; Retry-After, which proxies send, may. */
    private static Duration retryAfter(HttpHeaders headers) {
        for (String name : new String[] {"X-Rate-Limit-Retry", "X-Rate-Limit-Reset", "Retry-After"}) {
            Optional<String> value = headers.firstValue(name).map(String::trim);
            if (value.isPresent() && value.get().matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Math.min(MAX_RETRY_SECONDS, Long.parseLong(value.get())));
            }
        }
        return null;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String innermostMessage(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
