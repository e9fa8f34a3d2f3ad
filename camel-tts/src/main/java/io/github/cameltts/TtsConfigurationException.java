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
 * A fault in what the user configured: an identifier, an address, an event, an option. It is thrown when the endpoint
 * is created or started, before anything is sent.
 */
public class TtsConfigurationException extends TtsException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message names the option or identifier, its value and the way out
     */
    public TtsConfigurationException(String message) {
        super(message);
    }

    /**
     * @param message names the option or identifier, its value and the way out
     * @param cause   what led to it, or null
     */
    public TtsConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
