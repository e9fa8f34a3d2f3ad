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
 * Short numbers, as sensors have them, read from the bytes of a JSON text without the detour by a string. Longer ones are
 * left to the parser.
 */
final class Numbers {

    /** No number: outside the range of every field. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MAX_DIGITS = 18;

    /** Below this a long is exact as a double. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private static final int MIN_BOXED = -256;
    private static final Double[] BOXED = new Double[512];

    static {
        for (int i = 0; i < BOXED.length; i++) {
            BOXED[i] = (double) (i + MIN_BOXED);
        }
    }

    private Numbers() {}

    /** Signal strengths are whole numbers nearly always, and come in pairs for every gateway. */
    static Double box(double value) {
        int whole = (int) value;
        int index = whole - MIN_BOXED;
        // zero is not taken from here, since it may be the negative one
        return whole == value && whole != 0 && index >= 0 && index < BOXED.length ? BOXED[index] : (Double) value;
    }

    /** Whether it is one of the strings by which JSON of protocol buffers tells what it cannot write as a number. */
    static boolean isNotFinite(String text) {
        return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    }

    /** A whole number of so many characters and at most 18 digits, which is as many as fields have; else {@link #NONE}. */
    static long integer(byte[] text, int from, int length) {
        int i = from;
        int end = from + length;
        boolean negative = length > 0 && text[i] == '-';
        if (negative) {
            i++;
        }
        if (i == end || end - i > MAX_DIGITS) {
            return NONE;
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    /** The whole number that begins here and that the parser has found sound; {@link #NONE} if it has over 18 digits. */
    static long integer(byte[] json, int from) {
        int i = from;
        boolean negative = json[i] == '-';
        if (negative) {
            i++;
        }
        int last = Math.min(json.length, i + MAX_DIGITS + 1);
        long value = 0;
        for (; i < last; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                return negative ? -value : value;
            }
            value = value * 10 + digit;
        }
        return NONE;
    }

    /**
     * The double nearest to the number that begins here and that the parser has found sound; NaN if it is too long or has an
     * exponent. As long as the digits make a number below 2^53, dividend and divisor are exact, and the division rounds
     * once, correctly.
     */
    static double decimal(byte[] json, int from) {
        int i = from;
        boolean negative = json[i] == '-';
        if (negative) {
            i++;
        }
        int last = Math.min(json.length, i + MAX_DIGITS);
        long digits = 0;
        int point = -1;
        int digit;
        while (i < last && (digit = json[i] - '0') >= 0 && digit <= 9) {
            digits = digits * 10 + digit;
            i++;
        }
        if (i < last && json[i] == '.') {
            point = i++;
            while (i < last && (digit = json[i] - '0') >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                i++;
            }
        }
        if (i == last || digits >= EXACT || (json[i] | 0x20) == 'e') {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS_OF_TEN[i - 1 - point];
        return negative ? -value : value;
    }
}
