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

/**
 * The connection to The Things Stack does not stand, or broke while something was under way. The message says why and
 * what to look at.
 */
public class TtsConnectionException extends TtsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message the state of the connection and the reason, without secrets
     */
    public TtsConnectionException(String message) {
        super(message);
    }

    /**
     * @param message the state of the connection and the reason, without secrets
     * @param cause   what the transport reported, or null
     */
    public TtsConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
