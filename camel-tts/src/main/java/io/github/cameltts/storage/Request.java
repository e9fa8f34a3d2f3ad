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
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its answer, a page. It is read by one thread; another one may close it. */
final class Request implements AutoCloseable {

    private static final int OK = 200;
    private static final int MAX_ERROR = 64 * 1024;
    /** The length that the schema allows. */
    private static final int MAX_TOKEN = 16_000;

    private final StorageClientSettings settings;
    private final StorageQuery query;
    private final Failures failures;
    private CompletableFuture<HttpResponse<InputStream>> answer;
    private volatile boolean closed;

    Request(StorageClientSettings settings, StorageQuery query, Failures failures) {
        this.settings = settings;
        this.query = query;
        this.failures = failures;
    }

    StorageClient.Page read(HttpClient client, StorageHandler handler) throws InterruptedException {
        try {
            HttpResponse<InputStream> response = send(client);
            if (response.statusCode() != OK) {
                throw failures.ofStatus(response.statusCode(), response.headers(), error(response.body()));
            }
            return readResults(response, handler);
        } catch (InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } catch (IOException | TimeoutException e) {
            throw closed ? failures.closed() : failures.ofFailure(e);
        } catch (ExecutionException e) {
            throw closed ? failures.closed() : failures.ofFailure(e.getCause());
        } catch (CancellationException e) {
            throw failures.closed();
        }
    }

    /** An answer that was not read to its end ends with its connection. */
    @Override
    public synchronized void close() {
        closed = true;
        if (answer != null) {
            answer.whenComplete((response, failure) -> {
                if (response != null) {
                    closeQuietly(response.body());
                }
            });
            answer.cancel(true);
        }
    }

    /**
     * Waits for the head of the answer. The time is taken here, since the JDK's own timeout of a request counts the body
     * in as well from Java 26 on.
     */
    private HttpResponse<InputStream> send(HttpClient client)
            throws InterruptedException, ExecutionException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.address() + query.toPath()))
                .header("Accept", "text/event-stream")
                .header("User-Agent", "camel-tts");
        if (settings.apiKey() != null) {
            request.header("Authorization", "Bearer " + settings.apiKey());
        }
        CompletableFuture<HttpResponse<InputStream>> sent;
        synchronized (this) {
            if (closed) {
                throw failures.closed();
            }
            sent = client.sendAsync(request.build(), head -> new AnswerStream(settings.idleTimeout()));
            answer = sent;
        }
        return sent.get(settings.responseTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private StorageClient.Page readResults(HttpResponse<InputStream> response, StorageHandler handler)
            throws IOException, InterruptedException {
        String token = response.headers()
                .firstValue("X-Continuation-Token")
                .filter(text -> !text.isBlank())
                .orElse(null);
        if (token != null && token.length() > MAX_TOKEN) {
            throw failures.broken("gave a continuation token of " + token.length() + " characters, more than "
                    + MAX_TOKEN + ". Report it to the operator of the server.");
        }
        FrameReader frames = new FrameReader(response.body(), settings.maxResultLength());
        for (byte[] object = frames.next(); object != null; object = frames.next()) {
            if (!handler.result(result(object))) {
                return new StorageClient.Page(true, null);
            }
        }
        return new StorageClient.Page(!handler.pageEnd(token), token);
    }

    /** What it says, if it says it: the status counts for itself. */
    private ServerError error(InputStream body) throws InterruptedIOException {
        try {
            return ServerError.of(body.readNBytes(MAX_ERROR));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return ServerError.NONE;
        }
    }

    private byte[] result(byte[] object) throws TtsStorageException {
        Frame frame;
        try {
            frame = Frame.of(object);
        } catch (IOException e) {
            // without its words, which quote the text at hand
            frame = new Frame(null, null);
        }
        if (frame.error() != null) {
            throw failures.ofErrorInStream(frame.error());
        }
        if (frame.result() == null) {
            throw failures.broken("answered with something else than results. Check that option storageUrl names the"
                    + " HTTP interface of The Things Stack.");
        }
        return frame.result();
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // nothing is left to lose
        }
    }
}
