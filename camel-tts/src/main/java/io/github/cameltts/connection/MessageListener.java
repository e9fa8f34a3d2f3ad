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

/**
 * Hears the messages of a subscription, on the thread of the transport.
 */
@FunctionalInterface
public interface MessageListener {

    /**
     * Takes a message over. Must neither parse nor route it: the server drops messages while this thread is held.
     *
     * @param message the message
     */
    void messageArrived(ReceivedMessage message);

    /**
     * The connection on which messages arrived is lost: others may be missing until {@link Subscription#granted()}
     * completes. On the thread of the connection, before any message of the next one; must not block.
     */
    default void interrupted() {}

    /**
     * @return whether {@link #messageArrived} may hold the thread for a while, to hold the socket; always the same
     */
    default boolean mayBlock() {
        return false;
    }
}
