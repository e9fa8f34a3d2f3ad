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
package io.github.cameltts.observe;

import io.github.cameltts.connection.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.util.TimeUtils;

/**
 * Readiness of a consumer: UP while it is connected, the server has granted all of its filters, it has not been silent
 * for longer than the user finds right, and what was missed can be fetched where it is to be.
 */
public final class TtsConsumerHealthCheck extends AbstractHealthCheck {

    private final Supplier<ConsumerView> consumer;

    /**
     * @param routeId  the route that the consumer feeds
     * @param consumer looks at it
     */
    public TtsConsumerHealthCheck(String routeId, Supplier<ConsumerView> consumer) {
        super("camel", "consumer:tts-" + routeId);
        this.consumer = consumer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        ConsumerView view = consumer.get();
        ConnectionDetails.add(result, view.settings(), view.state());
        List<String> granted = view.filters(Grant.Status.GRANTED);
        List<String> pending = view.filters(Grant.Status.PENDING);
        List<String> refused = view.filters(Grant.Status.REFUSED);
        result.detail("filters.granted", String.join(" ", granted));
        if (!pending.isEmpty()) {
            result.detail("filters.pending", String.join(" ", pending));
        }
        if (!refused.isEmpty()) {
            result.detail("filters.refused", String.join(" ", refused));
        }
        result.detail("queue.waiting", view.lanes().waiting());
        result.detail("queue.dropped", view.lanes().dropped());
        Instant last = view.messages().lastMessageAt();
        if (last != null) {
            result.detail("last-message", last.toString());
        }
        if (view.backfill() != null) {
            BackfillDetails.add(result, view.backfill());
        }

        String problem = problem(view, pending, refused);
        if (problem == null) {
            result.up();
        } else {
            ConnectionDetails.down(result, problem);
        }
    }

    /** A sentence, or null if all is well. */
    private static String problem(ConsumerView view, List<String> pending, List<String> refused) {
        if (!view.state().isConnected()) {
            return ConnectionDetails.noConnection(view.settings(), view.state());
        }
        if (!refused.isEmpty()) {
            return "The server refused to deliver " + String.join(" and ", refused)
                    + ". Check application and tenant, and the access rules of a broker in between.";
        }
        if (!pending.isEmpty()) {
            return "The server has not yet confirmed the subscription to " + String.join(" and ", pending) + ".";
        }
        if (view.isSilent(Instant.now())) {
            return silence(view);
        }
        if (view.backfill() != null && view.backfill().problem() != null) {
            return "What was missed cannot be fetched, since " + view.backfill().problemSince() + ": "
                    + view.backfill().problem();
        }
        return null;
    }

    private static String silence(ConsumerView view) {
        return "Connected and every filter granted, but no message since " + view.quietSince()
                + ", longer than option silenceThreshold (" + TimeUtils.printDuration(view.silenceThreshold(), false)
                + ") allows. The likely causes: the API key lacks the right RIGHT_APPLICATION_TRAFFIC_READ (the server"
                + " grants filters without it and delivers nothing; it looks at rights at the login only, so connect anew"
                + " after adding it), no device sends, or the server has lost track of its subscribers at a restart. The"
                + " live data of application '" + view.settings().application() + "' in the console tells which.";
    }
}
