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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An application of the stand-in: its API keys, its devices, and what clients have published.
 *
 * <p>All methods may be called from any thread.
 */
public final class Application {

    /** Of a long run only the last are kept. */
    private static final int MAX_PUBLICATIONS = 10_000;

    private final TheThingsStack stack;
    private final String uid;
    private final String applicationId;
    private final String tenantId;
    private final ApiKeys apiKeys = new ApiKeys();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Deque<Publication> publications = new ArrayDeque<>();

    Application(TheThingsStack stack, String applicationId, String tenantId) {
        this.stack = stack;
        this.applicationId = applicationId;
        this.tenantId = tenantId;
        uid = tenantId == null ? applicationId : applicationId + "@" + tenantId;
    }

    /** {@return the unique id: the MQTT user name and second level of all topics, such as {@code app1@ttn}} */
    public String uid() {
        return uid;
    }

    /** {@return the application id, without tenant} */
    public String applicationId() {
        return applicationId;
    }

    /** {@return the tenant id; null with the Open Source edition} */
    public String tenantId() {
        return tenantId;
    }

    /**
     * A new API key: the MQTT password, and the bearer token of the {@link StorageIntegration}.
     *
     * @param rights what it allows. A key without any cannot log in
     * @return the key
     */
    public String apiKey(Right... rights) {
        String key = ApiKeys.generate();
        addApiKey(key, rights);
        return key;
    }

    /**
     * An API key of one's own choice; a key that exists gets these rights. Rights count from the next login on.
     *
     * @param apiKey any text
     * @param rights what it allows. A key without any cannot log in
     * @return this
     */
    public Application addApiKey(String apiKey, Right... rights) {
        if (apiKey == null || apiKey.isEmpty()) {
            throw new IllegalArgumentException("An API key cannot be empty: the MQTT password would be");
        }
        stack.thread().run(() -> apiKeys.add(apiKey, rights));
        return this;
    }

    /**
     * Revokes an API key. As with the server, connections that are logged in stay.
     *
     * @param apiKey the key
     */
    public void revokeApiKey(String apiKey) {
        stack.thread().run(() -> apiKeys.remove(apiKey));
    }

    /**
     * The device of this id, added when it does not exist. A new device has no session: it has to join or to send.
     *
     * @param deviceId 3 to 36 lower-case letters, digits and single dashes inside
     * @return the device
     */
    public Device device(String deviceId) {
        Identifiers.requireId("Device id", deviceId);
        return stack.thread()
                .call(() -> devices.computeIfAbsent(deviceId, id -> new Device(this, id, stack.queueCapacity())));
    }

    /** {@return the devices, in the order they were added} */
    public Collection<Device> devices() {
        return stack.thread().call(() -> List.copyOf(devices.values()));
    }

    /**
     * Removes a device with its queue: downlinks for it vanish without a word from now on.
     *
     * @param deviceId the device
     */
    public void removeDevice(String deviceId) {
        stack.thread().run(() -> devices.remove(deviceId));
    }

    /**
     * Publishes any bytes on an event topic, for recordings and for hostile input.
     *
     * @param deviceId the device the topic names; it need not exist
     * @param suffix the end of the topic, such as {@code up} or {@code down/ack}
     * @param payload the message, of any content
     */
    public void publish(String deviceId, String suffix, byte[] payload) {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(suffix, "suffix");
        byte[] copy = payload.clone();
        stack.thread().run(() -> deliver(deviceId, suffix, copy));
    }

    /** {@return every packet clients of this application have published, the oldest first; the last 10 000} */
    public List<Publication> publications() {
        return stack.thread().call(() -> List.copyOf(publications));
    }

    /** {@return of {@link #publications()} those on a downlink topic, taken or not} */
    public List<Publication> pushed() {
        return publications().stream()
                .filter(publication -> publication.operation() != null)
                .toList();
    }

    /** {@return the live connections of this application, the oldest first} */
    public List<Connection> connections() {
        return stack.connections().stream()
                .filter(connection -> connection.applicationUid().equals(uid))
                .toList();
    }

    /**
     * Waits until a connection that may read is subscribed to a topic. Not to be called from a callback of the
     * stand-in.
     *
     * @param deviceId the device the topic names
     * @param suffix the end of the topic, such as {@code up} or {@code down/ack}
     * @param patience how long to wait
     * @throws IllegalStateException when nobody is subscribed in time; the message says which subscriptions there are
     */
    public void awaitSubscriber(String deviceId, String suffix, Duration patience) {
        String topic = Topics.of(uid, deviceId, suffix);
        stack.changes()
                .await(
                        () -> stack.thread().call(() -> stack.hasSubscriber(this, topic)),
                        patience,
                        () -> "no connection with the right to read is subscribed to " + topic + "; there are "
                                + connections());
    }

    @Override
    public String toString() {
        return "Application[" + uid + "]";
    }

    // what the rooms behind it need; always on the server's thread

    ServerThread thread() {
        return stack.thread();
    }

    Instant now() {
        return stack.clock().instant();
    }

    Set<Right> rightsOf(String apiKey) {
        return apiKeys.rightsOf(apiKey);
    }

    boolean knows(String apiKey) {
        return apiKeys.knows(apiKey);
    }

    Device find(String deviceId) {
        return devices.get(deviceId);
    }

    void record(Publication publication) {
        if (publications.size() == MAX_PUBLICATIONS) {
            publications.removeFirst();
        }
        publications.addLast(publication);
    }

    /** The one place that every event passes. */
    void deliver(String deviceId, String suffix, byte[] message) {
        stack.deliver(this, deviceId, suffix, message);
    }
}
