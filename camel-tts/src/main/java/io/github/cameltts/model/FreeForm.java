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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * Free-form objects: JSON values as Java values that cannot change. Objects are maps, lists are lists, both may hold null;
 * numbers are {@code Integer}, {@code Long}, {@code BigInteger} or {@code Double}.
 */
final class FreeForm {

    /** As deep as a message may be nested: what is deeper could not be read back. */
    static final int MAX_DEPTH = 500;

    private FreeForm() {}

    /**
     * A deep copy that cannot change; null for null.
     *
     * @throws IllegalArgumentException for a value that JSON does not have
     */
    static Map<String, Object> copyOf(Map<String, ?> object) {
        if (object == null) {
            return null;
        }
        return isOurs(object) ? ours(object) : copy(object, 1);
    }

    /** Deep copies of a list of free-form objects, empty for null. */
    static List<Map<String, Object>> copyOf(List<? extends Map<String, ?>> objects) {
        if (objects == null || objects.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> copies = new ArrayList<>(objects.size());
        for (Map<String, ?> object : objects) {
            copies.add(copyOf(object));
        }
        return List.copyOf(copies);
    }

    /** An unmodifiable list that may hold null, over elements that are frozen already. */
    static List<Object> list(List<Object> frozen) {
        return frozen.isEmpty() ? List.of() : new FrozenList(frozen.toArray());
    }

    private static boolean isOurs(Map<?, ?> map) {
        return map instanceof FrozenMap || map == Map.of();
    }

    @SuppressWarnings("unchecked") // frozen: nothing can be put into it
    private static Map<String, Object> ours(Map<String, ?> map) {
        return (Map<String, Object>) map;
    }

    private static Map<String, Object> copy(Map<?, ?> object, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "A free-form object is nested deeper than " + MAX_DEPTH + " levels: give a flatter one");
        }
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("A free-form object has the member name "
                        + Text.quote(String.valueOf(member.getKey())) + ": give names of type String");
            }
            copy.put(name, copy(name, member.getValue(), depth));
        }
        return copy.isEmpty() ? Map.of() : new FrozenMap<>(copy);
    }

    private static Object copy(String name, Object value, int depth) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Map<?, ?> object) {
            return copy(object, depth + 1);
        }
        if (value instanceof Iterable<?> || value instanceof Object[]) {
            if (depth + 1 > MAX_DEPTH) {
                throw new IllegalArgumentException(
                        "A free-form object is nested deeper than " + MAX_DEPTH + " levels: give a flatter one");
            }
            Iterable<?> elements = value instanceof Iterable<?> it ? it : Arrays.asList((Object[]) value);
            List<Object> copy = new ArrayList<>();
            for (Object element : elements) {
                copy.add(copy(name, element, depth + 1));
            }
            return list(copy);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof Float f && Float.isFinite(f)) {
            return Double.valueOf(f.toString()); // 21.3f stays 21.3
        }
        if (value instanceof BigDecimal || value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (Double.isFinite(number)) {
                return number;
            }
            throw new IllegalArgumentException("The member " + Text.quote(name) + " of a free-form object is "
                    + Text.quote(value.toString()) + ", which JSON cannot hold: give a finite number or null");
        }
        if (value instanceof CharSequence || value instanceof Enum<?>) {
            return value.toString();
        }
        throw new IllegalArgumentException("The member " + Text.quote(name) + " of a free-form object is of type "
                + value.getClass().getName() + ": give a string, number, boolean, list, map or null");
    }

    /** What {@code List.of} would be, but with nulls. */
    private static final class FrozenList extends AbstractList<Object> implements RandomAccess {

        private final Object[] elements;

        FrozenList(Object[] elements) {
            this.elements = elements;
        }

        @Override
        public Object get(int index) {
            return elements[index];
        }

        @Override
        public int size() {
            return elements.length;
        }
    }
}
