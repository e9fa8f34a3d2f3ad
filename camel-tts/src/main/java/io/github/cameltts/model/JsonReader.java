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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads objects by their schema, all in the same loop: it is small, stays in the processor's cache, and there is one place
 * where members are found, values read and unknown ones skipped.
 */
final class JsonReader extends ValueReader {

    private static final int END = -2;
    private static final int UNKNOWN = -1;

    /** The values of the objects that are being read, those of an outer one below those of an inner one. */
    private Object[] values = new Object[96];

    private int top;

    /** Where the values of the object that is being made begin, and which of them are there, a bit for each field. */
    private int base;

    private long present;

    /** Whether the value that was read last was one that its object is worth nothing without. */
    private boolean spoiled;

    JsonReader(MessageParser parser, byte[] json, boolean strict) {
        super(parser, json, strict);
    }

    // --- for makers

    /** The value of a field, null if absent. */
    @SuppressWarnings("unchecked") // what was put there is what the field's kind makes
    <T> T get(Field<T> field) {
        return (present & 1L << field.index) == 0 ? null : (T) values[base + field.index];
    }

    /** The value of a whole number, zero if absent. */
    long longOrZero(Field<? extends Number> field) {
        Number value = get(field);
        return value == null ? 0 : value.longValue();
    }

    /** The value of a fraction, zero if absent. */
    double doubleOrZero(Field<Double> field) {
        Double value = get(field);
        return value == null ? 0 : value;
    }

    /** Whether the value is there and true. */
    boolean isTrue(Field<Boolean> field) {
        return get(field) == Boolean.TRUE;
    }

    // --- objects

    /** An object, whose opening brace has been read; null if it is worth nothing. */
    <T> T read(ObjectSchema<T> schema) throws IOException {
        int first = top;
        top += schema.size();
        if (top > values.length) {
            values = Arrays.copyOf(values, top * 2);
        }
        boolean worthless = false;
        long found = 0;
        for (int i = next(schema, -1); i != END; i = next(schema, i)) {
            if (i == UNKNOWN) {
                skip();
            } else {
                Object value = value(schema.kind(i), schema.field(i));
                values[first + i] = value; // not in one line: reading it may have moved the array
                found |= 1L << i;
                worthless |= spoiled;
                spoiled = false;
            }
        }
        top = first;
        base = first;
        present = found;
        return worthless ? null : schema.make(this);
    }

    /** The index of the next member's field. */
    private int next(ObjectSchema<?> schema, int previous) throws IOException {
        if (strict) {
            String name = parser.nextFieldName();
            return name == null ? END : schema.find(schemaName(name));
        }
        int guess = schema.guess(previous);
        if (parser.nextFieldName(schema.name(guess))) {
            return guess;
        }
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return END;
        }
        int found = schema.find(parser.currentName());
        if (found >= 0) {
            schema.learn(previous, found);
        }
        return found;
    }

    private Object value(int kind, Field<?> field) throws IOException {
        return switch (kind) {
            case Field.TEXT -> text(field.need);
            case Field.BOOL -> bool(field.need);
            case Field.LONG -> longValue(field);
            case Field.INT -> intValue(field);
            case Field.NUMBER -> number(field.need);
            case Field.TIME -> time();
            case Field.DURATION -> duration();
            case Field.BYTES -> bytes(field.need);
            case Field.BYTE_STRING -> byteString(field.need);
            case Field.HEX -> hexString();
            case Field.EUI -> eui();
            case Field.DEV_ADDR -> devAddr();
            case Field.NET_ID -> netId();
            case Field.CONSTANT -> constant(field.constants);
            case Field.TEXTS -> texts();
            case Field.TEXT_MAP -> textMap();
            case Field.FREE_FORM -> freeForm(field.need);
            case Field.FREE_FORMS -> freeForms();
            case Field.OBJECT -> object(field.need) ? read(field.schema) : null;
            case Field.OBJECTS -> objects(field.schema, field.need);
            case Field.OBJECT_MAP -> objectMap(field.schema);
            default -> throw new IllegalStateException("Kind " + kind + " of " + field.name + " is not known");
        };
    }

    private Object longValue(Field<?> field) throws IOException {
        long value = integer(field.min, field.max, field.need);
        return value == ABSENT ? null : (Object) value;
    }

    private Object intValue(Field<?> field) throws IOException {
        long value = integer(field.min, field.max, field.need);
        return value == ABSENT ? null : (Object) (int) value;
    }

    @Override
    void ignore(Need need) {
        super.ignore(need);
        spoiled |= need == Need.OBJECT;
    }

    // --- collections

    /** Objects; null if absent, elements of another type left out. */
    private <T> List<T> objects(ObjectSchema<T> schema, Need need) throws IOException {
        if (!array(need)) {
            return null;
        }
        List<T> objects = new ArrayList<>(4);
        while (nextObject(need)) {
            T object = read(schema);
            if (object != null) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** Objects by name; null if absent, values of another type left out. */
    private <T> Map<String, T> objectMap(ObjectSchema<T> schema) throws IOException {
        if (!object(Need.SIDE)) {
            return null;
        }
        LinkedHashMap<String, T> map = new LinkedHashMap<>(4);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            T value = object(Need.SIDE) ? read(schema) : null;
            if (value == null) {
                map.remove(name);
            } else {
                map.put(name, value);
            }
        }
        return map.isEmpty() ? null : new FrozenMap<>(map);
    }

    /** Strings; null if absent, elements of another type left out. */
    private List<String> texts() throws IOException {
        if (!array(Need.SIDE)) {
            return null;
        }
        List<String> texts = null;
        String first = null;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
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
        return texts != null ? List.copyOf(texts) : first != null ? List.of(first) : null;
    }

    /** Strings by name; null if absent, values of another type left out. */
    private Map<String, String> textMap() throws IOException {
        if (!object(Need.SIDE)) {
            return null;
        }
        LinkedHashMap<String, String> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                map.put(name, parser.getText());
            } else {
                map.remove(name);
                wrong(token, Need.SIDE, "a string");
            }
        }
        return map.isEmpty() ? null : new FrozenMap<>(map);
    }

    // --- free-form objects

    private Map<String, Object> freeForm(Need need) throws IOException {
        return object(need) ? freeFormObject() : null;
    }

    /** Null if absent, elements of another type left out. */
    private List<Map<String, Object>> freeForms() throws IOException {
        if (!array(Need.SIDE)) {
            return null;
        }
        List<Map<String, Object>> objects = new ArrayList<>(1);
        while (nextObject(Need.SIDE)) {
            objects.add(freeFormObject());
        }
        return objects;
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
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> {
                double value = decimal();
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
}
