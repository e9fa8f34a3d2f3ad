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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Declares the fields of an object, in the order of the server's schema. What a reading does not depend on is declared
 * plainly, what it does by {@link #reading()} before it.
 */
final class Fields {

    private static final long UINT32 = 0xFFFF_FFFFL;

    private final List<Field<?>> fields = new ArrayList<>();
    private Need need = Need.SIDE;

    /** The next field is one that a reading depends on. */
    Fields reading() {
        return need(Need.READING);
    }

    /** The next field is one of that need. */
    Fields need(Need nextNeed) {
        need = nextNeed;
        return this;
    }

    Field<String> text(String name) {
        return add(name, Field.TEXT);
    }

    Field<Boolean> bool(String name) {
        return add(name, Field.BOOL);
    }

    /** A whole number of 32 bits without a sign. */
    Field<Long> uint32(String name) {
        return whole(name, Field.LONG, 0, UINT32);
    }

    /** A whole number of 64 bits; without a sign it ends where a long does. */
    Field<Long> int64(String name, long min) {
        return whole(name, Field.LONG, min, Long.MAX_VALUE);
    }

    Field<Integer> integer(String name, int min, int max) {
        return whole(name, Field.INT, min, max);
    }

    Field<Double> number(String name) {
        return add(name, Field.NUMBER);
    }

    Field<Instant> time(String name) {
        return add(name, Field.TIME);
    }

    Field<Duration> duration(String name) {
        return add(name, Field.DURATION);
    }

    Field<byte[]> bytes(String name) {
        return add(name, Field.BYTES);
    }

    Field<ByteString> byteString(String name) {
        return add(name, Field.BYTE_STRING);
    }

    /** Bytes in hexadecimal digits. */
    Field<ByteString> hex(String name) {
        return add(name, Field.HEX);
    }

    Field<Eui64> eui(String name) {
        return add(name, Field.EUI);
    }

    Field<DevAddr> devAddr(String name) {
        return add(name, Field.DEV_ADDR);
    }

    Field<NetId> netId(String name) {
        return add(name, Field.NET_ID);
    }

    <E extends Enum<E> & Numbered> Field<E> constant(String name, E[] all) {
        return add(name, Field.CONSTANT, 0, 0, null, new Constants<>(all));
    }

    Field<List<String>> texts(String name) {
        return add(name, Field.TEXTS);
    }

    Field<Map<String, String>> textMap(String name) {
        return add(name, Field.TEXT_MAP);
    }

    Field<Map<String, Object>> freeForm(String name) {
        return add(name, Field.FREE_FORM);
    }

    Field<List<Map<String, Object>>> freeForms(String name) {
        return add(name, Field.FREE_FORMS);
    }

    /** An object; a null schema stands for the one that is being declared. */
    <T> Field<T> object(String name, ObjectSchema<? extends T> schema) {
        return add(name, Field.OBJECT, 0, 0, schema, null);
    }

    <T> Field<List<T>> objects(String name, ObjectSchema<T> schema) {
        return add(name, Field.OBJECTS, 0, 0, schema, null);
    }

    <T> Field<Map<String, T>> objectMap(String name, ObjectSchema<T> schema) {
        return add(name, Field.OBJECT_MAP, 0, 0, schema, null);
    }

    /** The object with these fields, made of their values. */
    <T> ObjectSchema<T> make(ObjectSchema.Maker<T> maker) {
        ObjectSchema<T> schema = new ObjectSchema<>(fields, maker);
        for (Field<?> field : fields) {
            if (field.kind == Field.OBJECT && field.schema == null) {
                field.schema = schema;
            }
        }
        return schema;
    }

    private <T> Field<T> add(String name, int kind) {
        return add(name, kind, 0, 0, null, null);
    }

    private <T> Field<T> whole(String name, int kind, long min, long max) {
        return add(name, kind, min, max, null, null);
    }

    private <T> Field<T> add(
            String name, int kind, long min, long max, ObjectSchema<?> schema, Constants<?> constants) {
        Field<T> field = new Field<>(name, fields.size(), kind, need, min, max, schema, constants);
        fields.add(field);
        need = Need.SIDE;
        return field;
    }
}
