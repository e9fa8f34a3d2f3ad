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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How the {@link StorageIntegration} of a stand-in is to be. Immutable; start from {@link #cloud()} or
 * {@link #sandbox()}.
 */
public final class StorageSettings {

    private static final StorageSettings CLOUD = new StorageSettings(new Values());

    private final Values values;

    private StorageSettings(Values values) {
        this.values = values;
    }

    /**
     * As on The Things Stack Cloud: uplinks only, kept for 30 days. Written at once, up to 1000 results a page, no rate
     * limit, at most 200 000 messages in memory.
     *
     * @return the settings
     */
    public static StorageSettings cloud() {
        return CLOUD;
    }

    /**
     * As on the sandbox of The Things Network: uplinks only, kept for 24 hours. The rest as with {@link #cloud()}.
     *
     * @return the settings
     */
    public static StorageSettings sandbox() {
        return CLOUD.retention(Duration.ofHours(24));
    }

    /**
     * The port; a free one by default.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @return a copy with it
     */
    public StorageSettings port(int port) {
        return with(copy -> copy.port = notNegative("port", port));
    }

    /**
     * Stores every event, as an Enterprise edition can be told to, and not uplinks alone.
     *
     * @return a copy with it
     */
    public StorageSettings allEvents() {
        return with(copy -> copy.allEvents = true);
    }

    /**
     * Messages are written in batches: one can be found only after up to this time. At once by default.
     *
     * @param writeDelay how long a batch is collected, in whole milliseconds; zero for at once
     * @return a copy with it
     */
    public StorageSettings writeDelay(Duration writeDelay) {
        return with(copy -> copy.writeDelay = notNegative("writeDelay", writeDelay));
    }

    /**
     * How long a message is kept, by the clock of the stand-in.
     *
     * @param retention the time since its {@code received_at}
     * @return a copy with it
     */
    public StorageSettings retention(Duration retention) {
        return with(copy -> copy.retention = notNegative("retention", retention));
    }

    /**
     * How many results an answer has at most, whatever the request says. Where there are more, the answer carries a
     * continuation token.
     *
     * @param results 1 or more, or 0 for no limit but the one of the request
     * @return a copy with it
     */
    public StorageSettings pageLimit(int results) {
        return with(copy -> copy.pageLimit = notNegative("pageLimit", results));
    }

    /**
     * How many messages of an application are kept in memory; beyond it the oldest is forgotten. A
     * {@link StorageBacklog} does not count.
     *
     * @param messages 1 or more
     * @return a copy with it
     */
    public StorageSettings capacity(int messages) {
        return with(copy -> copy.capacity = Math.max(1, messages));
    }

    /**
     * How many requests an application may make with one API key; one more is answered with 429. No limit by default.
     *
     * @param requests 1 or more, or 0 for no limit
     * @param period in any period of this length
     * @return a copy with it
     */
    public StorageSettings rateLimit(int requests, Duration period) {
        Objects.requireNonNull(period, "period");
        return with(copy -> {
            copy.rateLimitRequests = notNegative("rateLimit", requests);
            copy.rateLimitPeriod = period;
        });
    }

    /**
     * Serves https.
     *
     * @param pkcs12 a file with the key and the certificate
     * @param password the password of the file
     * @return a copy with it
     */
    public StorageSettings tls(Path pkcs12, String password) {
        Objects.requireNonNull(pkcs12, "pkcs12");
        Objects.requireNonNull(password, "password");
        return with(copy -> {
            copy.keyStore = pkcs12;
            copy.keyStorePassword = password;
        });
    }

    int port() {
        return values.port;
    }

    boolean storesAllEvents() {
        return values.allEvents;
    }

    Duration writeDelay() {
        return values.writeDelay;
    }

    Duration retention() {
        return values.retention;
    }

    int pageLimit() {
        return values.pageLimit;
    }

    int capacity() {
        return values.capacity;
    }

    int rateLimitRequests() {
        return values.rateLimitRequests;
    }

    Duration rateLimitPeriod() {
        return values.rateLimitPeriod;
    }

    /** Null for plain http. */
    Path keyStore() {
        return values.keyStore;
    }

    String keyStorePassword() {
        return values.keyStorePassword;
    }

    private StorageSettings with(Consumer<Values> change) {
        Values copy = new Values(values);
        change.accept(copy);
        return new StorageSettings(copy);
    }

    private static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value + " is negative: give 0 or more");
        }
        return value;
    }

    private static Duration notNegative(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " " + value + " is negative: give zero or more");
        }
        return value;
    }

    private static final class Values {

        private int port;
        private boolean allEvents;
        private Duration writeDelay = Duration.ZERO;
        private Duration retention = Duration.ofDays(30);
        private int pageLimit = 1000;
        private int capacity = 200_000;
        private int rateLimitRequests;
        private Duration rateLimitPeriod = Duration.ofMinutes(1);
        private Path keyStore;
        private String keyStorePassword;

        Values() {}

        Values(Values that) {
            port = that.port;
            allEvents = that.allEvents;
            writeDelay = that.writeDelay;
            retention = that.retention;
            pageLimit = that.pageLimit;
            capacity = that.capacity;
            rateLimitRequests = that.rateLimitRequests;
            rateLimitPeriod = that.rateLimitPeriod;
            keyStore = that.keyStore;
            keyStorePassword = that.keyStorePassword;
        }
    }
}
