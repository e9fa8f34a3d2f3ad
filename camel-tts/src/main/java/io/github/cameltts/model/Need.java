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

/** What becomes of a message if a field has the wrong type. */
enum Need {
    /** A reading depends on the field: the message is refused. */
    READING,
    /** The object that the field belongs to would mislead without it: that object is absent, and counted. */
    OBJECT,
    /** The reading is worth having without the field: it is absent, and counted. */
    SIDE
}
