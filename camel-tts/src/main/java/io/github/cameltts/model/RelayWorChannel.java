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

/** The wake-on-radio channel by which a relay heard the device (LoRaWAN TS011); the names are The Things Stack's. */
public enum RelayWorChannel implements Numbered {
    /** The default channel of the region. */
    RELAY_WOR_CHANNEL_DEFAULT(0),
    /** The second channel, where the relay has one configured. */
    RELAY_WOR_CHANNEL_SECONDARY(1),
    /** A name that this version does not know; the name itself is in the message's raw JSON. */
    UNRECOGNIZED(-1);

    private final int number;

    RelayWorChannel(int number) {
        this.number = number;
    }

    /** The number in The Things Stack's schema, -1 for {@link #UNRECOGNIZED}. */
    @Override
    public int number() {
        return number;
    }
}
