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
package io.github.cameltts.connection;

/**
 * What a connection is for. The two directions never share one: The Things Stack closes a connection that publishes too
 * fast, and that must not cost uplinks.
 */
public enum Direction {

    /** Events from the server. */
    UPSTREAM,

    /** Downlinks to the server. */
    DOWNSTREAM;

    /**
     * @return the word in client ids and log lines
     */
    @Override
    public String toString() {
        return this == UPSTREAM ? "upstream" : "downstream";
    }
}
