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
package io.github.cameltts.lane;

/**
 * What a worker does with a message.
 *
 * @param <T> the type of the messages
 */
@FunctionalInterface
public interface LaneHandler<T> {

    /**
     * Handles one message. The next one of the same lane is not handled before {@code done} has run.
     *
     * @param message the message
     * @param done    to be run when the message is dealt with, well or not: on this thread or another one, now or later.
     *                Running it again has no effect
     */
    void handle(T message, Runnable done);
}
