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

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Short numbers, as sensors have them, read from characters without the detour by a string. */
final class Decimals {

    /** Below this a long is exact as a double. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    /** No number: outside the range of every field. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MAX_INT_DIGITS = 9;

    private Decimals() {}

    /** A whole number of at most 18 digits, which is as many as fields have; else {@link #NONE}. */
    static long integer(char[] text, int offset, int length) {
        int i = offset;
        int end = offset + length;
        boolean negative = length > 0 && text[i] == '-';
        if (negative) {
            i++;
        }
        if (i == end || end - i > 18) {
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

    /** The whole number that the parser is at: Integer, Long or BigInteger, whichever is the smallest to hold it. */
    static Number wholeNumber(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        return length <= MAX_INT_DIGITS
                ? (Number) (int) integer(parser.getTextCharacters(), parser.getTextOffset(), length)
                : parser.getNumberValue();
    }

    /**
     * The double nearest to the number that the parser is at. As long as the digits make a number below 2^53, dividend and
     * divisor are exact, and the division rounds once, correctly; anything else goes the long way.
     */
    static double current(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length >= POWERS_OF_TEN.length) {
            return parser.getDoubleValue();
        }
        char[] text = parser.getTextCharacters();
        int i = parser.getTextOffset();
        int end = i + length;
        boolean negative = text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int point = end - 1;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[i] == '.') {
                point = i;
            } else {
                return parser.getDoubleValue();
            }
        }
        if (digits >= EXACT) {
            return parser.getDoubleValue();
        }
        double value = digits / POWERS_OF_TEN[end - 1 - point];
        return negative ? -value : value;
    }
}
