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

import io.github.cameltts.connection.ConnectionSettings;
import io.github.cameltts.connection.ConnectionState;
import java.time.Instant;

/**
 * What is to be known of a producer at one moment. Health, JMX and meters all read it, so that they agree.
 *
 * @param settings        its connection
 * @param state           the state of its connection, or closed where the producer is stopped
 * @param waiting         publishes that are not done yet, for want of a connection as a rule
 * @param published       publishes that went to the server so far
 * @param publishFailures publishes that failed so far
 * @param lastPublishAt   when the last one went to the server; null if there was none
 */
public record ProducerView(
        ConnectionSettings settings,
        ConnectionState state,
        long waiting,
        long published,
        long publishFailures,
        Instant lastPublishAt) {}
