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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes the transports of one connection, one for each attempt.
 */
@FunctionalInterface
public interface TransportFactory {

    /**
     * @param  options  where to and how
     * @param  listener hears of messages and of the end
     * @return          a transport that has not connected yet
     */
    Transport create(TransportOptions options, TransportListener listener);

    /**
     * Lets go of what the transports share. They are closed, and no other is asked for.
     *
     * @return completes when nothing is left; never fails
     */
    default CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
