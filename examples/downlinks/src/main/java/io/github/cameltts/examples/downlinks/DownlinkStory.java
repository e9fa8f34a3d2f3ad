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
package io.github.cameltts.examples.downlinks;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.downlink.DownlinkRequest;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * Writes down what happens to one downlink: "sent to the server, down/queued, down/sent, down/ack".
 */
public final class DownlinkStory implements AggregationStrategy {

    private static final List<String> ENDS = List.of("down/ack", "down/failed", "down/invalidated");

    @Override
    public Exchange aggregate(Exchange story, Exchange next) {
        String event = next.getMessage().getHeader(TtsConstants.EVENT, "sent to the server", String.class);
        if (story == null) {
            next.getMessage().setBody(event);
            return next;
        }
        // the events may be faster than the route that sends
        String sofar = story.getMessage().getBody(String.class);
        story.getMessage()
                .setBody(
                        next.getMessage().getHeader(TtsConstants.EVENT) == null
                                ? event + ", " + sofar
                                : sofar + ", " + event);
        return story;
    }

    /**
     * @return the id that this component has put into the downlink that an event is about; null for others' downlinks
     */
    public static String ownId(@Header(TtsConstants.CORRELATION_IDS) List<String> correlationIds) {
        return correlationIds.stream()
                .filter(id -> id.startsWith(DownlinkRequest.ID_PREFIX))
                .findFirst()
                .orElse(null);
    }

    /**
     * @return whether nothing more is to be expected
     */
    public static boolean isAtItsEnd(@Body String story) {
        return ENDS.stream().anyMatch(story::contains) && story.startsWith("sent to the server");
    }
}
