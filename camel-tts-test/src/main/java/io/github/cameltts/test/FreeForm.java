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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Free-form objects such as {@code decoded_payload}. To the server every number in them is a double; NaN or an infinity
 * makes the whole object impossible.
 */
final class FreeForm {

    private FreeForm() {}

    /**
     * A deep copy in which all numbers are doubles.
     *
     * @return the copy, or null when the object is null or holds a number that is not finite
     */
    static Map<String, Object> of(Map<String, ?> object) {
        if (object == null) {
            return null;
        }
        try {
            return copy(object);
        } catch (ArithmeticException notFinite) {
            return null;
        }
    }

    private static Map<String, Object> copy(Map<?, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(String.valueOf(name), value(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> object) {
            return copy(object);
        }
        if (value instanceof Collection<?> values) {
            return list(values);
        }
        if (value instanceof Object[] values) {
            return list(Arrays.asList(values));
        }
        if (value instanceof Number number) {
            double asDouble = number.doubleValue();
            if (Double.isNaN(asDouble) || Double.isInfinite(asDouble)) {
                throw new ArithmeticException("not finite");
            }
            return asDouble;
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            return value.toString();
        }
        throw new IllegalArgumentException("A value of " + value.getClass().getName()
                + " has no place in a payload: give null, a boolean, a number, a text, a list or a map");
    }

    private static List<Object> list(Collection<?> values) {
        List<Object> copy = new ArrayList<>(values.size());
        values.forEach(each -> copy.add(value(each)));
        return Collections.unmodifiableList(copy);
    }
}
