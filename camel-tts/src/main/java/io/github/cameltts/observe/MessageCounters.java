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

import java.time.Instant;

/**
 * What became of the messages of a consumer since it started. Each one that was received is delivered, or could not be
 * decoded, or was dropped, or still waits or is in work.
 *
 * @param received       messages that have arrived
 * @param delivered      messages that the route is done with, well or not
 * @param decodeFailures messages that could not be decoded
 * @param lastMessageAt  when the last message arrived; null if there was none
 */
public record MessageCounters(long received, long delivered, long decodeFailures, Instant lastMessageAt) {}
