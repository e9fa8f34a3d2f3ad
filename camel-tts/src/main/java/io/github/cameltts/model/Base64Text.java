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
 * from the bytes of a text, so that nobody has to make a string of them first.
 */
final class Base64Text {

    private static final byte[] NONE = new byte[0];
    private static final int[] VALUES = new int[256];

    static {
        Arrays.fill(VALUES, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = i;
        }
        VALUES['+'] = VALUES['-'] = 62;
        VALUES['/'] = VALUES['_'] = 63;
    }

    private Base64Text() {}

    /** The bytes, or null if the text is not base64. */
    static byte[] decode(byte[] text, int from, int length) {
        int end = from + length;
        if (length % 4 == 0) {
            for (int pads = 0; pads < 2 && end > from && text[end - 1] == '='; pads++) {
                end--;
            }
        }
        int digits = end - from;
        int rest = digits & 3;
        if (rest == 1 || digits == 0 && length != 0) {
            return null;
        }
        if (digits == 0) {
            return NONE;
        }
        byte[] bytes = new byte[digits / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int all = 0;
        int i = from;
        int to = 0;
        for (int last = end - rest; i < last; i += 4) {
            int bits = VALUES[text[i] & 0xFF] << 18
                    | VALUES[text[i + 1] & 0xFF] << 12
                    | VALUES[text[i + 2] & 0xFF] << 6
                    | VALUES[text[i + 3] & 0xFF];
            all |= bits;
            bytes[to] = (byte) (bits >> 16);
            bytes[to + 1] = (byte) (bits >> 8);
            bytes[to + 2] = (byte) bits;
            to += 3;
        }
        if (rest != 0) {
            int bits = VALUES[text[i] & 0xFF] << 18
                    | VALUES[text[i + 1] & 0xFF] << 12
                    | (rest == 3 ? VALUES[text[i + 2] & 0xFF] << 6 : 0);
            all |= bits;
            bytes[to] = (byte) (bits >> 16);
            if (rest == 3) {
                bytes[to + 1] = (byte) (bits >> 8);
            }
        }
        return all < 0 ? null : bytes; // what is no digit is negative, however far it is shifted
    }
}
