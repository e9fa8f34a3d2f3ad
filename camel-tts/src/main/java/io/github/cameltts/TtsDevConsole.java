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

import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.Grant;
import io.github.cameltts.observe.ConsumerView;
import io.github.cameltts.storage.BackfillView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * Shows the consumers of The Things Stack in Camel's developer console, such as {@code camel get} of the command line. No
 * secret is among it.
 */
@DevConsole(name = "tts", displayName = "The Things Stack", description = "Consumers of The Things Stack")
public class TtsDevConsole extends AbstractDevConsole {

    /** For Camel. */
    public TtsDevConsole() {
        super("camel", "tts", "The Things Stack", "Consumers of The Things Stack");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return consumers().stream()
                .map(consumer -> consumer.entrySet().stream()
                        .map(entry -> "\n    " + entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("ttsConsumers", consumers().stream().map(JsonObject::new).toList());
        return root;
    }

    private List<Map<String, Object>> consumers() {
        List<Map<String, Object>> consumers = new ArrayList<>();
        for (Route route : getCamelContext().getRoutes()) {
            if (route.getConsumer() instanceof TtsConsumer consumer) {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("routeId", route.getRouteId());
                shown.put("address", consumer.getEndpoint().getAddress());
                ConsumerView view = consumer.view();
                if (view != null) {
                    show(view, shown);
                }
                consumers.add(shown);
            }
        }
        return consumers;
    }

    private static void show(ConsumerView view, Map<String, Object> shown) {
        ConnectionState state = view.state();
        shown.put("server", view.settings().broker().toString());
        shown.put("connectionState", state.status().name());
        shown.put("connectionSince", state.since().toString());
        putIfPresent(shown, "reason", state.reason());
        putIfPresent(shown, "nextAttempt", state.nextAttempt());
        shown.put("reconnects", state.reconnects());
        for (Grant.Status status : Grant.Status.values()) {
            List<String> filters = view.filters(status);
            if (!filters.isEmpty()) {
                shown.put(
                        "filters" + status.name().charAt(0)
                                + status.name().substring(1).toLowerCase(Locale.ROOT),
                        filters);
            }
        }
        shown.put("waiting", view.lanes().waiting());
        shown.put("inWork", view.lanes().inWork());
        shown.put("received", view.messages().received());
        shown.put("delivered", view.messages().delivered());
        shown.put("droppedByOverflow", view.lanes().dropped());
        shown.put("decodeFailures", view.messages().decodeFailures());
        putIfPresent(shown, "lastMessageAt", view.messages().lastMessageAt());
        shown.put("silent", view.isSilent(Instant.now()));
        if (view.backfill() != null) {
            show(view.backfill(), shown);
        }
    }

    private static void show(BackfillView backfill, Map<String, Object> shown) {
        shown.put("backfillStorage", backfill.storage());
        putIfPresent(shown, "backfillCursor", backfill.cursor());
        shown.put("backfillLagSeconds", backfill.lag().toSeconds());
        shown.put("backfillGaps", backfill.gaps());
        shown.put("backfillRecovered", backfill.recovered());
        shown.put("backfillDuplicates", backfill.duplicates());
        shown.put("radioLosses", backfill.radioLosses());
        shown.put("radioLossesByDevice", new JsonObject(backfill.radioLossesByDevice()));
        shown.put("storageErrors", backfill.errors());
        putIfPresent(shown, "backfillProblem", backfill.problem());
    }

    private static void putIfPresent(Map<String, Object> shown, String name, Object value) {
        if (value != null) {
            shown.put(name, value.toString());
        }
    }
}
