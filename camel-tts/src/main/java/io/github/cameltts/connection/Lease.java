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

import io.github.cameltts.TtsConnectionException;
import io.github.cameltts.address.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The right to use a shared connection, until it is given back.
 */
public final class Lease {

    private final Connections connections;
    private final Connection connection;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    Lease(Connections connections, Connection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    /**
     * @return what shapes the connection
     */
    public ConnectionSettings settings() {
        return connection.settings();
    }

    /**
     * @return the state of the connection now
     */
    public ConnectionState state() {
        return connection.state();
    }

    /**
     * Logs in anew, for all who share the connection: The Things Stack looks at the rights of an API key at the login
     * only. While there is no connection, the next attempt begins at once. What the server publishes meanwhile is lost,
     * as it is at any reconnect. Returns at once.
     */
    public void reconnect() {
        connection.reconnect();
    }

    /**
     * Subscribes now and after every reconnect, until the subscription is closed.
     *
     * @param  deviceId the device of all filters, or null for every device
     * @param  filters  at least one
     * @param  listener hears what matches, each message once
     * @return          the subscription
     */
    public Subscription subscribe(String deviceId, List<TopicFilter> filters, MessageListener listener) {
        return connection.subscribe(deviceId, filters, listener);
    }

    /**
     * Publishes, QoS 0, as soon as there is a connection.
     *
     * @param  topic    the topic
     * @param  payload  the bytes, not changed afterwards
     * @param  patience how long to wait for a connection at most; nothing is published later
     * @return          completes when the bytes are with the operating system, fails with
     *                  {@link TtsConnectionException}
     */
    public CompletionStage<Void> publish(String topic, byte[] payload, Duration patience) {
        return connection.publish(topic, payload, patience);
    }

    /**
     * Hears of every loss of the connection once it stood, until the connection is closed.
     *
     * @param listener takes the reason, a sentence; must not block
     */
    public void onLoss(Consumer<String> listener) {
        connection.onLoss(listener);
    }

    /**
     * Gives the lease back. The last one closes the connection.
     *
     * @return completes at once, or when nothing is left of the connection
     */
    public CompletionStage<Void> giveBack() {
        boolean last = givenBack.compareAndSet(false, true) && connections.giveBack(connection);
        return last ? connection.close() : CompletableFuture.completedFuture(null);
    }
}
