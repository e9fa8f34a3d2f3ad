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

/** Hexadecimal digits of a fixed number, to and from a long. */
final class Hex {

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private Hex() {}

    static String format(long value, int digits) {
        byte[] text = new byte[digits];
        for (int i = digits - 1, shift = 0; i >= 0; i--, shift += 4) {
            text[i] = (byte) DIGITS[(int) (value >>> shift) & 0xF];
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    static String format(byte[] bytes, int length) {
        byte[] text = new byte[length * 2];
        for (int i = 0; i < length; i++) {
            text[2 * i] = (byte) DIGITS[(bytes[i] >> 4) & 0xF];
            text[2 * i + 1] = (byte) DIGITS[bytes[i] & 0xF];
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** @throws IllegalArgumentException unless the text is exactly so many hexadecimal digits */
    static long parse(String text, int digits, String what) {
        if (text != null && isHex(text.toCharArray(), 0, text.length(), digits)) {
            return parse(text.toCharArray(), 0, digits);
        }
        throw new IllegalArgumentException(
                Text.quote(text) + " is not " + what + ": give " + digits + " hexadecimal digits without separators");
    }

    static boolean isHex(char[] text, int offset, int length, int digits) {
        if (length != digits) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (digit(text[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The value of digits that {@link #isHex} has looked at. */
    static long parse(char[] text, int offset, int length) {
        long value = 0;
        for (int i = offset; i < offset + length; i++) {
            value = value << 4 | digit(text[i]);
        }
        return value;
    }

    /** 0 to 15, or -1. {@code Character.digit} would take the digits of other scripts too. */
    static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
    }
}
