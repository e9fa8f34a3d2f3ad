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

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes values of the schema's kinds as the server does: what is null, zero, false or empty is left out. */
final class MessageWriter {

    private final JsonGenerator out;

    private MessageWriter(JsonGenerator out) {
        this.out = out;
    }

    /** What writes an object or its members. */
    interface Body {
        void write(MessageWriter out) throws IOException;
    }

    static byte[] write(Body root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = Json.generator(bytes)) {
            new MessageWriter(generator).element(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array has no such faults
        }
        return bytes.toByteArray();
    }

    /** An object, empty or not. */
    void object(String name, Body members) throws IOException {
        out.writeFieldName(name);
        element(members);
    }

    /** An object, unless it is null. */
    <T> void object(String name, T value, Part<T> part) throws IOException {
        if (value != null) {
            object(name, members -> part.write(value, members));
        }
    }

    /** What writes the members of one of our types. */
    interface Part<T> {
        void write(T value, MessageWriter out) throws IOException;
    }

    /** A list of objects, unless it is empty. */
    <T> void objects(String name, List<T> values, Part<T> part) throws IOException {
        if (!values.isEmpty()) {
            array(name, values, part);
        }
    }

    /** A list of objects, empty or not. */
    <T> void array(String name, List<T> values, Part<T> part) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            element(members -> part.write(value, members));
        }
        out.writeEndArray();
    }

    /** Objects by name, unless there are none. */
    <T> void objectMap(String name, Map<String, T> values, Part<T> part) throws IOException {
        if (!values.isEmpty()) {
            object(name, members -> {
                for (Map.Entry<String, T> entry : values.entrySet()) {
                    members.object(entry.getKey(), value -> part.write(entry.getValue(), value));
                }
            });
        }
    }

    private void element(Body members) throws IOException {
        out.writeStartObject();
        members.write(this);
        out.writeEndObject();
    }

    void text(String name, String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }

    void texts(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            out.writeArrayFieldStart(name);
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
    }

    void textMap(String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            out.writeObjectFieldStart(name);
            for (Map.Entry<String, String> entry : values.entrySet()) {
                out.writeStringField(entry.getKey(), entry.getValue());
            }
            out.writeEndObject();
        }
    }

    void bool(String name, Boolean value) throws IOException {
        if (Boolean.TRUE.equals(value)) {
            out.writeBooleanField(name, true);
        }
    }

    /** A number of 32 bits. */
    void integer(String name, Number value) throws IOException {
        if (value != null && value.longValue() != 0) {
            out.writeNumberField(name, value.longValue());
        }
    }

    /** A number of 64 bits: in quotes, since not every reader of JSON can hold it. */
    void integer64(String name, Long value) throws IOException {
        if (value != null && value != 0) {
            out.writeStringField(name, value.toString());
        }
    }

    void number(String name, Double value) throws IOException {
        if (value != null && value != 0) {
            wrapped(name, value);
        }
    }

    /** A number that may be absent in the schema, so that zero is a value. */
    void wrapped(String name, Number value) throws IOException {
        if (value == null) {
            return;
        }
        out.writeFieldName(name);
        double number = value.doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.writeNumber((long) number);
        } else {
            out.writeNumber(number);
        }
    }

    void time(String name, Instant value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value.toString()); // 0, 3, 6 or 9 digits of a fraction, as the server does
        }
    }

    void duration(String name, Duration value) throws IOException {
        if (value != null) {
            out.writeStringField(name, seconds(value));
        }
    }

    private static String seconds(Duration value) {
        Duration absolute = value.abs();
        StringBuilder text = new StringBuilder(value.isNegative() ? "-" : "").append(absolute.getSeconds());
        int nanos = absolute.getNano();
        if (nanos != 0) {
            String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
            int length = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
            text.append('.').append(digits, 0, length);
        }
        return text.append('s').toString();
    }

    void bytes(String name, byte[] value) throws IOException {
        if (value != null && value.length != 0) {
            out.writeBinaryField(name, value); // standard base64 with padding
        }
    }

    void base64(String name, ByteString value) throws IOException {
        if (value != null && value.length() != 0) {
            out.writeStringField(name, value.toBase64());
        }
    }

    /** What prints itself as the server writes it: identifiers in hexadecimal digits. */
    void hex(String name, Object value) throws IOException {
        text(name, value == null ? null : value.toString());
    }

    <E extends Enum<E> & Numbered> void constant(String name, E value) throws IOException {
        if (value != null && value.number() > 0) {
            out.writeStringField(name, value.name());
        }
    }

    /** A free-form object, unless it is null. */
    void freeForm(String name, Map<String, Object> value) throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            freeForm(value);
        }
    }

    void freeForms(String name, List<Map<String, Object>> values) throws IOException {
        if (!values.isEmpty()) {
            out.writeFieldName(name);
            freeForm(values);
        }
    }

    private void freeForm(Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            out.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                out.writeFieldName((String) member.getKey());
                freeForm(member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                freeForm(element);
            }
            out.writeEndArray();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            out.writeNull();
        }
    }
}
