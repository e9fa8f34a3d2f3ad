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

import io.github.cameltts.address.Topic;

/**
 * A message as it arrived, not parsed. The bytes are shared by all who hear it and are not to be changed.
 *
 * @param topic      where it was published
 * @param payload    the bytes
 * @param receivedAt when it arrived here, in milliseconds of the epoch
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceivedMessage(Topic topic, byte[] payload, long receivedAt) {}
