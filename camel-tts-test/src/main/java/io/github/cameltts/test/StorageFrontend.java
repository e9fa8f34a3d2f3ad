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
package io.github.cameltts.test;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP listener of the storage. All on the server's thread. */
final class StorageFrontend {

    private static final Logger LOG = LoggerFactory.getLogger(StorageFrontend.class);

    private static final String EVENT_STREAM = "text/event-stream";
    private static final String JSON = "application/json";
    private static final int MAX_LINE = 32 * 1024;
    /** Of a long run only the last are kept. */
    private static final int MAX_REQUESTS = 10_000;

    private final ServerThread thread;
    private final Clock clock;
    private final StorageSettings settings;
    private final StorageArchive archive;
    private final StorageAccess access;
    private final StorageFaults faults;
    private final Changes changes;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private final Deque<StorageRequest> requests = new ArrayDeque<>();
    private HttpServer server;
    private long requestCount;
    private long resultsSent;

    StorageFrontend(
            ServerThread thread,
            Clock clock,
            StorageSettings settings,
            StorageArchive archive,
            StorageAccess access,
            StorageFaults faults,
            Changes changes) {
        this.thread = thread;
        this.clock = clock;
        this.settings = settings;
        this.archive = archive;
        this.access = access;
        this.faults = faults;
        this.changes = changes;
    }

    /** Listens on the port, 0 for a free one; the result is the port. */
    Future<Integer> listen(int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(Ports.HOST)
                .setPort(port)
                // a continuation token may have 16,000 characters
                .setMaxInitialLineLength(MAX_LINE);
        if (settings.keyStore() != null) {
            options.setSsl(true).setKeyCertOptions(keyStore());
        }
        HttpServer starting = thread.vertx()
                .createHttpServer(options)
                .connectionHandler(this::connected)
                .requestHandler(this::take)
                .exceptionHandler(e -> LOG.debug("A connection was refused: {}", e.toString()));
        return starting.listen().map(listening -> {
            server = listening;
            return listening.actualPort();
        });
    }

    /** Stops listening and drops all connections. */
    Future<Void> stop() {
        disconnectAll();
        HttpServer stopping = server;
        server = null;
        return stopping == null ? Future.succeededFuture() : stopping.close();
    }

    void disconnectAll() {
        List.copyOf(connections).forEach(HttpConnection::close);
    }

    boolean isListening() {
        return server != null;
    }

    int connectionCount() {
        return connections.size();
    }

    List<StorageRequest> requests() {
        return List.copyOf(requests);
    }

    long requestCount() {
        return requestCount;
    }

    long resultsSent() {
        return resultsSent;
    }

    private PfxOptions keyStore() {
        try {
            return new PfxOptions()
                    .setValue(Buffer.buffer(Files.readAllBytes(settings.keyStore())))
                    .setPassword(settings.keyStorePassword());
        } catch (IOException e) {
            throw new UncheckedIOException("The key store " + settings.keyStore() + " cannot be read", e);
        }
    }

    private void connected(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(nothing -> {
            connections.remove(connection);
            changes.happened();
        });
        changes.happened();
    }

    private void take(HttpServerRequest request) {
        record(request);
        long delay = faults.answerDelay().toMillis();
        if (delay > 0) {
            thread.vertx().setTimer(delay, timer -> answer(request));
        } else {
            answer(request);
        }
    }

    private void answer(HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        StorageFaults.Answer other = faults.takeAnswer();
        if (other != null) {
            answer(request.response(), other);
            return;
        }
        try {
            if (request.method() != HttpMethod.GET) {
                throw new StorageRefusal(StorageError.wrongMethod());
            }
            StorageRoute route = StorageRoute.of(request.path());
            Application application = access.check(route.applicationId(), request.getHeader(HttpHeaders.AUTHORIZATION));
            Map<String, String> query = new LinkedHashMap<>();
            request.params().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
            StorageParameters parameters = StorageParameters.of(query, clock.instant());
            StorageScan scan = archive.scan(application, route.deviceId(), route.type(), parameters);
            if (route.counts()) {
                count(request.response(), scan);
            } else {
                send(request, StoragePage.of(scan, parameters, settings.pageLimit()), parameters);
            }
        } catch (StorageRefusal e) {
            refuse(request.response(), e.error());
        }
    }

    private static void answer(HttpServerResponse response, StorageFaults.Answer other) {
        if (other.isSilence()) {
            return;
        }
        other.headers().forEach(response::putHeader);
        if (other.body() == null) {
            end(response, other.status(), StorageError.ofStatus(other.status()).toJson());
        } else {
            response.setStatusCode(other.status()).end(other.body());
        }
    }

    private void record(HttpServerRequest request) {
        String query = request.query() == null ? "" : request.query();
        if (requests.size() == MAX_REQUESTS) {
            requests.removeFirst();
        }
        requests.addLast(new StorageRequest(
                request.method().name(),
                request.path(),
                query,
                StorageAccess.isAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION)),
                request.getHeader(HttpHeaders.ACCEPT)));
        requestCount++;
        changes.happened();
    }

    private void send(HttpServerRequest request, StoragePage page, StorageParameters parameters) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean eventStream = accept != null && accept.contains(EVENT_STREAM);
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, eventStream ? EVENT_STREAM : JSON);
        if (page.continuationToken() != null) {
            response.putHeader("X-Continuation-Token", page.continuationToken());
        }
        new StorageStream(
                        thread.vertx(),
                        response,
                        page.messages(),
                        new StorageFieldMask(parameters.fieldMask()),
                        eventStream ? "\n\n" : "\n",
                        count -> resultsSent += count,
                        faults)
                .send();
    }

    private static void count(HttpServerResponse response, StorageScan scan) {
        Map<String, Integer> counts = new TreeMap<>();
        scan.forEachRemaining(message -> counts.merge(message.deviceId(), 1, Integer::sum));
        end(response, 200, Json.object().map("count", counts));
    }

    private void refuse(HttpServerResponse response, StorageError error) {
        if (error.status() == StorageError.RATE_LIMITED) {
            String seconds = Long.toString(access.secondsToRetry());
            response.putHeader("X-Rate-Limit-Limit", Integer.toString(settings.rateLimitRequests()))
                    .putHeader("X-Rate-Limit-Available", "0")
                    .putHeader("X-Rate-Limit-Reset", seconds)
                    .putHeader("X-Rate-Limit-Retry", seconds);
        }
        end(response, error.status(), error.toJson());
    }

    private static void end(HttpServerResponse response, int status, Json body) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(body.toBytes()));
    }
}
