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

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;

/**
 * The members of one kind of object, and what is made of them. With it goes a guess which member follows which: the server
 * writes them in the order of its schema, so the guess is nearly always right, and comparing bytes with one name costs half
 * of finding out which of all names they are. A wrong guess costs next to nothing and is corrected.
 *
 * @param <T> what the object becomes in the model
 */
final class ObjectSchema<T> {

    private final Field<?>[] fields;
    private final SerializedString[] names;
    private final int[] kinds;
    private final Maker<T> maker;

    /**
     * The field that came last behind each field, and at the very front the one that came first. A hint without guarantees:
     * threads may overwrite each other's, and all of them are valid.
     */
    private final int[] followers;

    /** What makes a value of the model of the values that a reader has at hand. */
    interface Maker<T> {
        T make(JsonReader values);
    }

    ObjectSchema(List<Field<?>> fields, Maker<T> maker) {
        this.fields = fields.toArray(new Field<?>[0]);
        this.names =
                fields.stream().map(field -> new SerializedString(field.name)).toArray(SerializedString[]::new);
        this.kinds = fields.stream().mapToInt(field -> field.kind).toArray();
        this.followers = new int[this.fields.length + 1];
        for (int i = 0; i < this.fields.length; i++) {
            followers[i] = i;
        }
        this.maker = maker;
    }

    int size() {
        return fields.length;
    }

    /** What the field holds, one of the constants of {@link Field}. */
    int kind(int index) {
        return kinds[index];
    }

    Field<?> field(int index) {
        return fields[index];
    }

    T make(JsonReader values) {
        return maker.make(values);
    }

    /** The field to expect behind this one; -1 stands for the beginning of the object. */
    int guess(int previous) {
        return followers[previous + 1];
    }

    SerializedString name(int index) {
        return names[index];
    }

    void learn(int previous, int index) {
        followers[previous + 1] = index;
    }

    /** The index of the field with this name, -1 if there is none. */
    int find(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name.equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
