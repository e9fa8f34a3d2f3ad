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
package io.github.cameltts.test;

/** Priority of a downlink, in the order of The Things Stack's {@code TxSchedulePriority}: 0 to 6. */
public enum TxSchedulePriority {
    /** 0, the default: absent in JSON. */
    LOWEST,
    /** 1. */
    LOW,
    /** 2. */
    BELOW_NORMAL,
    /** 3. */
    NORMAL,
    /** 4. */
    ABOVE_NORMAL,
    /** 5: the highest at which the network server transmits application downlinks by default. */
    HIGH,
    /** 6. */
    HIGHEST
}
