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
package io.github.cameltts.model;

import java.util.List;
import java.util.Map;

/**
 * An error of The Things Stack ({@code error}), such as the reason why a downlink failed.
 *
 * @param namespace     the part of the server, such as {@code pkg/networkserver}; null if absent
 * @param name          the error within the namespace, such as {@code no_device_session}; null if absent
 * @param messageFormat the sentence, with {@code {placeholders}} for attributes; HTML-escaped since 3.36.0; null if absent
 * @param attributes    the values for the placeholders and more, values as in
 *                      {@link ApplicationUplink#decodedPayload()}; null if absent
 * @param correlationId finds the error in the server's log; null if absent
 * @param cause         what led to it; null if absent
 * @param code          the status code of gRPC: 3 invalid argument, 5 not found, 8 resource exhausted, 9 failed
 *                      precondition, 10 aborted (retries used up), …; 0 if absent
 * @param details       more, each with its type in {@code @type}; bytes in them are base64, also where the rest of a message
 *                      has hexadecimal digits; empty if absent
 */
public record ErrorDetails(
        String namespace,
        String name,
        String messageFormat,
        Map<String, Object> attributes,
        String correlationId,
        ErrorDetails cause,
        int code,
        List<Map<String, Object>> details) {

    /**
     * Copies maps and lists; takes null for an empty list.
     *
     * @throws IllegalArgumentException if a free-form object holds a value that JSON does not have
     */
    public ErrorDetails {
        attributes = FreeForm.copyOf(attributes);
        details = FreeForm.copyOf(details);
    }

    /** Name, sentence and attributes; of the causes only the next one's name. */
    @Override
    public String toString() {
        return Text.of(ErrorDetails.class)
                .add("namespace", namespace)
                .add("name", name)
                .add("messageFormat", messageFormat)
                .add("attributes", attributes)
                .add("code", code == 0 ? null : code)
                .add("cause", cause == null ? null : cause.name)
                .end();
    }
}
