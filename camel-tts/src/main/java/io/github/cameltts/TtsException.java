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
 * The head of the family of exceptions that this component throws. Its message is one or more whole sentences that
 * name what was wrong, the value, and the way out; it never contains an API key or another secret.
 *
 * <p>The family is unchecked because it also comes from value types such as
 * {@link io.github.cameltts.address.ApplicationUid#of(String)}. In a route, {@code onException(TtsException.class)}
 * catches all of it.
 */
public class TtsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message whole sentences for a person, without secrets
     */
    public TtsException(String message) {
        super(message);
    }

    /**
     * @param message whole sentences for a person, without secrets
     * @param cause   what led to it, or null
     */
    public TtsException(String message, Throwable cause) {
        super(message, cause);
    }
}
