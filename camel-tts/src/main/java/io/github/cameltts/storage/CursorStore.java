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
package io.github.cameltts.storage;

/**
 * Keeps texts beyond the life of the process, such as a state repository of Camel.
 */
public interface CursorStore {

    /**
     * @param  key       of printable characters without {@code =}
     * @return           what was written last, or null if nothing was
     * @throws Exception if it cannot be known now
     */
    String read(String key) throws Exception;

    /**
     * @param  key       of printable characters without {@code =}
     * @param  value     of printable characters without {@code =}; up to some 10,000 of them
     * @throws Exception if it could not be kept
     */
    void write(String key, String value) throws Exception;
}
