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

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The seam: one MQTT 3.1.1 connection, from its attempt to its end, made by whatever client. It tries once, keeps
 * nothing, and is not used again after it was lost or closed; patience, memory and judgement live above it.
 *
 * <p>No method blocks or throws: a failure completes the returned stage. Methods are called by one thread at a time.
 */
public interface Transport {

    /**
     * Opens the network connection and logs in, clean session, with what {@link TransportOptions} says.
     *
     * @return completes when the server has accepted; fails with {@link ConnackException} if it answered with another
     *         return code, else with the fault of the network, of TLS, or of the client
     */
    CompletionStage<Void> connect();

    /**
     * Sends one SUBSCRIBE packet, QoS 0.
     *
     * @param  filters at least one
     * @return         completes with the return codes of the SUBACK, in the order of the filters: 0, 1 or 2 where
     *                 granted, 0x80 where refused (MQTT 3.1.1, section 3.9.3)
     */
    CompletionStage<List<Integer>> subscribe(List<String> filters);

    /**
     * Sends one UNSUBSCRIBE packet.
     *
     * @param  filters at least one
     * @return         completes with the UNSUBACK, when all messages that came before it have been heard
     */
    CompletionStage<Void> unsubscribe(List<String> filters);

    /**
     * Sends one PUBLISH packet, QoS 0, not retained.
     *
     * @param  topic   the topic
     * @param  payload the bytes, not changed by the caller afterwards
     * @return         completes when the bytes are with the operating system, which is all that QoS 0 can tell
     */
    CompletionStage<Void> publish(String topic, byte[] payload);

    /**
     * Ends the connection in whatever state it is, an attempt under way included, and lets go of every thread, socket
     * and timer. The listener hears nothing more. May be called repeatedly.
     *
     * @return completes when nothing is left; never fails
     */
    CompletionStage<Void> close();
}
