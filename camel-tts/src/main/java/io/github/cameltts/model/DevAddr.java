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
 * A LoRaWAN device address, 32 bits, which a device has from its activation on and which a join changes.
 *
 * <p>Prints as 8 upper-case hexadecimal digits.
 *
 * @param value the 32 bits, most significant byte first
 */
public record DevAddr(int value) implements Comparable<DevAddr> {

    /**
     * Reads 8 hexadecimal digits, of either case, without separators.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static DevAddr of(String hex) {
        return new DevAddr((int) Hex.parse(hex, 8, "a device address"));
    }

    /** Orders as the printed form does. */
    @Override
    public int compareTo(DevAddr other) {
        return Integer.compareUnsigned(value, other.value);
    }

    /** 8 upper-case hexadecimal digits. */
    @Override
    @JsonValue
    public String toString() {
        return Hex.format(value & 0xFFFF_FFFFL, 8);
    }
}
