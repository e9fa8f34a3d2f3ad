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

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An unmodifiable map over one that nobody else holds. A class of our own because it proves by its type that no copy is
 * needed, and because {@code Map.copyOf} would refuse the null members that decoded payloads have and lose the order.
 */
final class FrozenMap<V> extends AbstractMap<String, V> {

    private final Map<String, V> entries;

    /** Takes the map over: the caller must not touch it again. */
    FrozenMap(LinkedHashMap<String, V> entries) {
        this.entries = entries;
    }

    /** A copy, unless it is frozen already; empty for null. */
    static <V> Map<String, V> copyOf(Map<String, ? extends V> map) {
        if (map == null || map.isEmpty()) {
            return Map.of();
        }
        if (map instanceof FrozenMap<? extends V> frozen) {
            @SuppressWarnings("unchecked") // nothing can be put into it
            Map<String, V> same = (FrozenMap<V>) frozen;
            return same;
        }
        return new FrozenMap<>(new LinkedHashMap<>(map));
    }

    @Override
    public V get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return Collections.unmodifiableMap(entries).entrySet();
    }
}
