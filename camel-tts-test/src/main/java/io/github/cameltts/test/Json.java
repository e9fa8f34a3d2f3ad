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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON object under construction, by The Things Stack's rules of encoding: members in the order of the schema, a
 * member without content left out (0, false, empty, null), 64-bit numbers as strings, bytes as padded base64, times in
 * UTC with 0, 3, 6 or 9 digits of a second.
 */
final class Json {

    private final Map<String, Object> members = new LinkedHashMap<>();

    private Json() {}

    static Json object() {
        return new Json();
    }

    Json text(String name, String value) {
        return put(name, value, value == null || value.isEmpty());
    }

    /** For {@code int32} and {@code uint32}. */
    Json number(String name, long value) {
        return put(name, value, value == 0);
    }

    Json number(String name, double value) {
        return put(name, value, value == 0);
    }

    /** For {@code float}: the shortest decimal that means the same 32-bit number. */
    Json number(String name, float value) {
        return put(name, value, value == 0);
    }

    /** For {@code int64} and {@code uint64}. */
    Json longNumber(String name, long value) {
        return put(name, Long.toString(value), value == 0);
    }

    Json flag(String name, boolean value) {
        return put(name, value, !value);
    }

    Json bytes(String name, byte[] value) {
        boolean empty = value == null || value.length == 0;
        return put(name, empty ? null : Base64.getEncoder().encodeToString(value), empty);
    }

    Json time(String name, Instant value) {
        return put(name, value == null ? null : value.toString(), value == null);
    }

    Json duration(String name, Duration value) {
        return put(name, value == null ? null : seconds(value), value == null);
    }

    /** A sub-message: present as {@code {}} when set without content, absent when null. */
    Json object(String name, Json value) {
        return put(name, value, value == null);
    }

    Json texts(String name, List<String> values) {
        return put(name, values, values == null || values.isEmpty());
    }

    Json objects(String name, List<Json> values) {
        return put(name, values, values == null || values.isEmpty());
    }

    /** A map of the schema, absent when empty. */
    Json map(String name, Map<String, ?> values) {
        return put(name, values, values == null || values.isEmpty());
    }

    /** A free-form object ({@code google.protobuf.Struct}): as given, nulls, zeros and empty members included. */
    Json struct(String name, Map<String, ?> value) {
        return put(name, value, value == null);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Map<String, Object> members() {
        return members;
    }

    byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return JsonText.of(this);
    }

    private Json put(String name, Object value, boolean absent) {
        if (!absent) {
            members.put(name, value);
        }
        return this;
    }

    private static String seconds(Duration duration) {
        int nanos = duration.getNano();
        if (nanos == 0) {
            return duration.getSeconds() + "s";
        }
        int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        return duration.getSeconds() + "."
                + String.format(Locale.ROOT, "%09d", nanos).substring(0, digits) + "s";
    }
}
