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
 * What a transport tells of its own accord, on threads of its own.
 */
public interface TransportListener {

    /**
     * A message arrived. Called in the order of arrival, by one thread at a time. The callee takes the bytes over; where
     * {@link #mayBlock} says so, a transport must bear a callee that holds the thread for a while (back-pressure), must
     * not drop anything then, and must stop reading before what it keeps grows large.
     *
     * @param topic   the topic
     * @param payload the bytes
     */
    void messageArrived(String topic, byte[] payload);

    /**
     * Asked before each message, so that a transport whose threads serve several connections can hand the message over
     * to another thread.
     *
     * @return whether {@link #messageArrived} may hold the thread now; otherwise it returns at once
     */
    boolean mayBlock();

    /**
     * The connection, once established, broke. Called at most once, after the last message.
     *
     * @param cause what broke it
     */
    void connectionLost(Throwable cause);
}
