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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The constants of an enumeration, found by the bytes of their names. */
final class Constants<E extends Enum<E> & Numbered> {

    private final E[] known;
    private final byte[][] names;
    private final E unrecognized;

    /** All constants, {@code UNRECOGNIZED} last. */
    Constants(E[] all) {
        known = Arrays.copyOf(all, all.length - 1);
        unrecognized = all[all.length - 1];
        names = new byte[known.length][];
        for (int i = 0; i < known.length; i++) {
            names[i] = known[i].name().getBytes(StandardCharsets.US_ASCII);
        }
    }

    E named(byte[] text, int from, int length) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].length == length && Arrays.equals(names[i], 0, length, text, from, from + length)) {
                return known[i];
            }
        }
        return unrecognized;
    }

    E numbered(long number) {
        for (E constant : known) {
            if (constant.number() == number) {
                return constant;
            }
        }
        return unrecognized;
    }

    E unrecognized() {
        return unrecognized;
    }

    /** The names, as a sentence lists them. */
    @Override
    public String toString() {
        return List.of(known).stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
