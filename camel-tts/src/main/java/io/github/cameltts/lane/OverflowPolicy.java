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
 * What happens to a message that arrives while all lanes together hold as many as they may.
 */
public enum OverflowPolicy {

    /** The message that has waited longest is dropped and counted. */
    dropOldest,

    /** The message that arrives is dropped and counted. */
    dropNewest,

    /**
     * The caller waits for room, for a limited time; then the message is dropped and counted, and so are those behind
     * it until there is room again.
     */
    block
}
