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
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameltts.TtsDecodeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values of the schema's kinds off a stream of tokens. Each method moves to the value of the member whose name was
 * read last. A null is an absent value. A value of the wrong type is a fault if a reading depends on the field; else it is
 * skipped, counted, and absent.
 */
final class JsonReader {

    /** What {@link #integer} gives for an absent value; outside the range of every field. */
    static final long ABSENT = Decimals.NONE;

    static final long UINT32 = 0xFFFF_FFFFL;

    private static final long EXACT = 1L << 53;
    private static final int MAX_PATH = 500;
    private static final long ZERO_TIME = -62_135_596_800L;

    private final JsonParser parser;
    private final boolean strict;
    private int ignored;

    JsonReader(JsonParser parser, boolean strict) {
        this.parser = parser;
        this.strict = strict;
    }

    /** How many values were skipped because of their type. */
    int ignored() {
        return ignored;
    }

    // --- structure

    /** Whether the value is an object, whose members come next. */
    boolean object(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        return token == JsonToken.START_OBJECT || wrong(token, need, "an object");
    }

    /** The next member's name, null at the end of the object. */
    String name() throws IOException {
        return parser.nextFieldName();
    }

    /**
     * The name in the schema: a sender may also write {@code fPort} for {@code f_port}, as the server's parsers allow. What
     * the server writes itself is never so.
     */
    String schemaName(String name) {
        if (!strict) {
            return name;
        }
        StringBuilder schemaName = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                schemaName.append('_').append((char) (c | 0x20));
            } else {
                schemaName.append(c);
            }
        }
        return schemaName.toString();
    }

    /** Skips the value of a member that is not known. */
    void skip(String name) throws IOException {
        JsonToken token = parser.nextToken();
        if (strict) {
            throw fault("is not a field of a downlink", "check its spelling or leave it out");
        }
        if (token.isStructStart()) {
            parser.skipChildren();
        }
    }

    /** Skips the value of a member that is known to mean nothing here. */
    void skipKnown() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    /** Whether the value is a list, whose elements come next. */
    boolean array(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        return token == JsonToken.START_ARRAY || wrong(token, need, "a list");
    }

    /** Whether the list goes on with an object; elements of another type are skipped. */
    boolean nextObject(Need need) throws IOException {
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            if (strict && token == JsonToken.VALUE_NULL) {
                throw fault("is null", "expected an object");
            }
            wrong(token, need, "an object");
        }
        return false;
    }

    // --- scalars

    /** Null if absent or empty. */
    String text(Need need) throws IOException {
        String text = parser.nextTextValue();
        if (text == null) {
            wrong(parser.currentToken(), need, "a string");
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    String text() throws IOException {
        return text(Need.SIDE);
    }

    boolean bool(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token != JsonToken.VALUE_FALSE) {
            wrong(token, need, "true or false");
        }
        return false;
    }

    /** A whole number, which may stand in quotes as 64-bit numbers do; {@link #ABSENT} if absent. */
    long integer(long min, long max, Need need) throws IOException {
        JsonToken token = parser.nextToken();
        long value = ABSENT;
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_STRING ->
                value = Decimals.integer(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_FLOAT -> {
                double number = Decimals.current(parser);
                if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
                    value = (long) number;
                }
            }
            default -> {}
        }
        if (value >= min && value <= max) {
            return value;
        }
        wrong(token, need, "a whole number from " + min + " to " + max);
        return ABSENT;
    }

    /** A whole number that a reading does not depend on, zero if absent. */
    long integerOrZero(long max) throws IOException {
        long value = integer(0, max, Need.SIDE);
        return value == ABSENT ? 0 : value;
    }

    /** A whole number that a reading does not depend on, null if absent. */
    Long integerOrNull(long min, long max) throws IOException {
        long value = integer(min, max, Need.SIDE);
        return value == ABSENT ? null : (Long) value;
    }

    /** A whole number of 31 bits that a reading does not depend on, null if absent. */
    Integer intOrNull(int min, int max) throws IOException {
        long value = integer(min, max, Need.SIDE);
        return value == ABSENT ? null : (Integer) (int) value;
    }

    /** Null if absent; also for the strings that stand for NaN and the infinities, which say no more. */
    Double number(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double value = Decimals.current(parser);
                if (Double.isFinite(value)) {
                    return value;
                }
            }
            case VALUE_STRING -> {
                String text = parser.getText();
                if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
                    return null;
                }
            }
            default -> {}
        }
        wrong(token, need, "a number");
        return null;
    }

    /** RFC 3339; null if absent, also for the year 1, which servers up to 2021 wrote for an unset time. */
    Instant time() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            Instant time = Times.instant(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (time != null) {
                return time.getEpochSecond() == ZERO_TIME && time.getNano() == 0 ? null : time;
            }
        }
        wrong(token, Need.SIDE, "a time in the form 2006-01-02T15:04:05.999Z");
        return null;
    }

    Duration duration() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            Duration duration =
                    Times.duration(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (duration != null) {
                return duration;
            }
        }
        wrong(token, Need.SIDE, "a duration in seconds such as \"1.5s\"");
        return null;
    }

    /** Base64; null if absent or empty. */
    byte[] bytes(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            byte[] bytes =
                    Base64Text.decode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (bytes != null) {
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
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            char[] text = parser.getTextCharacters();
            int offset = parser.getTextOffset();
            int length = parser.getTextLength();
            if (length == 0) {
                return null;
            }
            if (length % 2 == 0 && Hex.isHex(text, offset, length, length)) {
                byte[] bytes = new byte[length / 2];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) Hex.parse(text, offset + 2 * i, 2);
                }
                return ByteString.wrap(bytes);
            }
        }
        wrong(token, Need.SIDE, "hexadecimal digits");
        return null;
    }

    Eui64 eui() throws IOException {
        return hex(16) ? new Eui64(hexValue()) : null;
    }

    DevAddr devAddr() throws IOException {
        return hex(8) ? new DevAddr((int) hexValue()) : null;
    }

    NetId netId() throws IOException {
        return hex(6) ? new NetId((int) hexValue()) : null;
    }

    private boolean hex(int digits) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            int length = parser.getTextLength();
            if (Hex.isHex(parser.getTextCharacters(), parser.getTextOffset(), length, digits)) {
                return true;
            }
            if (length == 0) {
                return false;
            }
        }
        return wrong(token, Need.SIDE, digits + " hexadecimal digits");
    }

    private long hexValue() throws IOException {
        return Hex.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }

    /** By name, or by number; null if absent, and the last constant, {@code UNRECOGNIZED}, if it is not known. */
    <E extends Enum<E> & Numbered> E constant(E[] constants) throws IOException {
        JsonToken token = parser.nextToken();
        E unrecognized = constants[constants.length - 1];
        E found = null;
        if (token == JsonToken.VALUE_STRING) {
            String name = parser.getText();
            found = unrecognized;
            for (E constant : constants) {
                if (constant.name().equals(name)) {
                    found = constant;
                }
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            found = unrecognized;
            for (E constant : constants) {
                if (parser.getNumberType() == JsonParser.NumberType.INT && constant.number() == parser.getIntValue()) {
                    found = constant;
                }
            }
        }
        if (found == null || strict && found == unrecognized) {
            List<E> known = List.of(constants).subList(0, constants.length - 1);
            wrong(token, Need.SIDE, "one of " + known.toString().replaceAll("[\\[\\]]", ""));
        }
        return found;
    }

    // --- collections

    /** Strings; empty if absent, elements of another type left out. */
    List<String> texts() throws IOException {
        if (!array(Need.SIDE)) {
            return List.of();
        }
        List<String> texts = null;
        String first = null;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (token != JsonToken.VALUE_STRING) {
                wrong(token, Need.SIDE, "a string");
            } else if (first == null) {
                first = parser.getText();
            } else {
                if (texts == null) {
                    texts = new ArrayList<>();
                    texts.add(first);
                }
                texts.add(parser.getText());
            }
        }
        return texts != null ? List.copyOf(texts) : first != null ? List.of(first) : List.of();
    }

    /** Strings by name; empty if absent, values of another type left out. */
    Map<String, String> textMap() throws IOException {
        if (!object(Need.SIDE)) {
            return Map.of();
        }
        LinkedHashMap<String, String> map = new LinkedHashMap<>();
        for (String name = name(); name != null; name = name()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                map.put(name, parser.getText());
            } else {
                map.remove(name);
                wrong(token, Need.SIDE, "a string");
            }
        }
        return map.isEmpty() ? Map.of() : new FrozenMap<>(map);
    }

    /** A free-form object; null if absent. */
    Map<String, Object> freeForm(Need need) throws IOException {
        return object(need) ? freeFormObject() : null;
    }

    /** A list of free-form objects; empty if absent, elements of another type left out. */
    List<Map<String, Object>> freeForms() throws IOException {
        if (!array(Need.SIDE)) {
            return List.of();
        }
        List<Map<String, Object>> objects = new ArrayList<>(1);
        while (nextObject(Need.SIDE)) {
            objects.add(freeFormObject());
        }
        return List.copyOf(objects);
    }

    private Map<String, Object> freeFormObject() throws IOException {
        String name = parser.nextFieldName();
        if (name == null) {
            return Map.of();
        }
        LinkedHashMap<String, Object> object = new LinkedHashMap<>();
        do {
            object.put(name, freeFormValue(parser.nextToken()));
        } while ((name = parser.nextFieldName()) != null);
        return new FrozenMap<>(object);
    }

    private List<Object> freeFormList() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<Object> list = new ArrayList<>();
        do {
            list.add(freeFormValue(token));
        } while ((token = parser.nextToken()) != JsonToken.END_ARRAY);
        return FreeForm.list(list);
    }

    private Object freeFormValue(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> freeFormObject();
            case START_ARRAY -> freeFormList();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> Decimals.wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> {
                double value = Decimals.current(parser);
                if (!Double.isFinite(value)) {
                    throw fault("is a number beyond the range of a double", "expected one up to 1.8e308");
                }
                yield value;
            }
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    // --- faults

    /** Skips a value of the wrong type, unless a reading depends on it; false, for the convenience of callers. */
    private boolean wrong(JsonToken token, Need need, String expected) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        if (strict || need == Need.READING) {
            throw fault("is " + found(token), "expected " + expected);
        }
        ignored++;
        parser.skipChildren();
        return false;
    }

    private String found(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> Text.quote(parser.getText());
            default -> Text.quote(parser.getText()).replace("\"", "");
        };
    }

    /** A fault in the value at hand. */
    TtsDecodeException fault(String what, String expected) {
        String path = path();
        return new TtsDecodeException((path.isEmpty() ? "The message" : path) + ' ' + what + ": " + expected, path);
    }

    /** The place of the parser: names joined by dots, indexes in brackets. */
    String path() {
        StringBuilder path = new StringBuilder();
        append(parser.getParsingContext(), path);
        return path.toString();
    }

    private static void append(JsonStreamContext context, StringBuilder path) {
        if (context.inRoot()) {
            return;
        }
        append(context.getParent(), path);
        if (path.length() > MAX_PATH) {
            return;
        }
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.hasCurrentName()) {
            String quoted = Text.quote(context.getCurrentName());
            path.append(path.length() == 0 ? "" : ".").append(quoted, 1, quoted.length() - 1);
        }
    }
}
