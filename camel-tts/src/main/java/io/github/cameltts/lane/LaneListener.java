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
 * Hears of overflows. Called by the thread that noticed, which must not be held up.
 *
 * @param <T> the type of the messages
 */
public interface LaneListener<T> {

    /**
     * A message was dropped as the policy says.
     *
     * @param message the message, which no handler sees
     */
    void dropped(T message);

    /**
     * The first message of an overflow was dropped.
     */
    void overflowStarted();

    /**
     * The lanes have emptied to half of what they may hold, or were closed.
     *
     * @param dropped how many messages the overflow cost, at least 1
     */
    void overflowEnded(long dropped);
}
