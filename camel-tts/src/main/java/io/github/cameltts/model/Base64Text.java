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

import java.util.Arrays;

/**
 * Base64 as The Things Stack's parsers take it: standard or URL alphabet, padded or not, nothing else between. Decodes
 * from characters, since a parser has them at hand without making a string first.
 */
final class Base64Text {

    private static final byte[] NONE = new byte[0];
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
        VALUES['+'] = VALUES['-'] = 62;
        VALUES['/'] = VALUES['_'] = 63;
    }

    private Base64Text() {}

    /** The bytes, or null if the text is not base64. */
    static byte[] decode(char[] text, int offset, int length) {
        int end = offset + length;
        if (length % 4 == 0) {
            for (int pads = 0; pads < 2 && end > offset && text[end - 1] == '='; pads++) {
                end--;
            }
        }
        int digits = end - offset;
        if (digits == 0) {
            return length == 0 ? NONE : null;
        }
        int rest = digits & 3;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[digits / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int from = offset;
        int to = 0;
        for (int last = end - rest; from < last; from += 4) {
            int bits = value(text[from]) << 18
                    | value(text[from + 1]) << 12
                    | value(text[from + 2]) << 6
                    | value(text[from + 3]);
            if (bits < 0) {
                return null;
            }
            bytes[to++] = (byte) (bits >> 16);
            bytes[to++] = (byte) (bits >> 8);
            bytes[to++] = (byte) bits;
        }
        if (rest != 0) {
            int bits = value(text[from]) << 18
                    | value(text[from + 1]) << 12
                    | (rest == 3 ? value(text[from + 2]) << 6 : 0);
            if (bits < 0) {
                return null;
            }
            bytes[to++] = (byte) (bits >> 16);
            if (rest == 3) {
                bytes[to] = (byte) (bits >> 8);
            }
        }
        return bytes;
    }

    /** 0 to 63, or -1, which stays negative however far it is shifted here. */
    private static int value(char c) {
        return c < 128 ? VALUES[c] : -1;
    }
}
