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
 * An IEEE 64-bit extended unique identifier: DevEUI, JoinEUI, the EUI of a gateway or of a Network Server.
 *
 * <p>Prints as 16 upper-case hexadecimal digits, as The Things Stack writes it. All zeros is a legal JoinEUI.
 *
 * @param value the 64 bits, most significant byte first
 */
public record Eui64(long value) implements Comparable<Eui64> {

    /**
     * Reads 16 hexadecimal digits, of either case, without separators.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static Eui64 of(String hex) {
        return new Eui64(Hex.parse(hex, 16, "an EUI-64"));
    }

    /** Orders as the printed form does. */
    @Override
    public int compareTo(Eui64 other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** 16 upper-case hexadecimal digits. */
    @Override
    @JsonValue
    public String toString() {
        return Hex.format(value, 16);
    }
}
