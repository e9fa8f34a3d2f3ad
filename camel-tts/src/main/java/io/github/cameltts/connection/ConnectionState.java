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

import java.time.Instant;

/**
 * The state of a connection at one moment.
 *
 * @param status      which state it is
 * @param since       since when it is that state; attempts and pauses in between do not change a
 *                    {@link Status#DISCONNECTED}
 * @param reason      why there is no connection: one or two sentences without secrets; null while connected, and before
 *                    the first attempt has failed
 * @param attempts    how many attempts have failed since the last time it was connected
 * @param nextAttempt when the next attempt begins; null while there is none to wait for
 * @param logins      how often the server has accepted the login so far
 */
public record ConnectionState(
        Status status, Instant since, String reason, int attempts, Instant nextAttempt, long logins) {

    /** The states. */
    public enum Status {

        /** Opened, and no attempt has succeeded or failed yet. */
        CONNECTING,

        /** The server has accepted the login. */
        CONNECTED,

        /** The last attempt failed or the connection was lost; the next attempt is under way or waits. */
        DISCONNECTED,

        /** The last lease was given back. */
        CLOSED
    }

    /**
     * @return whether the server has accepted the login
     */
    public boolean isConnected() {
        return status == Status.CONNECTED;
    }

    /**
     * @return how often the connection was made anew so far, after its first time
     */
    public long reconnects() {
        return Math.max(0, logins - 1);
    }

    /**
     * @return what to tell a person who asks why nothing comes or goes, without a full stop at the end of the state
     */
    public String describe() {
        return switch (status) {
            case CONNECTING -> "connecting since " + since;
            case CONNECTED -> "connected since " + since;
            case DISCONNECTED -> "disconnected since " + since + ". " + reason;
            case CLOSED -> "closed since " + since;
        };
    }
}
