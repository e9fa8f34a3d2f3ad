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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A stand-in for The Things Stack on 127.0.0.1: its application MQTT interface, to test or to try a client against.
 *
 * <pre>{@code
 * try (TheThingsStack stack = TheThingsStack.start()) {
 *     Application application = stack.application("app1@ttn");
 *     String apiKey = application.apiKey(Right.TRAFFIC_READ, Right.TRAFFIC_DOWN_WRITE);
 *     // connect a client to stack.brokerUrl(), user name "app1@ttn", password apiKey
 *     application.awaitSubscriber("dev1", "up", Duration.ofSeconds(5));
 *     Device device = application.device("dev1");
 *     device.join();
 *     device.uplink(2, new byte[] {1, 2}, Map.of("temperature", 21.5));
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread; only {@link #stop()}, {@link #restart()}, {@link #close()} and the
 * methods that wait may not be called from a callback of the stand-in.
 */
public final class TheThingsStack implements AutoCloseable {

    /** The two buffers of the server together: 128 messages for the application's feed, 64 for the connection. */
    public static final int SERVER_SESSION_BUFFER = 128 + 64;

    private final ServerThread thread = new ServerThread();
    private final Changes changes = new Changes();
    private final Map<String, Application> applications = new LinkedHashMap<>();
    private final Clock clock;
    private final boolean multiTenant;
    private final int queueCapacity;
    private final Faults faults;
    private final MqttFrontend frontend;
    /** Null where it is not switched on. */
    private final StorageIntegration storage;

    private volatile int port;

    private TheThingsStack(Builder builder) {
        clock = builder.clock;
        multiTenant = builder.multiTenant;
        queueCapacity = builder.queueCapacity;
        faults = new Faults(thread, this::disconnectAll);
        RateLimit rateLimit = builder.rateLimitPublications == 0
                ? null
                : new RateLimit(builder.rateLimitPublications, builder.rateLimitPeriod);
        MqttFrontend.Settings settings = new MqttFrontend.Settings(
                builder.connectionLimit, rateLimit, builder.sessionBuffer, builder.idleTimeout);
        frontend = new MqttFrontend(thread, applications::get, settings, faults, changes);
        storage = builder.storage == null
                ? null
                : new StorageIntegration(thread, changes, clock, applications::values, builder.storage);
    }

    /**
     * Starts it on a free port, in the manner of a multi-tenant edition (Cloud, Enterprise, The Things Network).
     *
     * @return the stand-in, ready for connections
     */
    public static TheThingsStack start() {
        return builder().start();
    }

    /**
     * Starts it in another manner.
     *
     * @return a builder with the defaults of {@link #start()}
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the address for MQTT clients, such as {@code tcp://127.0.0.1:41883}} */
    public String brokerUrl() {
        return "tcp://" + Ports.HOST + ":" + port;
    }

    /** {@return the port; after {@link #stop()} the one it had} */
    public int port() {
        return port;
    }

    /** {@return whether uids have a tenant: true for all editions but Open Source} */
    public boolean isMultiTenant() {
        return multiTenant;
    }

    /**
     * The application of this unique id, added when it does not exist.
     *
     * @param uid such as {@code app1@ttn}; of the Open Source edition {@code app1}
     * @return the application; a new one has neither keys nor devices
     * @throws IllegalArgumentException when the uid is not one of this edition
     */
    public Application application(String uid) {
        Objects.requireNonNull(uid, "uid");
        int at = uid.indexOf('@');
        if (multiTenant != at >= 0) {
            throw new IllegalArgumentException(
                    multiTenant
                            ? "Application '" + uid + "' names no tenant: write '" + uid
                                    + "@ttn', or start the stand-in with multiTenant(false)"
                            : "Application '" + uid
                                    + "' names a tenant, which the Open Source edition does not know: write '"
                                    + uid.substring(0, at) + "'");
        }
        String applicationId = Identifiers.requireId("Application id", at < 0 ? uid : uid.substring(0, at));
        String tenantId = at < 0 ? null : Identifiers.requireId("Tenant id", uid.substring(at + 1));
        return thread.call(
                () -> applications.computeIfAbsent(uid, key -> new Application(this, applicationId, tenantId)));
    }

    /** {@return the live connections, the oldest first} */
    public List<Connection> connections() {
        return thread.call(
                () -> frontend.sessions().stream().map(Session::describe).toList());
    }

    /** {@return how many connections are live} */
    public int connectionCount() {
        return connections().size();
    }

    /**
     * Waits until there are exactly so many live connections.
     *
     * @param count how many
     * @param patience how long to wait
     * @throws IllegalStateException when there are not in time
     */
    public void awaitConnections(int count, Duration patience) {
        changes.await(
                () -> connectionCount() == count, patience, () -> count + " connections; there are " + connections());
    }

    /** {@return how many logins were accepted since the start} */
    public long loginsAccepted() {
        return thread.call(frontend::loginsAccepted);
    }

    /** {@return how many logins were refused or closed since the start} */
    public long loginsRefused() {
        return thread.call(frontend::loginsRefused);
    }

    /** {@return the trouble that can be made} */
    public Faults faults() {
        return faults;
    }

    /**
     * The Storage Integration.
     *
     * @return its HTTP interface
     * @throws IllegalStateException when it was not switched on
     */
    public StorageIntegration storage() {
        if (storage == null) {
            throw new IllegalStateException("This stand-in has no Storage Integration, as a server where it is not"
                    + " switched on: start it with builder().storage(StorageSettings.cloud())");
        }
        return storage;
    }

    /**
     * Goes out of service: all connections are closed and the port refuses new ones. Applications, keys, devices,
     * sessions and queues stay, and devices may go on sending: nobody hears it. The Storage Integration stays in service.
     */
    public void stop() {
        boolean wasRunning = isRunning();
        thread.await(frontend::stop);
        if (wasRunning) {
            Ports.awaitFree(port);
        }
    }

    /**
     * Comes back into service on the same port, all connections lost.
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

    /** Ends it for good. What it has recorded can still be read. */
    @Override
    public void close() {
        stop();
        if (storage != null) {
            storage.stop();
        }
        thread.close();
    }

    @Override
    public String toString() {
        return "TheThingsStack[" + brokerUrl() + (multiTenant ? "" : ", Open Source") + "]";
    }

    // what the rooms behind it need

    ServerThread thread() {
        return thread;
    }

    Clock clock() {
        return clock;
    }

    Changes changes() {
        return changes;
    }

    int queueCapacity() {
        return queueCapacity;
    }

    void resetFaults() {
        faults.reset();
        if (storage != null) {
            storage.faults().reset();
        }
    }

    void deliver(Application application, String deviceId, String suffix, byte[] payload) {
        if (storage != null) {
            storage.take(application, deviceId, suffix, payload);
        }
        frontend.deliver(application, Topics.of(application.uid(), deviceId, suffix), payload);
    }

    boolean hasSubscriber(Application application, String topic) {
        return frontend.sessions().stream()
                .anyMatch(session -> session.login().application() == application && session.receives(topic));
    }

    private void disconnectAll() {
        frontend.disconnectAll();
    }

    private void listen(int wanted) {
        try {
            port = thread.await(() -> frontend.listen(wanted));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The stand-in cannot listen on " + Ports.HOST + ":" + wanted + ": " + e.getMessage(), e);
        }
    }

    /** How a stand-in is to be. */
    public static final class Builder {

        private int port;
        private boolean multiTenant = true;
        private int connectionLimit;
        private int rateLimitPublications;
        private Duration rateLimitPeriod = Duration.ofMinutes(1);
        private int queueCapacity = 10_000;
        private int sessionBuffer;
        private Duration idleTimeout = Duration.ofHours(1);
        private Clock clock = Clock.systemUTC();
        private StorageSettings storage;

        private Builder() {}

        /**
         * The port; a free one by default.
         *
         * @param port 1 to 65535, or 0 for a free one
         * @return this
         */
        public Builder port(int port) {
            this.port = notNegative("port", port);
            return this;
        }

        /**
         * The edition. With tenants a uid reads {@code application@tenant}; the Open Source edition has none.
         *
         * @param multiTenant whether it has tenants; true by default
         * @return this
         */
        public Builder multiTenant(boolean multiTenant) {
            this.multiTenant = multiTenant;
            return this;
        }

        /**
         * How many live connections an application may have; one more is refused with CONNACK 3. No limit by default.
         *
         * @param connections 1 or more, or 0 for no limit
         * @return this
         */
        public Builder connectionLimit(int connections) {
            connectionLimit = notNegative("connectionLimit", connections);
            return this;
        }

        /**
         * How many downlink publications (packets, not downlinks) an application may send with one API key; one more
         * closes the connection. No limit by default.
         *
         * @param publications 1 or more, or 0 for no limit
         * @param period in any period of this length
         * @return this
         */
        public Builder downlinkRateLimit(int publications, Duration period) {
            rateLimitPublications = notNegative("downlinkRateLimit", publications);
            rateLimitPeriod = Objects.requireNonNull(period, "period");
            return this;
        }

        /**
         * How many downlinks may wait for a device; 10 000 by default, as with the server. A single request may have
         * twice as many before it is refused at first sight.
         *
         * @param downlinks 1 or more
         * @return this
         */
        public Builder queueCapacity(int downlinks) {
            queueCapacity = Math.max(1, downlinks);
            return this;
        }

        /**
         * How many messages are kept for a connection that reads too slowly; what comes then is lost, as with the
         * server. By default everything is kept. Counted is what the operating system has not taken yet: its own
         * buffers of some hundred kilobytes come on top, on both sides, with the server just as here.
         *
         * @param messages 1 or more such as {@link TheThingsStack#SERVER_SESSION_BUFFER}, or 0 to keep everything
         * @return this
         */
        public Builder sessionBuffer(int messages) {
            sessionBuffer = notNegative("sessionBuffer", messages);
            return this;
        }

        /**
         * After what silence of the client a connection with keep alive 0 is closed; an hour by default, as with the
         * server. Other connections are closed after one and a half times their keep alive.
         *
         * @param idleTimeout the silence
         * @return this
         */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = Objects.requireNonNull(idleTimeout, "idleTimeout");
            return this;
        }

        /**
         * The clock of all times in messages.
         *
         * @param clock the system's by default
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Switches the Storage Integration on. It is off by default, as with the server, and not there at all in the
         * Open Source edition.
         *
         * @param storage how it is to be, such as {@link StorageSettings#cloud()}
         * @return this
         */
        public Builder storage(StorageSettings storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
            return this;
        }

        /**
         * Starts it.
         *
         * @return the stand-in, ready for connections
         * @throws IllegalStateException when the port is taken
         */
        public TheThingsStack start() {
            TheThingsStack stack = new TheThingsStack(this);
            try {
                stack.listen(port);
                if (storage != null) {
                    stack.storage.listen();
                }
                return stack;
            } catch (RuntimeException e) {
                stack.thread.close();
                throw e;
            }
        }

        private static int notNegative(String option, int value) {
            if (value < 0) {
                throw new IllegalArgumentException(option + " " + value + " is negative: give 0 or more");
            }
            return value;
        }
    }
}
