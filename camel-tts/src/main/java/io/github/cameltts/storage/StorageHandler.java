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
 * Takes results, one after the other, on the thread that reads. Time it takes is time nothing is read: the server waits
 * behind its connection. What it throws ends the reading and reaches the caller.
 */
@FunctionalInterface
public interface StorageHandler {

    /**
     * A result.
     *
     * @param  applicationUp        the message as stored, one JSON object in UTF-8; the array belongs to the handler
     * @return                      whether to go on
     * @throws InterruptedException if the thread was interrupted while the handler waited
     */
    boolean result(byte[] applicationUp) throws InterruptedException;

    /**
     * The end of a page: all results of it were handed over.
     *
     * @param  continuationToken    where the rest begins, up to 16 000 characters: with it a later
     *                              {@link StorageQuery#from(String)} goes on here; null when there is nothing more
     * @return                      whether to go on
     * @throws InterruptedException if the thread was interrupted while the handler waited
     */
    default boolean pageEnd(String continuationToken) throws InterruptedException {
        return true;
    }
}
