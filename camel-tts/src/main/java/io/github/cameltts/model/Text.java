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

import java.util.Collection;
import java.util.Map;

/**
 * The one-line form of a record: what is absent is left out, what is long is cut, what would break the line is replaced.
 */
final class Text {

    private static final int MAX_VALUE = 200;
    private static final int MAX_BYTES = 24;

    private final StringBuilder text = new StringBuilder(160);
    private boolean first = true;

    private Text(String type) {
        text.append(type).append('[');
    }

    static Text of(Class<?> type) {
        return new Text(type.getSimpleName());
    }

    /** In double quotes, on one line, of bounded length; {@code null} for null. */
    static String quote(String value) {
        if (value == null) {
            return "null";
        }
        StringBuilder quoted = new StringBuilder().append('"');
        append(quoted, value, 61);
        return quoted.append('"').toString();
    }

    /** Adds a component unless it is absent: null, false or empty. */
    Text add(String name, Object value) {
        if (value == null
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || Boolean.FALSE.equals(value)) {
            return this;
        }
        append(name(name), value, text.length() + MAX_VALUE);
        return this;
    }

    /** Adds bytes as hexadecimal digits, the first ones where there are many. */
    Text bytes(String name, byte[] value) {
        if (value != null && value.length != 0) {
            name(name).append(Hex.format(value, Math.min(value.length, MAX_BYTES)));
            if (value.length > MAX_BYTES) {
                text.append("… (").append(value.length).append(" bytes)");
            }
        }
        return this;
    }

    /** Adds how many there are, where the entries themselves would be too much for a line. */
    Text count(String name, Collection<?> value) {
        return value.isEmpty() ? this : add(name, value.size());
    }

    /** Adds what is a line of this class already, whole. */
    Text line(String name, Object value) {
        if (value != null) {
            name(name).append(value);
        }
        return this;
    }

    String end() {
        return text.append(']').toString();
    }

    private StringBuilder name(String name) {
        if (!first) {
            text.append(", ");
        }
        first = false;
        return text.append(name).append('=');
    }

    /** Appends until the line has reached so many characters: a value may be as large as a message. */
    private static void append(StringBuilder line, Object value, int limit) {
        if (line.length() >= limit) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                append(line.append(separator), entry.getKey(), limit);
                append(line.append('='), entry.getValue(), limit);
                separator = ", ";
                if (line.length() >= limit) {
                    break;
                }
            }
            line.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object element : list) {
                append(line.append(separator), element, limit);
                separator = ", ";
                if (line.length() >= limit) {
                    break;
                }
            }
            line.append(list.isEmpty() ? "[]" : "]");
        } else {
            appendOneLine(line, String.valueOf(value), limit);
        }
    }

    private static void appendOneLine(StringBuilder line, String value, int limit) {
        int end = Math.min(value.length(), Math.max(0, limit - line.length()));
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            boolean breaksTheLine = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            line.append(breaksTheLine ? '\uFFFD' : c);
        }
        if (end < value.length()) {
            line.append('…');
        }
    }
}
