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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads JSON as protobuf's own parser does with unknown fields discarded, which is what The Things Stack uses for
 * downlinks over MQTT: both spellings of a name, numbers as texts, null as absent, and no forgiveness beyond that.
 *
 * <p>The reader stands on the first token of the value that a method reads.
 */
final class ProtoJsonReader {

    /** Deeper objects are refused here; the server's own limit is 10 000. */
    private static final int MAX_DEPTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,9})?");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}" + "(?:\\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})");

    private final JsonParser parser;

    private ProtoJsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads one value of a message, in its field's own way. */
    interface FieldReader {
        void read(String field) throws IOException, MalformedDownlinksException;
    }

    /** Reads one value of a list. */
    interface ElementReader<T> {
        T read() throws IOException, MalformedDownlinksException;
    }

    /** The fields of a message, by the name of the schema and by the name of protobuf's JSON (camelCase). */
    static final class Fields {
        private final Map<String, String> byName = new HashMap<>();

        Fields(String... names) {
            for (String name : names) {
                byName.put(name, name);
                byName.put(camelCase(name), name);
            }
        }

        private static String camelCase(String name) {
            StringBuilder camel = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                camel.append(name.charAt(i) == '_' ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
            }
            return camel.toString();
        }
    }

    /** A reader on the first token of the payload. What follows the first JSON value is never looked at. */
    static ProtoJsonReader of(byte[] payload) throws IOException, MalformedDownlinksException {
        String text = decode(payload);
        if (text.startsWith("\uFEFF")) {
            throw new MalformedDownlinksException("the payload starts with a byte-order mark");
        }
        JsonParser parser = FACTORY.createParser(text);
        if (parser.nextToken() == null) {
            throw new MalformedDownlinksException("the payload is empty");
        }
        return new ProtoJsonReader(parser);
    }

    /** Up to the first byte that is not UTF-8: if the JSON value ends before, that byte does no harm. */
    private static String decode(byte[] payload) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(payload.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(payload), chars, true);
        if (!result.isError()) {
            decoder.flush(chars);
        }
        return chars.flip().toString();
    }

    void message(String what, Fields fields, FieldReader reader) throws IOException, MalformedDownlinksException {
        require(what, JsonToken.START_OBJECT, "an object");
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = fields.byName.get(parser.currentName());
            JsonToken value = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
                continue;
            }
            if (!seen.add(field)) {
                throw new MalformedDownlinksException(field + " is given twice");
            }
            if (value != JsonToken.VALUE_NULL) {
                reader.read(field);
            }
        }
    }

    <T> List<T> list(String what, ElementReader<T> reader) throws IOException, MalformedDownlinksException {
        require(what, JsonToken.START_ARRAY, "a list");
        List<T> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(reader.read());
        }
        return values;
    }

    boolean bool(String what) throws IOException, MalformedDownlinksException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected(what, "true or false");
        };
    }

    long uint32(String what) throws IOException, MalformedDownlinksException {
        long value = integer(what);
        if (value < 0 || value > 0xFFFFFFFFL || parser.getText().startsWith("-")) {
            throw unexpected(what, "a number of 0 to 4294967295");
        }
        return value;
    }

    String text(String what) throws IOException, MalformedDownlinksException {
        require(what, JsonToken.VALUE_STRING, "a text");
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedDownlinksException(what + " holds half a character");
            }
        }
        return text;
    }

    byte[] bytes(String what) throws IOException, MalformedDownlinksException {
        byte[] bytes = LenientBase64.decode(text(what));
        if (bytes == null) {
            throw new MalformedDownlinksException(what + " is not base64");
        }
        return bytes;
    }

    /** An unknown name is the first constant to the server, without a word. */
    <E extends Enum<E>> E constant(String what, Class<E> type) throws IOException, MalformedDownlinksException {
        E[] constants = type.getEnumConstants();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String name = text(what);
            for (E constant : constants) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
            return constants[0];
        }
        if (!parser.currentToken().isNumeric()) {
            throw unexpected(what, "a name or a number");
        }
        long number = integer(what);
        if (number < 0 || number >= constants.length) {
            throw new MalformedDownlinksException(what + " " + number + " is not defined");
        }
        return constants[(int) number];
    }

    Instant timestamp(String what) throws IOException, MalformedDownlinksException {
        String text = text(what);
        if (!TIMESTAMP.matcher(text).matches()) {
            throw unexpected(what, "a time such as 2026-01-31T12:00:00Z");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw unexpected(what, "a time that exists");
        }
    }

    Map<String, Object> struct(String what) throws IOException, MalformedDownlinksException {
        require(what, JsonToken.START_OBJECT, "an object");
        Map<String, Object> struct = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (struct.containsKey(name)) {
                throw new MalformedDownlinksException(name + " is given twice in " + what);
            }
            parser.nextToken();
            struct.put(name, freeValue(what));
        }
        return struct;
    }

    private Object freeValue(String what) throws IOException, MalformedDownlinksException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> struct(what);
            case START_ARRAY -> list(what, () -> freeValue(what));
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> text(what);
            default -> finite(what);
        };
    }

    private double finite(String what) throws IOException, MalformedDownlinksException {
        double number = Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw new MalformedDownlinksException(what + " holds a number beyond a double");
        }
        return number;
    }

    /** A number without a fraction that says something, written as a number or as a text. */
    private long integer(String what) throws IOException, MalformedDownlinksException {
        JsonToken token = parser.currentToken();
        String text = token.isNumeric() || token == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (!NUMBER.matcher(text).matches()) {
            throw unexpected(what, "a whole number");
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        boolean whole = number.signum() == 0 || number.scale() <= 0;
        if (!whole || (long) number.precision() - number.scale() > 12) {
            throw unexpected(what, "a whole number within its range");
        }
        return number.longValueExact();
    }

    private void require(String what, JsonToken token, String expected) throws MalformedDownlinksException {
        if (parser.currentToken() != token) {
            throw unexpected(what, expected);
        }
    }

    private static MalformedDownlinksException unexpected(String what, String expected) {
        return new MalformedDownlinksException(what + " is not " + expected);
    }
}
