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

import io.github.cameltts.model.ApplicationDownlinkFailed;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ErrorDetails;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server said that a downlink will not be transmitted, or will not be acknowledged any more. Carries what it said.
 */
public class TtsDownlinkFailedException extends TtsException {

    private static final long serialVersionUID = 1L;

    private final transient List<ApplicationUp> events;

    /**
     * @param events the events that told so, one for each downlink of the request that failed, at least one
     */
    public TtsDownlinkFailedException(List<ApplicationUp> events) {
        super(sentence(events));
        this.events = List.copyOf(events);
    }

    /**
     * @return the events that told so ({@code down/failed}, the last {@code down/nack} or {@code down/invalidated}), one
     *         for each downlink of the request that failed, at least one, unmodifiable
     */
    public List<ApplicationUp> events() {
        return events;
    }

    /**
     * @return the first of {@link #events()}
     */
    public ApplicationUp event() {
        return events.get(0);
    }

    /**
     * @return the server's error in the first event, null where it gave none
     */
    public ErrorDetails error() {
        return error(event());
    }

    private static ErrorDetails error(ApplicationUp event) {
        return event.payload() instanceof ApplicationDownlinkFailed failed ? failed.error() : null;
    }

    private static String sentence(List<ApplicationUp> events) {
        String what = events.size() == 1 ? "The downlink failed" : events.size() + " downlinks of the request failed";
        return what + ". The server says: "
                + events.stream()
                        .map(TtsDownlinkFailedException::words)
                        .distinct()
                        .collect(Collectors.joining(" | "));
    }

    private static String words(ApplicationUp event) {
        return switch (event.event()) {
            case DOWN_NACK -> "not acknowledged, and no attempt is left";
            case DOWN_INVALIDATED -> "the queue is void in a new session";
            default -> words(error(event), "no reason given");
        };
    }

    private static String words(ErrorDetails error, String none) {
        if (error == null) {
            return none;
        }
        String words = filledIn(error) + " (" + error.name() + ", code " + error.code() + ")";
        return error.cause() == null ? words : words + ", because of: " + words(error.cause(), none);
    }

    /** The message with its {@code {placeholders}} filled in from the attributes. */
    private static String filledIn(ErrorDetails error) {
        String message = error.messageFormat() == null || error.messageFormat().isEmpty()
                ? String.valueOf(error.name())
                : error.messageFormat();
        if (error.attributes() != null) {
            for (Map.Entry<String, Object> attribute : error.attributes().entrySet()) {
                message = message.replace("{" + attribute.getKey() + "}", String.valueOf(attribute.getValue()));
            }
        }
        return message;
    }
}
