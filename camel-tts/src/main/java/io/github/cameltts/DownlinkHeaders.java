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

import io.github.cameltts.address.Identifiers;
import io.github.cameltts.downlink.DownlinkDefaults;
import io.github.cameltts.downlink.DownlinkOperation;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.model.TxSchedulePriority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Message;

/**
 * What the headers of a message say of the downlinks in its body: each wins over the option of the endpoint.
 */
final class DownlinkHeaders {

    private final Message message;
    private final TtsEndpoint endpoint;
    private final List<String> faults = new ArrayList<>();

    final String deviceId;
    final DownlinkOperation operation;
    final WaitFor waitFor;
    final DownlinkDefaults defaults;

    DownlinkHeaders(Message message, TtsEndpoint endpoint) {
        this.message = message;
        this.endpoint = endpoint;
        deviceId = deviceId();
        operation = choice(
                TtsConstants.DOWNLINK_OPERATION,
                DownlinkOperation.class,
                endpoint.getConfiguration().getOperation(),
                "push or replace");
        waitFor = waitFor();
        defaults = defaults();
    }

    /** A sentence for each header that cannot be used. */
    List<String> faults() {
        return faults;
    }

    private String deviceId() {
        String fixed = endpoint.parsedAddress().deviceId();
        if (fixed != null) {
            return fixed;
        }
        String device = message.getHeader(TtsConstants.DEVICE_ID, String.class);
        if (device == null) {
            faults.add("No device is named: write it into the endpoint URI, tts:"
                    + endpoint.parsedAddress().application() + "/{device}, or set header CamelTtsDeviceId.");
        } else if (!Identifiers.isValid(device)) {
            faults.add("Header CamelTtsDeviceId '" + device
                    + "' is not a device id: it takes 3 to 36 characters of a-z and"
                    + " 0-9, with single dashes between them.");
        }
        return device;
    }

    private WaitFor waitFor() {
        WaitFor option = endpoint.getConfiguration().getWaitFor();
        WaitFor value = choice(TtsConstants.DOWNLINK_WAIT_FOR, WaitFor.class, option, "none, queued, sent or ack");
        String fault = endpoint.timeoutFault("Header " + TtsConstants.DOWNLINK_WAIT_FOR, value);
        if (fault != null) {
            faults.add(fault);
        }
        return value;
    }

    private DownlinkDefaults defaults() {
        DownlinkDefaults options = endpoint.downlinkDefaults();
        return new DownlinkDefaults(
                value(TtsConstants.DOWNLINK_F_PORT, Integer.class, options.fPort(), "a whole number"),
                value(TtsConstants.DOWNLINK_CONFIRMED, Boolean.class, options.confirmed(), "true or false"),
                choice(
                        TtsConstants.DOWNLINK_PRIORITY,
                        TxSchedulePriority.class,
                        options.priority(),
                        "LOWEST to HIGHEST"),
                value(TtsConstants.DOWNLINK_MAX_ATTEMPTS, Integer.class, options.maxAttempts(), "a whole number"),
                correlationIds());
    }

    private List<String> correlationIds() {
        Object header = message.getHeader(TtsConstants.DOWNLINK_CORRELATION_IDS);
        List<String> ids = new ArrayList<>();
        if (header instanceof Collection<?> collection) {
            for (Object each : collection) {
                if (each instanceof String id) {
                    ids.add(id);
                } else {
                    faults.add("Header CamelTtsDownlinkCorrelationIds has '" + each + "' in it: it takes texts.");
                }
            }
        } else if (header instanceof String id) {
            ids.add(id);
        } else if (header != null) {
            faults.add("Header CamelTtsDownlinkCorrelationIds is a "
                    + header.getClass().getName() + ": it takes a text or a collection of texts.");
        }
        return ids;
    }

    private <E extends Enum<E>> E choice(String name, Class<E> type, E option, String choices) {
        E value = value(name, type, option, choices);
        if (value == TxSchedulePriority.UNRECOGNIZED) {
            faults.add("Header " + name + " '" + message.getHeader(name) + "' is not " + choices + ".");
            return option;
        }
        return value;
    }

    private <T> T value(String name, Class<T> type, T option, String right) {
        Object header = message.getHeader(name);
        if (header == null) {
            return option;
        }
        T value = message.getExchange().getContext().getTypeConverter().tryConvertTo(type, header);
        boolean guessed = type == Boolean.class
                && !(header instanceof Boolean)
                && !String.valueOf(header).equalsIgnoreCase(String.valueOf(value));
        if (value == null || guessed) {
            faults.add("Header " + name + " '" + header + "' is not " + right + ".");
            return option;
        }
        return value;
    }
}
