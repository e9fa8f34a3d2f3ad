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
package io.github.cameltts.observe;

import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.ConnectionState.Status;
import java.time.Instant;
import java.util.Date;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;

/**
 * The JMX attributes of what consumers and producers share: their connection. No secret is among them.
 */
public interface ManagedConnection {

    /**
     * @return the state of the connection now, or closed where its user is stopped; null before the first start
     */
    ConnectionState connectionState();

    /** Logs in anew, for all who share the connection, or ends the pause before the next attempt; nothing when stopped. */
    @ManagedOperation(
            description = "Connects anew, now. The server looks at the rights of an API key at the login only: do this"
                    + " after changing them. All routes on the connection miss what is published meanwhile.")
    void reconnect();

    /**
     * @return the status of the connection
     */
    @ManagedAttribute(description = "State of the connection: CONNECTING, CONNECTED, DISCONNECTED or CLOSED")
    default String getConnectionState() {
        ConnectionState state = connectionState();
        return (state == null ? Status.CLOSED : state.status()).name();
    }

    /**
     * @return since when the login is accepted, or null while it is not
     */
    @ManagedAttribute(description = "Since when it is connected; empty while it is not")
    default Date getConnectedSince() {
        ConnectionState state = connectionState();
        return state == null || !state.isConnected() ? null : Date.from(state.since());
    }

    /**
     * @return one or two sentences, or null while there is nothing to tell
     */
    @ManagedAttribute(description = "Why there is no connection; empty while there is one")
    default String getReason() {
        ConnectionState state = connectionState();
        return state == null ? null : state.reason();
    }

    /**
     * @return 0 while it is connected
     */
    @ManagedAttribute(description = "Attempts to connect that have failed since it was connected last")
    default int getFailedAttempts() {
        ConnectionState state = connectionState();
        return state == null ? 0 : state.attempts();
    }

    /**
     * @return the time, or null while there is none to wait for
     */
    @ManagedAttribute(description = "When the next attempt to connect begins; empty while there is none to wait for")
    default Date getNextAttempt() {
        ConnectionState state = connectionState();
        return state == null ? null : date(state.nextAttempt());
    }

    /**
     * @return the number
     */
    @ManagedAttribute(description = "How often the connection was made anew")
    default long getReconnects() {
        ConnectionState state = connectionState();
        return state == null ? 0 : state.reconnects();
    }

    /**
     * @param  instant may be null
     * @return         the same for JMX, or null
     */
    static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
