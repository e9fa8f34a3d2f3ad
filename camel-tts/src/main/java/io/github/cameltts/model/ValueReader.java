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

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values of the schema's kinds. Each method moves to the value of the member whose name was read last. A null is an absent
 * value. A value of the wrong type is a fault if a reading depends on the field; else it is skipped, counted, and absent.
 *
 * <p>Times, identifiers, base64 and numbers are taken from the bytes of the text where the parser stands, since having it
 * copy them into characters first costs as much as reading them.
 */
abstract class ValueReader extends TokenReader {

    /** What {@link #integer} gives for an absent value; outside the range of every field. */
    static final long ABSENT = Numbers.NONE;

    private static final long EXACT = 1L << 53;
    private static final long ZERO_TIME = -62_135_596_800L;

    /** What stands for itself in a string. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, ' ', 0x80, true);
        PLAIN['"'] = false;
        PLAIN['\\'] = false;
    }

    private final MessageParser position;
    private final byte[] json;

    /** The text of the string at hand, between its quotes: these bytes, from here, so many. */
    private byte[] text;

    private int from;
    private int length;

    private long hex;

    ValueReader(MessageParser parser, byte[] json, boolean strict) {
        super(parser, strict);
        this.position = parser;
        this.json = json;
    }

    /** Null if absent or empty. */
    final String text(Need need) throws IOException {
        JsonToken token = position.memberValue();
        if (token != JsonToken.VALUE_STRING) {
            wrong(token, need, "a string");
            return null;
        }
        int start = position.stringStart();
        int end = endOfPlainText(start);
        if (end < 0) {
            String value = parser.getText();
            return value.isEmpty() ? null : value;
        }
        position.endString(end);
        return end == start ? null : new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Null if absent. */
    final Boolean bool(Need need) throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        wrong(token, need, "true or false");
        return null;
    }

    /** The text that is read. */
    final RawJson raw() {
        return RawJson.wrap(json);
    }

    // --- numbers

    /** A whole number, which may stand in quotes as 64-bit numbers do; {@link #ABSENT} if absent. */
    long integer(long min, long max, Need need) throws IOException {
        JsonToken token = position.memberValue();
        long value = ABSENT;
        if (token == JsonToken.VALUE_NUMBER_INT) {
            value = Numbers.integer(json, position.numberStart());
        } else if (token == JsonToken.VALUE_STRING) {
            locateString();
            value = Numbers.integer(text, from, length);
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = decimal();
            if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
                value = (long) number;
            }
        }
        if (value >= min && value <= max) {
            return value;
        }
        wrong(token, need, "a whole number from " + min + " to " + max);
        return ABSENT;
    }

    /** Null if absent; also for the strings that stand for NaN and the infinities, which say no more. */
    final Double number(Need need) throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double value = decimal();
            if (Double.isFinite(value)) {
                return Numbers.box(value);
            }
        } else if (token == JsonToken.VALUE_STRING && Numbers.isNotFinite(parser.getText())) {
            return null;
        }
        wrong(token, need, "a number");
        return null;
    }

    /** The whole number at hand: Integer, Long or BigInteger, whichever is the smallest to hold it. */
    final Number wholeNumber() throws IOException {
        long value = Numbers.integer(json, position.numberStart());
        if (value == ABSENT) {
            return parser.getNumberValue();
        }
        return (int) value == value ? (Number) (int) value : (Number) value;
    }

    /** The double nearest to the number at hand; infinite if there is none. */
    final double decimal() throws IOException {
        double value = Numbers.decimal(json, position.numberStart());
        return Double.isNaN(value) ? parser.getDoubleValue() : value;
    }

    // --- what stands in quotes

    /** RFC 3339; null if absent, also for the year 1, which servers up to 2021 wrote for an unset time. */
    Instant time() throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_STRING) {
            locateString();
            Instant time = Times.instant(text, from, length);
            if (time != null) {
                passString();
                return time.getEpochSecond() == ZERO_TIME && time.getNano() == 0 ? null : time;
            }
        }
        wrong(token, Need.SIDE, "a time in the form 2006-01-02T15:04:05.999Z");
        return null;
    }

    Duration duration() throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_STRING) {
            locateString();
            Duration duration = Times.duration(text, from, length);
            if (duration != null) {
                passString();
                return duration;
            }
        }
        wrong(token, Need.SIDE, "a duration in seconds such as \"1.5s\"");
        return null;
    }

    /** Base64; null if absent or empty. */
    byte[] bytes(Need need) throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_STRING) {
            locateString();
            byte[] bytes = Base64Text.decode(text, from, length);
            if (bytes != null) {
                passString();
                return bytes.length == 0 ? null : bytes;
            }
        }
        wrong(token, need, "base64");
        return null;
    }

    ByteString byteString(Need need) throws IOException {
        byte[] bytes = bytes(need);
        return bytes == null ? null : ByteString.wrap(bytes);
    }

    /** Hexadecimal digits of an even number; null if absent or empty. */
    ByteString hexString() throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_STRING) {
            locateString();
            byte[] bytes = Hex.bytes(text, from, length);
            if (bytes != null) {
                return bytes.length == 0 ? null : ByteString.wrap(bytes);
            }
        }
        wrong(token, Need.SIDE, "hexadecimal digits");
        return null;
    }

    Eui64 eui() throws IOException {
        return hex(16) ? new Eui64(hex) : null;
    }

    DevAddr devAddr() throws IOException {
        return hex(8) ? new DevAddr((int) hex) : null;
    }

    NetId netId() throws IOException {
        return hex(6) ? new NetId((int) hex) : null;
    }

    /** Whether there are so many hexadecimal digits, whose value is in {@link #hex} then. */
    private boolean hex(int digits) throws IOException {
        JsonToken token = position.memberValue();
        if (token == JsonToken.VALUE_STRING) {
            int start = position.stringStart();
            if (endsAfter(start, digits)) {
                long value = 0;
                int all = 0;
                for (int i = start; i < start + digits; i++) {
                    int digit = Hex.digit(json[i]);
                    all |= digit;
                    value = value << 4 | digit;
                }
                if (all >= 0) {
                    hex = value;
                    position.endString(start + digits);
                    return true;
                }
            }
            locateString();
            if (length == 0) {
                return false;
            }
            if (length == digits && Hex.isHex(text, from, length)) {
                hex = Hex.value(text, from, length);
                return true;
            }
        }
        return wrong(token, Need.SIDE, digits + " hexadecimal digits");
    }

    /** By name, or by number; null if absent, {@code UNRECOGNIZED} if it is not known. */
    final <E extends Enum<E> & Numbered> E constant(Constants<E> constants) throws IOException {
        JsonToken token = position.memberValue();
        E found = null;
        if (token == JsonToken.VALUE_STRING) {
            locateString();
            found = constants.named(text, from, length);
            if (found != constants.unrecognized()) {
                passString();
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            found = constants.numbered(Numbers.integer(json, position.numberStart()));
        }
        if (found == null || strict && found == constants.unrecognized()) {
            wrong(token, Need.SIDE, "one of " + constants);
        }
        return found;
    }

    /** Finds the text of the string at hand. One that is not plain, which none of these needs, takes the long way. */
    private void locateString() throws IOException {
        int start = position.stringStart();
        int end = endOfPlainText(start);
        if (end >= 0) {
            text = json;
            from = start;
            length = end - start;
        } else {
            text = parser.getText().getBytes(StandardCharsets.UTF_8);
            from = 0;
            length = text.length;
        }
    }

    /** Where the string that begins here has its closing quote; -1 if it is not plain ASCII or too long. */
    private int endOfPlainText(int start) {
        int end = start;
        int last = Math.min(json.length, start + Json.MAX_STRING);
        while (end < last && PLAIN[json[end] & 0xFF]) {
            end++;
        }
        return end < last && json[end] == '"' ? end : -1;
    }

    /** Goes on behind the string at hand, which has been read. */
    private void passString() {
        if (text == json) {
            position.endString(from + length);
        }
    }

    /** Whether the string at hand ends after so many bytes, unless it has escapes. */
    private boolean endsAfter(int start, int bytes) {
        return start + bytes < json.length && json[start + bytes] == '"';
    }
}
