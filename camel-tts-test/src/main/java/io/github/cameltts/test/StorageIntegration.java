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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The Storage Integration of a stand-in, on a port of its own: it keeps what devices send, whether or not an MQTT
 * client hears it, and gives it back over HTTP.
 *
 * <pre>{@code
 * try (TheThingsStack stack = TheThingsStack.builder().storage(StorageSettings.cloud()).start()) {
 *     String apiKey = stack.application("app1@ttn").apiKey(Right.TRAFFIC_READ);
 *     stack.application("app1@ttn").device("dev1").uplink(1, new byte[] {1}, Map.of());
 *     // GET {url}/api/v3/as/applications/app1/packages/storage/uplink_message
 *     // Authorization: Bearer {apiKey}
 * }
 * }</pre>
 *
 * <p>A stored message has the bytes that were published, but for {@code correlation_ids}. Where applications of two
 * tenants have the same id, the key tells which one is meant: a real server has a host name for each tenant.
 *
 * <p>It lives on while the MQTT interface is stopped. All methods may be called from any thread; those that start, stop
 * or wait may not be called from a callback of the stand-in.
 */
public final class StorageIntegration {

    private final ServerThread thread;
    private final Changes changes;
    private final StorageSettings settings;
    private final StorageArchive archive;
    private final StorageAccess access;
    private final StorageFaults faults;
    private final StorageFrontend frontend;
    private volatile int port;

    StorageIntegration(
            ServerThread thread,
            Changes changes,
            Clock clock,
            Supplier<Collection<Application>> applications,
            StorageSettings settings) {
        this.thread = thread;
        this.changes = changes;
        this.settings = settings;
        archive = new StorageArchive(settings, clock);
        access = new StorageAccess(applications, settings, clock);
        faults = new StorageFaults(thread);
        frontend = new StorageFrontend(thread, clock, settings, archive, access, faults, changes);
    }

    /** {@return the address in front of {@code /api/v3}, such as {@code http://127.0.0.1:41885}} */
    public String url() {
        return (settings.keyStore() == null ? "http://" : "https://") + Ports.HOST + ":" + port;
    }

    /** {@return the port; after {@link #stop()} the one it had} */
    public int port() {
        return port;
    }

    /** Goes out of service: all connections are closed and the port refuses new ones. Messages are still stored. */
    public void stop() {
        boolean wasRunning = isRunning();
        thread.await(frontend::stop);
        if (wasRunning) {
            Ports.awaitFree(port);
        }
    }

    /**
     * Comes back into service on the same port.
     *
     * @throws IllegalStateException when the port was taken by somebody else meanwhile
     */
    public void restart() {
        stop();
        listen(port);
    }

    /** {@return whether it is in service} */
    public boolean isRunning() {
        return thread.call(frontend::isListening);
    }

    /**
     * Switches it off for one application: requests are answered with 404. What is stored stays, what comes is stored.
     *
     * @param application the application
     */
    public void switchOff(Application application) {
        thread.run(() -> access.switchOff(application, true));
    }

    /**
     * Switches it on again for one application.
     *
     * @param application the application
     */
    public void switchOn(Application application) {
        thread.run(() -> access.switchOff(application, false));
    }

    /**
     * Adds uplinks of the past.
     *
     * @param application whose uplinks they are
     * @param backlog the uplinks
     */
    public void add(Application application, StorageBacklog backlog) {
        Objects.requireNonNull(backlog, "backlog");
        thread.run(() -> archive.add(application, backlog));
    }

    /** Writes the batch that is collected now, without waiting for the write delay. */
    public void write() {
        thread.run(archive::write);
    }

    /**
     * How many messages of an application can be found, without those of a {@link StorageBacklog}.
     *
     * @param application the application
     * @return how many
     */
    public int storedCount(Application application) {
        return thread.call(() -> archive.recordedCount(application));
    }

    /** {@return the trouble that can be made} */
    public StorageFaults faults() {
        return faults;
    }

    /** {@return every request since the start, the oldest first; the last 10 000} */
    public List<StorageRequest> requests() {
        return thread.call(frontend::requests);
    }

    /** {@return how many requests there were since the start} */
    public long requestCount() {
        return thread.call(frontend::requestCount);
    }

    /** {@return how many results were written to connections since the start} */
    public long resultsSent() {
        return thread.call(frontend::resultsSent);
    }

    /** {@return how many connections are open} */
    public int connectionCount() {
        return thread.call(frontend::connectionCount);
    }

    /**
     * Waits until there were at least so many requests.
     *
     * @param count how many since the start
     * @param patience how long to wait
     * @throws IllegalStateException when there were not in time
     */
    public void awaitRequests(long count, Duration patience) {
        changes.await(() -> requestCount() >= count, patience, () -> count + " requests; there were " + requestCount());
    }

    /** Closes all connections. When it returns they are gone. */
    public void disconnectAll() {
        thread.run(frontend::disconnectAll);
    }

    @Override
    public String toString() {
        return "StorageIntegration[" + url() + "]";
    }

    // what the rooms behind it need

    void listen() {
        listen(settings.port());
    }

    /** On the server's thread. */
    void take(Application application, String deviceId, String suffix, byte[] published) {
        if (!archive.take(application, deviceId, suffix, published)) {
            return;
        }
        if (settings.writeDelay().toMillis() == 0) {
            archive.write();
        } else {
            thread.vertx().setTimer(settings.writeDelay().toMillis(), timer -> archive.write());
        }
    }

    private void listen(int wanted) {
        try {
            port = thread.await(() -> frontend.listen(wanted));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The Storage Integration cannot listen on " + Ports.HOST + ":" + wanted + ": " + e.getMessage(), e);
        }
    }
}
