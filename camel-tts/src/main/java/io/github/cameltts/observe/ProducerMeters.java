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
package io.github.cameltts.observe;

import java.time.Duration;

/**
 * The meters of a producer, to be closed when it stops.
 */
public interface ProducerMeters extends AutoCloseable {

    /** Those that keep nothing. */
    ProducerMeters NONE = new ProducerMeters() {

        @Override
        public void published(Duration took, boolean failed) {
            // nobody wants to know
        }

        @Override
        public void outcome(Duration took, String outcome) {
            // nobody wants to know
        }

        @Override
        public void close() {
            // there is nothing to remove
        }
    };

    /**
     * A publish is done.
     *
     * @param took   how long it took, waiting for a connection included
     * @param failed whether it failed
     */
    void published(Duration took, boolean failed);

    /**
     * A send that waited is done.
     *
     * @param took    how long it took from the call
     * @param outcome {@code queued}, {@code sent}, {@code ack}, {@code nack}, {@code failed}, {@code invalidated},
     *                {@code timeout}, or {@code error} where it is not known whether it was sent
     */
    void outcome(Duration took, String outcome);

    /** Removes the meters that nobody else shares. */
    @Override
    void close();
}
