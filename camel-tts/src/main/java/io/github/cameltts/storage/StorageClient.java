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
import io.github.cameltts.address.StorageAddress;
import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the Storage Integration has: as a stream, page after page, on the thread of the caller, with no more in
 * memory than one result and some buffers. Connections are used again from request to request. Several threads may read
 * at a time.
 *
 * <p>It tries nothing twice. Which fault is worth another attempt, and when, {@link TtsStorageException} tells.
 */
public final class StorageClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StorageClient.class);
    private static final int THREAD_LIFE_SECONDS = 2;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final StorageClientSettings settings;
    private final Set<Request> running = ConcurrentHashMap.newKeySet();

    /** Null when closed: the JDK's client of Java 17 ends its own thread when nobody refers to it any more. */
    private volatile HttpClient http;

    /**
     * @param settings where to read, and how patiently
     */
    public StorageClient(StorageClientSettings settings) {
        this.settings = settings;
        if (!settings.address().tls()
                && settings.apiKey() != null
                && !settings.address().isLocal()) {
            LOG.warn(
                    "The API key goes to {} without encryption. Use https:// in option storageUrl.",
                    settings.address());
        }
        HttpClient.Builder builder = HttpClient.newBuilder()
                // one connection a reader: the server waits behind it where results are taken slowly
                .version(HttpClient.Version.HTTP_1_1)
                // else the key would go where somebody else says
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(threads());
        if (settings.sslContext() != null) {
            builder.sslContext(settings.sslContext());
        }
        http = builder.build();
    }

    /**
     * Reads all that is asked for, until the last page or until the handler has enough. Returns when every result was
     * handed over.
     *
     * @param  query                what to read
     * @param  handler              takes the results, on this thread
     * @return                      true if all was read, false if the handler ended it
     * @throws TtsStorageException  if the server does not answer, refuses, or its answer breaks off; results before that
     *                              were handed over
     * @throws InterruptedException if the thread was interrupted
     */
    public boolean read(StorageQuery query, StorageHandler handler) throws InterruptedException {
        StorageQuery next = query;
        while (true) {
            Page page = readPage(next, handler);
            if (page.ended()) {
                return false;
            }
            if (page.continuationToken() == null) {
                return true;
            }
            if (page.continuationToken().equals(next.continuationToken())) {
                throw new Failures(settings, query)
                        .broken("leads from a page to the same page. Report it to the operator of the server.");
            }
            next = next.from(page.continuationToken());
        }
    }

    /**
     * @return where it reads
     */
    public StorageAddress address() {
        return settings.address();
    }

    /** Ends all reading with {@link StorageFault#CLOSED}; connections are closed. May be called repeatedly. */
    @Override
    public void close() {
        HttpClient closing = http;
        http = null;
        running.forEach(Request::close);
        if (closing != null) {
            HttpClients.shutDown(closing);
        }
    }

    @Override
    public String toString() {
        return "StorageClient[" + settings.address() + "]";
    }

    /**
     * @param ended             whether the handler wants no more
     * @param continuationToken of the next page; null when this is the last one
     */
    record Page(boolean ended, String continuationToken) {}

    private Page readPage(StorageQuery query, StorageHandler handler) throws InterruptedException {
        Failures failures = new Failures(settings, query);
        HttpClient client = http;
        if (client == null) {
            throw failures.closed();
        }
        try (Request request = new Request(settings, query, failures)) {
            running.add(request);
            if (http == null) {
                throw failures.closed();
            }
            try {
                return request.read(client, handler);
            } finally {
                running.remove(request);
            }
        }
    }

    /**
     * They end by themselves soon after the last request. They are not shut down: the HTTP client would find nobody to end
     * a request that is under way.
     */
    private static Executor threads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREAD_LIFE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "tts-storage-" + THREADS.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
