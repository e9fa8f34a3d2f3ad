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

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Event;
import io.github.cameltts.address.Topic;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.downlink.OutcomeTimeoutException;
import io.github.cameltts.model.ApplicationUp;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/**
 * What a send that waited leaves on its exchange.
 */
final class DownlinkReply {

    private DownlinkReply() {}

    /** The awaited events came, one for each downlink. */
    static void succeed(Exchange exchange, ApplicationUid application, String deviceId, List<ApplicationUp> events) {
        Message message = exchange.getMessage();
        Event leastAdvanced = events.stream()
                .map(ApplicationUp::event)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        setOutcome(message, leastAdvanced);
        if (!ExchangeHelper.isOutCapable(exchange)) {
            return;
        }
        if (events.size() == 1) {
            ApplicationUp event = events.get(0);
            Topic topic = new Topic(deviceId, event.event().topicSuffix(), event.event());
            ReceivedHeaders.set(
                    message, application, new ReceivedMessage(topic, null, System.currentTimeMillis()), event);
            message.setBody(event);
        } else {
            message.setBody(events);
        }
    }

    /** They did not come. */
    static void fail(Exchange exchange, Throwable failure, long timeout) {
        if (failure instanceof TtsDownlinkFailedException failed) {
            setOutcome(exchange.getMessage(), failed.event().event());
            exchange.setException(failed);
        } else if (failure instanceof OutcomeTimeoutException late) {
            if (late.lastHeard() != null) {
                setOutcome(exchange.getMessage(), late.lastHeard());
            }
            ExchangeTimedOutException timedOut = new ExchangeTimedOutException(exchange, timeout, late.getMessage());
            timedOut.initCause(late);
            exchange.setException(timedOut);
        } else {
            exchange.setException(failure);
        }
    }

    /** In one word, for meters. */
    static String outcome(Exchange exchange) {
        if (exchange.getException() == null || exchange.getException() instanceof TtsDownlinkFailedException) {
            return exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME, String.class);
        }
        return exchange.getException() instanceof ExchangeTimedOutException ? "timeout" : "error";
    }

    private static void setOutcome(Message message, Event event) {
        String suffix = event.topicSuffix();
        message.setHeader(TtsConstants.DOWNLINK_OUTCOME, suffix.substring(suffix.indexOf('/') + 1));
    }
}
