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

/** Hexadecimal digits of a fixed number, to and from a long. */
final class Hex {

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int value = 0; value < 16; value++) {
            VALUES[DIGITS[value]] = (byte) value;
            VALUES[Character.toLowerCase(DIGITS[value])] = (byte) value;
        }
    }

    private Hex() {}

    static String format(long value, int digits) {
        byte[] text = new byte[digits];
        for (int i = digits - 1, shift = 0; i >= 0; i--, shift += 4) {
            text[i] = (byte) DIGITS[(int) (value >>> shift) & 0xF];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static String format(byte[] bytes, int length) {
        byte[] text = new byte[length * 2];
        for (int i = 0; i < length; i++) {
            text[2 * i] = (byte) DIGITS[(bytes[i] >> 4) & 0xF];
            text[2 * i + 1] = (byte) DIGITS[bytes[i] & 0xF];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** @throws IllegalArgumentException unless the text is exactly so many hexadecimal digits */
    static long parse(String text, int digits, String what) {
        if (text != null && text.length() == digits) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length == digits && isHex(bytes, 0, digits)) {
                return value(bytes, 0, digits);
            }
        }
        throw new IllegalArgumentException(
                Text.quote(text) + " is not " + what + ": give " + digits + " hexadecimal digits without separators");
    }

    static boolean isHex(byte[] text, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= digit(text[i]);
        }
        return all >= 0;
    }

    /** The value of digits that {@link #isHex} has looked at. */
    static long value(byte[] text, int from, int length) {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            value = value << 4 | digit(text[i]);
        }
        return value;
    }

    /** Two digits for each byte; null if they are not. */
    static byte[] bytes(byte[] text, int from, int length) {
        if (length % 2 != 0 || !isHex(text, from, length)) {
            return null;
        }
        byte[] bytes = new byte[length / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value(text, from + 2 * i, 2);
        }
        return bytes;
    }

    /** 0 to 15, or -1. {@code Character.digit} would take the digits of other scripts too. */
    static int digit(byte c) {
        return VALUES[c & 0xFF];
    }
}
