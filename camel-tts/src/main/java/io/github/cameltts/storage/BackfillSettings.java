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
package io.github.cameltts.storage;

import java.time.Duration;

/**
 * What shapes a backfill.
 *
 * @param name     of the consumer, for log lines
 * @param key      under which the cursor is kept
 * @param deviceId the device, or null for every device of the application
 * @param initial  how far back to go where there is no cursor, zero or more
 * @param overlap  how much more than the gap is asked for, more than zero
 * @param retention how long the storage is known to keep uplinks, or null
 */
public record BackfillSettings(
        String name, String key, String deviceId, Duration initial, Duration overlap, Duration retention) {}
