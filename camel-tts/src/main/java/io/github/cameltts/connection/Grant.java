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

import java.time.Instant;

/**
 * What the server said to a filter.
 *
 * @param status what it said
 * @param since  since when
 */
public record Grant(Status status, Instant since) {

    /** The answers. */
    public enum Status {

        /** Not asked yet, or not answered. */
        PENDING,

        /** Messages will come. A key without the right to read gets this answer too, and no messages. */
        GRANTED,

        /** Return code 0x80; the server is asked again, with growing pauses. */
        REFUSED
    }
}
