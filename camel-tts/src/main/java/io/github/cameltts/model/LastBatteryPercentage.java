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
package io.github.cameltts.model;

import java.time.Instant;

/**
 * The battery level from the device's last answer to a DevStatusReq (The Things Stack since 3.33.1).
 *
 * @param fCnt       the frame counter of the uplink that brought it, 0 to 4294967295; 0 if absent
 * @param value      percent, 0 to 100; null where not known (external power, not measurable)
 * @param receivedAt when that uplink was received; null if absent
 */
public record LastBatteryPercentage(long fCnt, Double value, Instant receivedAt) {}
