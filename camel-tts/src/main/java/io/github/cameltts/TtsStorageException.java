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
package io.github.cameltts;

import io.github.cameltts.storage.StorageFault;
import java.time.Duration;
import java.util.Objects;

/**
 * The Storage Integration did not give what was asked for, or only a part of it. The message says why and what to look
 * at. Live traffic over MQTT is not touched by it.
 */
public class TtsStorageException extends TtsException {

    private static final long serialVersionUID = 1L;

    private final StorageFault fault;
    private final Duration retryAfter;

    /**
     * @param fault   what sort of fault it is
     * @param message what happened and what to do, without secrets
     */
    public TtsStorageException(StorageFault fault, String message) {
        this(fault, message, null, null);
    }

    /**
     * @param fault      what sort of fault it is
     * @param message    what happened and what to do, without secrets
     * @param retryAfter how long the server asks to wait, or null where it does not say
     * @param cause      what the HTTP client reported, or null
     */
    public TtsStorageException(StorageFault fault, String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.fault = Objects.requireNonNull(fault, "fault");
        this.retryAfter = retryAfter;
    }

    /**
     * @return what sort of fault it is, never null
     */
    public StorageFault fault() {
        return fault;
    }

    /**
     * @return how long the server asks to wait before the next request, in whole seconds, at most a day; null where it
     *         does not say
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
