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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A LoRa Alliance network identifier, 24 bits; {@code 000013} is The Things Network.
 *
 * <p>Prints as 6 upper-case hexadecimal digits.
 *
 * @param value 0 to 0xFFFFFF
 */
public record NetId(int value) implements Comparable<NetId> {

    /** @throws IllegalArgumentException if the value needs more than 24 bits */
    public NetId {
        if (value < 0 || value > 0xFF_FFFF) {
            throw new IllegalArgumentException("A NetID has 24 bits, " + value + " does not fit: give 0 to 16777215");
        }
    }

    /**
     * Reads 6 hexadecimal digits, of either case, without separators.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static NetId of(String hex) {
        return new NetId((int) Hex.parse(hex, 6, "a NetID"));
    }

    /** Orders as the printed form does. */
    @Override
    public int compareTo(NetId other) {
        return Integer.compare(value, other.value);
    }

    /** 6 upper-case hexadecimal digits. */
    @Override
    @JsonValue
    public String toString() {
        return Hex.format(value, 6);
    }
}
