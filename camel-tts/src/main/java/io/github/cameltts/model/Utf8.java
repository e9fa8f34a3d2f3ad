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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are well-formed UTF-8 (Unicode, table 3-7). Jackson lets overlong forms and surrogates pass, and takes
 * bytes that look like UTF-16 for it; with those the raw JSON as a string would not be what was received.
 */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SIGN_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The offset of the first byte that is not part of well-formed UTF-8, or -1. */
    static int firstFault(byte[] bytes) {
        int i = 0;
        while (true) {
            while (i <= bytes.length - 4 * Long.BYTES && isAscii(bytes, i)) {
                i += 4 * Long.BYTES;
            }
            if (i >= bytes.length) {
                return -1;
            }
            int next = i + sequence(bytes, i);
            if (next == i) {
                return i;
            }
            i = next;
        }
    }

    private static boolean isAscii(byte[] bytes, int i) {
        long all = (long) LONGS.get(bytes, i)
                | (long) LONGS.get(bytes, i + Long.BYTES)
                | (long) LONGS.get(bytes, i + 2 * Long.BYTES)
                | (long) LONGS.get(bytes, i + 3 * Long.BYTES);
        return (all & SIGN_BITS) == 0;
    }

    /** The length of the sequence that begins here, 0 if it is malformed. */
    private static int sequence(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first >= 0xC2 && first <= 0xDF) {
            return inRange(bytes, i + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return inRange(bytes, i + 1, low, high) && inRange(bytes, i + 2, 0x80, 0xBF) ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            int low = first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xF4 ? 0x8F : 0xBF;
            return inRange(bytes, i + 1, low, high)
                            && inRange(bytes, i + 2, 0x80, 0xBF)
                            && inRange(bytes, i + 3, 0x80, 0xBF)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean inRange(byte[] bytes, int i, int low, int high) {
        return i < bytes.length && (bytes[i] & 0xFF) >= low && (bytes[i] & 0xFF) <= high;
    }
}
