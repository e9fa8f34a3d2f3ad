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

import io.github.cameltts.TtsStorageException;
import java.time.Instant;

/**
 * Where uplinks are fetched from: the Storage Integration, or a fake of it.
 */
interface UplinkSource {

    /**
     * Reads uplinks in the order of their {@code received_at}.
     *
     * @param  deviceId             the device, or null for every device of the application
     * @param  after                what was received later is read
     * @param  before               what was received earlier is read; null for all there is
     * @param  reader               takes each, and may hold the reading
     * @throws TtsStorageException  if not all could be read
     * @throws InterruptedException if the reader was
     */
    void read(String deviceId, Instant after, Instant before, Reader reader) throws InterruptedException;

    /** The address, for people. */
    @Override
    String toString();

    /** Takes what is read. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param json one message, taken over
         */
        void read(byte[] json) throws InterruptedException;
    }
}
