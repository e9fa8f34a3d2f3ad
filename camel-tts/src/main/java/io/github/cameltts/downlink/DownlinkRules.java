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
package io.github.cameltts.downlink;

import io.github.cameltts.TtsConfigurationException;
import io.github.cameltts.address.Identifiers;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ClassBC;
import io.github.cameltts.model.TxSchedulePriority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be known of a downlink before it is sent. The Things Stack drops a faulty request, often without a word; here
 * it gets a sentence for each fault.
 */
public final class DownlinkRules {

    /** The longest payload that any data rate of any band carries, in bytes (LoRaWAN Regional Parameters, N). */
    static final int MAX_PAYLOAD = 242;

    static final int MAX_CORRELATION_ID = 100;
    static final int MAX_ATTEMPTS = 32;
    /** How many downlinks the network server takes in one request. */
    static final int MAX_DOWNLINKS = 20_000;

    private static final int MAX_APPLICATION_PORT = 233;
    private static final int TEST_PORT = 224;
    private static final Duration SHORTEST_NOTICE = Duration.ofMillis(2500);

    private DownlinkRules() {}

    /**
     * Checks options.
     *
     * @param  options                   what the options say
     * @throws TtsConfigurationException for the first one that no downlink may have
     */
    public static void checkOptions(DownlinkDefaults options) {
        List<String> faults = new ArrayList<>();
        checkPort("Option fPort", options.fPort(), faults);
        checkMaxAttempts("Option maxAttempts", options.maxAttempts(), faults);
        if (options.priority() == null || options.priority() == TxSchedulePriority.UNRECOGNIZED) {
            faults.add("Option priority must be one of LOWEST to HIGHEST.");
        }
        if (!faults.isEmpty()) {
            throw new TtsConfigurationException(faults.get(0));
        }
    }

    /**
     * Checks downlinks in which nothing is left open that options and headers know.
     *
     * @return a sentence for each fault; empty for none
     */
    static List<String> faults(
            List<ApplicationDownlink> downlinks, DownlinkOperation operation, WaitFor waitFor, Instant now) {
        List<String> faults = new ArrayList<>();
        if (downlinks.isEmpty() && operation == DownlinkOperation.push) {
            faults.add("The request has no downlink, and operation push would do nothing. Give at least one, or use"
                    + " operation replace to clear the queue.");
        } else if (downlinks.isEmpty() && waitFor != WaitFor.none) {
            faults.add(
                    "The request clears the queue, of which the server says nothing: there is no event to wait for. Set"
                            + " waitFor=none.");
        }
        if (waitFor == WaitFor.ack
                && downlinks.stream().anyMatch(downlink -> downlink != null && !downlink.confirmed())) {
            faults.add(
                    "The downlink is not confirmed, so that the device will not acknowledge it. Set confirmed=true, or"
                            + " wait for queued or sent.");
        }
        if (downlinks.size() > MAX_DOWNLINKS) {
            faults.add(
                    "The request has " + downlinks.size() + " downlinks: at most " + MAX_DOWNLINKS + " go into one.");
        }
        for (int i = 0; i < downlinks.size(); i++) {
            if (downlinks.get(i) != null) {
                check(downlinks.size() == 1 ? "" : "downlinks[" + i + "].", downlinks.get(i), now, faults);
            }
        }
        return faults;
    }

    private static void check(String where, ApplicationDownlink downlink, Instant now, List<String> faults) {
        byte[] payload = downlink.frmPayload();
        boolean encoded = downlink.decodedPayload() != null;
        if (payload == null && !encoded) {
            faults.add(where + "frm_payload and decoded_payload are both missing: give one of them.");
        } else if (payload != null && encoded) {
            faults.add(where + "frm_payload and decoded_payload are both given: the server would take frm_payload and"
                    + " leave the other out. Give one of them.");
        }
        if (payload != null && payload.length == 0) {
            faults.add(
                    where + "frm_payload is empty, and the server takes an empty one for a missing one. Give at least"
                            + " one byte.");
        }
        if (payload != null && payload.length > MAX_PAYLOAD) {
            faults.add(where + "frm_payload has " + payload.length + " bytes: no data rate carries more than "
                    + MAX_PAYLOAD + ". Split it, or send less.");
        }
        if (downlink.fPort() != null) {
            checkPort(where + "f_port", downlink.fPort(), faults);
        } else if (payload != null) {
            faults.add(
                    where + "f_port is missing: set option fPort, header CamelTtsDownlinkFPort, or the field itself.");
        }
        if (downlink.priority() == TxSchedulePriority.UNRECOGNIZED) {
            faults.add(
                    where + "priority is not one that the server knows: it would send with LOWEST. Write one of LOWEST,"
                            + " LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH, HIGHEST.");
        }
        if (downlink.confirmedRetry() != null) {
            checkMaxAttempts(
                    where + "confirmed_retry.max_attempts",
                    downlink.confirmedRetry().maxAttempts(),
                    faults);
        }
        for (String id : downlink.correlationIds()) {
            checkCorrelationId(where, id, faults);
        }
        if (downlink.classBC() != null) {
            checkClassBC(where + "class_b_c.", downlink.classBC(), now, faults);
        }
    }

    private static void checkPort(String what, Integer port, List<String> faults) {
        if (port != null && (port < 1 || port > MAX_APPLICATION_PORT || port == TEST_PORT)) {
            faults.add(what + " '" + port + "' is not for applications: LoRaWAN gives them 1 to 223 and 225 to 233.");
        }
    }

    private static void checkMaxAttempts(String what, Integer attempts, List<String> faults) {
        if (attempts != null && (attempts < 1 || attempts > MAX_ATTEMPTS)) {
            faults.add(what + " '" + attempts + "' is out of range: the server takes 1 to " + MAX_ATTEMPTS + ".");
        }
    }

    private static void checkCorrelationId(String where, String id, List<String> faults) {
        if (id.isEmpty()) {
            faults.add(where + "correlation_ids has an empty text. Leave it out.");
        } else if (id.length() > MAX_CORRELATION_ID) {
            faults.add(where + "correlation_ids has '" + id.substring(0, 20) + "…' of " + id.length()
                    + " characters: the server takes at most " + MAX_CORRELATION_ID + ".");
        }
    }

    private static void checkClassBC(String where, ClassBC classBC, Instant now, List<String> faults) {
        for (ClassBC.Gateway gateway : classBC.gateways()) {
            String id =
                    gateway.gatewayIds() == null ? null : gateway.gatewayIds().gatewayId();
            if (!Identifiers.isValid(id)) {
                faults.add(where + "gateways has gateway_id '" + id
                        + "', which is not one. Give the id of the gateway as" + " the console shows it, not its EUI.");
            }
        }
        Instant time = classBC.absoluteTime();
        if (time != null && time.isBefore(now.plus(SHORTEST_NOTICE))) {
            faults.add(where + "absolute_time '" + time + "' is " + (time.isBefore(now) ? "over" : "too near")
                    + ": the server needs at least 2.5 s. Now it is " + now + ".");
        }
    }
}
