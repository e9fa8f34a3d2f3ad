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

/**
 * A member of an object of the schema.
 *
 * @param <T> what it becomes in the model
 */
final class Field<T> {

    /*
     * What a member holds. Numbers, because the switch over an enumeration takes four loads, one waiting for the other,
     * to find its target, and a message has a hundred members.
     */
    static final int TEXT = 0;
    static final int BOOL = 1;
    static final int LONG = 2;
    static final int INT = 3;
    static final int NUMBER = 4;
    static final int TIME = 5;
    static final int DURATION = 6;
    static final int BYTES = 7;
    static final int BYTE_STRING = 8;
    static final int HEX = 9;
    static final int EUI = 10;
    static final int DEV_ADDR = 11;
    static final int NET_ID = 12;
    static final int CONSTANT = 13;
    static final int TEXTS = 14;
    static final int TEXT_MAP = 15;
    static final int FREE_FORM = 16;
    static final int FREE_FORMS = 17;
    static final int OBJECT = 18;
    static final int OBJECTS = 19;
    static final int OBJECT_MAP = 20;

    final String name;
    final int index;
    final int kind;
    final Need need;

    /** The range of a whole number. */
    final long min;

    final long max;

    /** What an object, or each object of a list or map, is read by. */
    ObjectSchema<?> schema;

    /** What an enumeration's names are. */
    final Constants<?> constants;

    Field(
            String name,
            int index,
            int kind,
            Need need,
            long min,
            long max,
            ObjectSchema<?> schema,
            Constants<?> constants) {
        this.name = name;
        this.index = index;
        this.kind = kind;
        this.need = need;
        this.min = min;
        this.max = max;
        this.schema = schema;
        this.constants = constants;
    }
}
