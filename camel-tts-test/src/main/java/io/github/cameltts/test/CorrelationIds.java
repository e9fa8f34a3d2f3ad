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
package io.github.cameltts.test;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Identifiers the server makes up: ULIDs of 48 bits of time and 80 random bits. */
final class CorrelationIds {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private CorrelationIds() {}

    /** Such as {@code gs:uplink:01JRZ767CVCHBZW1Y8YG9PZ3TS}. */
    static String of(String prefix, Instant now) {
        return prefix + ":" + text(ulid(now));
    }

    /** Sorted and without repetition, as the server keeps them. */
    static List<String> merge(Collection<String> ids, String... more) {
        TreeSet<String> all = new TreeSet<>(ids);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    static byte[] ulid(Instant now) {
        byte[] ulid = new byte[16];
        RANDOM.nextBytes(ulid);
        long millis = now.toEpochMilli();
        for (int i = 5; i >= 0; i--) {
            ulid[i] = (byte) millis;
            millis >>>= 8;
        }
        return ulid;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] ulid) {
        char[] text = new char[26];
        // 26 characters of five bits carry 130 bits: the two in front are zero
        for (int i = 0; i < 26; i++) {
            int value = 0;
            for (int bit = i * 5 - 2; bit < i * 5 + 3; bit++) {
                value = value << 1 | (bit < 0 ? 0 : ulid[bit >> 3] >> (7 - (bit & 7)) & 1);
            }
            text[i] = CROCKFORD.charAt(value);
        }
        return new String(text);
    }
}
