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

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON as the server does: no white space, numbers as its language prints them, HTML characters escaped. */
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(1024);

    private JsonText() {}

    static String of(Object value) {
        JsonText writer = new JsonText();
        writer.write(value);
        return writer.text.toString();
    }

    private void write(Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Json json) {
            writeObject(json.members());
        } else if (value instanceof Map<?, ?> map) {
            writeObject(map);
        } else if (value instanceof Collection<?> values) {
            writeList(values);
        } else if (value instanceof Object[] values) {
            writeList(Arrays.asList(values));
        } else if (value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            text.append(number(number));
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            writeText(value.toString());
        } else {
            throw new IllegalArgumentException("A value of " + value.getClass().getName()
                    + " has no place in JSON: give null, a boolean, a number, a text, a list or a map");
        }
    }

    private void writeObject(Map<?, ?> members) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            writeText(String.valueOf(member.getKey()));
            text.append(':');
            write(member.getValue());
        }
        text.append('}');
    }

    private void writeList(Collection<?> values) {
        text.append('[');
        for (Iterator<?> each = values.iterator(); each.hasNext(); ) {
            write(each.next());
            if (each.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private void writeText(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
                default -> {
                    if (c < ' ') {
                        escape(c);
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private void escape(char c) {
        text.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
    }

    /** 21, 21.5, 27.200000762939453, 1e+21, 1e-7: no fraction that says nothing, an exponent only at the far ends. */
    private static String number(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(value + " cannot be written as a number of JSON");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal decimal = new BigDecimal(number instanceof Float ? number.toString() : Double.toString(value));
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        decimal = decimal.stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        return decimal.scaleByPowerOfTen(-exponent).toPlainString() + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
