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

/**
 * The priority of a downlink in the scheduling of gateways, lowest first; the names are The Things Stack's.
 *
 * <p>The server's MQTT interface takes any other name for {@link #LOWEST} without a word, so never send free text.
 */
public enum TxSchedulePriority implements Numbered {
    /** The default: absent in JSON. */
    LOWEST(0),
    LOW(1),
    BELOW_NORMAL(2),
    NORMAL(3),
    ABOVE_NORMAL(4),
    HIGH(5),
    HIGHEST(6),
    /** Received only: a name that this version does not know; the name itself is in the message's raw JSON. */
    UNRECOGNIZED(-1);

    private final int number;

    TxSchedulePriority(int number) {
        this.number = number;
    }

    /** The number in The Things Stack's schema, -1 for {@link #UNRECOGNIZED}. */
    @Override
    public int number() {
        return number;
    }
}
