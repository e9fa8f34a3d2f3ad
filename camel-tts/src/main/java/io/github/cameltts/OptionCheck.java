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

import io.github.cameltts.connection.paho.PahoOptions;
import io.github.cameltts.downlink.DownlinkOperation;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.model.TxSchedulePriority;
import io.github.cameltts.storage.BackfillMode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * What can be said of the parameters of an endpoint URI before Camel binds them, in better words than it has.
 */
final class OptionCheck {

    private static final Map<String, Class<? extends Enum<?>>> CHOICES = Map.of(
            "backfill", BackfillMode.class,
            "bodyType", TtsBodyType.class,
            "overflowPolicy", OverflowPolicy.class,
            "operation", DownlinkOperation.class,
            "priority", TxSchedulePriority.class,
            "waitFor", WaitFor.class);

    private static final Map<String, Class<?>> NUMBERS = Map.of(
            "fPort", Integer.class,
            "maxAttempts", Integer.class,
            "concurrentConsumers", Integer.class,
            "queueSize", Integer.class);

    private static final Set<String> DURATIONS = Set.of(
            "keepAliveInterval",
            "connectionTimeout",
            "reconnectDelay",
            "maxReconnectDelay",
            "requestTimeout",
            "silenceThreshold",
            "backfillInitial",
            "backfillOverlap",
            "backfillHold");

    /** A number of milliseconds, or numbers with units; Camel reads any other text as 0. */
    private static final Pattern DURATION = Pattern.compile(
            "\\d+|(?:\\d+(?:ms|millis|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\\s*)+|p[0-9tdhms.]+",
            Pattern.CASE_INSENSITIVE);

    private OptionCheck() {}

    /**
     * @throws TtsConfigurationException if a value is none of the choices, or an option of camel-paho is given that has
     *                                   another name or no meaning here
     */
    static void check(CamelContext context, Map<String, Object> parameters) {
        parameters.forEach((name, value) -> {
            if (isReference(value)) {
                return;
            }
            Class<? extends Enum<?>> choices = CHOICES.get(name);
            if (choices != null && convert(context, choices, value) == null) {
                throw new TtsConfigurationException("Option " + name + " '" + value + "' is not known. Write one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .filter(choice -> choice != TxSchedulePriority.UNRECOGNIZED)
                                .map(Enum::name)
                                .collect(Collectors.joining(", "))
                        + ".");
            }
            if (DURATIONS.contains(name)
                    && value instanceof String text
                    && !DURATION.matcher(text.trim()).matches()) {
                throw new TtsConfigurationException(
                        "Option " + name + " '" + text + "' is not a time. Write 500ms, 30s or 5m.");
            }
            if (NUMBERS.containsKey(name) && convert(context, NUMBERS.get(name), value) == null) {
                throw new TtsConfigurationException("Option " + name + " '" + value + "' is not a whole number.");
            }
        });
        for (String name : parameters.keySet()) {
            String whyNot = isOwn(name) ? null : PahoOptions.whyNot(name);
            if (whyNot != null) {
                throw new TtsConfigurationException("Option " + name + " '" + parameters.get(name)
                        + "' is one of camel-paho and has no place here: " + whyNot + ".");
            }
        }
    }

    private static boolean isOwn(String name) {
        return switch (name) {
            case "clientId", "brokerUrl", "keepAliveInterval", "connectionTimeout", "maxReconnectDelay" -> true;
            default -> false;
        };
    }

    private static boolean isReference(Object value) {
        return value instanceof String text && text.startsWith("#");
    }

    private static Object convert(CamelContext context, Class<?> type, Object value) {
        Object converted = context.getTypeConverter().tryConvertTo(type, value);
        return converted == TxSchedulePriority.UNRECOGNIZED ? null : converted;
    }
}
