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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * Times and durations of JSON, read from bytes: {@code Instant.parse} alone would cost more than all the rest of a
 * message.
 */
final class Times {

    private static final int MAX_LENGTH = 64;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final long DAYS_0000_TO_1970 = 719_528;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] NANOS_OF_DIGITS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };
    private static final Duration MAX_DURATION = Duration.ofSeconds(315_576_000_000L);

    private Times() {}

    /** RFC 3339, with any number of fraction digits of which nine count; null if it is not. */
    static Instant instant(byte[] text, int offset, int length) {
        int i = offset;
        int end = offset + length;
        if (length < 20
                || length > MAX_LENGTH
                || text[i + 4] != '-'
                || text[i + 7] != '-'
                || (text[i + 10] | 0x20) != 't'
                || text[i + 13] != ':'
                || text[i + 16] != ':'
                || (text[end - 1] | 0x20) != 'z') {
            return unusual(text, offset, length);
        }
        int year = two(text, i) * 100 + two(text, i + 2);
        int month = two(text, i + 5);
        int day = two(text, i + 8);
        int hour = two(text, i + 11);
        int minute = two(text, i + 14);
        int second = two(text, i + 17);
        if ((two(text, i) | two(text, i + 2) | month | day | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > daysOf(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return unusual(text, offset, length);
        }
        int nanos = 0;
        if (length > 20) {
            nanos = text[i + 19] == '.' ? nanos(text, i + 20, end - 1) : -1;
            if (nanos < 0) {
                return null;
            }
        }
        long seconds = daysSince1970(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** An offset instead of Z, a leap second, a blank for the T: rare enough for java.time. */
    private static Instant unusual(byte[] text, int offset, int length) {
        if (length < 17 || length > MAX_LENGTH) {
            return null;
        }
        String time = new String(text, offset, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        if (time.charAt(10) == ' ') {
            time = time.substring(0, 10) + 'T' + time.substring(11);
        }
        boolean leapSecond = time.startsWith(":60", 16);
        if (leapSecond) {
            time = time.substring(0, 17) + "59" + time.substring(19);
        }
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant();
            return leapSecond ? instant.plusSeconds(1) : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Seconds with up to nine fraction digits and an {@code s}; null if it is not. */
    static Duration duration(byte[] text, int offset, int length) {
        int i = offset;
        int last = offset + length - 1;
        if (length < 2 || length > MAX_LENGTH || text[last] != 's') {
            return null;
        }
        boolean negative = text[i] == '-';
        if (negative) {
            i++;
        }
        long seconds = 0;
        int start = i;
        for (; i < last && text[i] != '.'; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9 || i - start > 12) {
                return null;
            }
            seconds = seconds * 10 + digit;
        }
        int nanos = i == last ? 0 : nanos(text, i + 1, last);
        if (i == start || nanos < 0) {
            return null;
        }
        Duration duration = Duration.ofSeconds(seconds, nanos);
        // ten thousand years, the range of the schema
        return duration.compareTo(MAX_DURATION) > 0 ? null : negative ? duration.negated() : duration;
    }

    private static int nanos(byte[] text, int from, int to) {
        int nanos = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            if (digits < 9) {
                nanos = nanos * 10 + digit;
                digits++;
            }
        }
        return digits == 0 ? -1 : nanos * NANOS_OF_DIGITS[digits];
    }

    /** Two digits, or a negative number. */
    private static int two(byte[] text, int i) {
        int tens = text[i] - '0';
        int ones = text[i + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1000 : tens * 10 + ones;
    }

    private static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static long daysSince1970(int year, int month, int day) {
        long days = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        days += DAYS_BEFORE_MONTH[month - 1] + day - 1;
        if (month > 2 && isLeap(year)) {
            days++;
        }
        return days - DAYS_0000_TO_1970;
    }
}
