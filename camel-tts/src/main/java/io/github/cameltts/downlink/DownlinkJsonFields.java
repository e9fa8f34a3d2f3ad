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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ByteString;
import io.github.cameltts.model.ClassBC;
import io.github.cameltts.model.ConfirmedRetry;
import io.github.cameltts.model.TxSchedulePriority;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the fields of one downlink that a user wrote as JSON, strictly: a type that the server would drop the request
 * for, or read as something else, is a fault.
 */
final class DownlinkJsonFields {

    private static final Set<String> KEYS = Set.of(
            "session_key_id",
            "f_port",
            "f_cnt",
            "frm_payload",
            "decoded_payload",
            "confirmed",
            "class_b_c",
            "priority",
            "correlation_ids",
            "confirmed_retry");
    private static final Set<String> CLASS_B_C_KEYS = Set.of("gateways", "absolute_time");
    private static final Set<String> GATEWAY_KEYS = Set.of("gateway_ids", "antenna_index", "group_index");
    private static final Set<String> GATEWAY_IDS_KEYS = Set.of("gateway_id");
    private static final Set<String> RETRY_KEYS = Set.of("attempt", "max_attempts");

    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-F]{2})+|(?:[0-9a-f]{2})+");
    private static final Pattern ZERO_BYTES = Pattern.compile("A+");

    private final String where;
    private final JsonNode json;
    private final List<String> faults;

    private DownlinkJsonFields(String where, JsonNode json, List<String> faults) {
        this.where = where;
        this.json = json;
        this.faults = faults;
    }

    /**
     * @param where  the path of the downlink, for sentences; empty for a single one
     * @param json   the downlink
     * @param faults takes a sentence for each fault
     * @return       the downlink, null if it has a fault
     */
    static ApplicationDownlink read(String where, JsonNode json, List<String> faults) {
        int before = faults.size();
        ApplicationDownlink.Builder downlink = ApplicationDownlink.builder();
        if (!json.isObject()) {
            faults.add(where + " is not an object. Write {\"f_port\":15,\"frm_payload\":\"vu8=\"}.");
            return null;
        }
        ApplicationDownlink read =
                new DownlinkJsonFields(where.isEmpty() ? "" : where + ".", json, faults).read(downlink);
        return faults.size() == before ? read : null;
    }

    private ApplicationDownlink read(ApplicationDownlink.Builder downlink) {
        DownlinkJson.unknownKeys(where, json, KEYS, faults);
        Long fPort = number(json, where, "f_port", 255);
        downlink.fPort(fPort == null ? null : fPort.intValue());
        downlink.fCnt(number(json, where, "f_cnt", MAX_UINT32));
        downlink.frmPayload(payload());
        byte[] sessionKeyId = base64("session_key_id");
        downlink.sessionKeyId(sessionKeyId == null ? null : ByteString.copyOf(sessionKeyId));
        downlink.confirmed(bool("confirmed"));
        downlink.priority(priority());
        downlink.correlationIds(texts("correlation_ids"));
        JsonNode decoded = get("decoded_payload");
        if (decoded != null) {
            if (decoded.isObject()) {
                downlink.decodedPayload(DownlinkJson.toMap(decoded));
            } else {
                wrong("decoded_payload", decoded, "an object");
            }
        }
        JsonNode retry = get("confirmed_retry");
        if (retry != null && isObject("confirmed_retry", retry, RETRY_KEYS)) {
            downlink.confirmedRetry(retry(retry));
        }
        JsonNode classBC = get("class_b_c");
        if (classBC != null && isObject("class_b_c", classBC, CLASS_B_C_KEYS)) {
            downlink.classBC(classBC(classBC));
        }
        return downlink.build();
    }

    private byte[] payload() {
        JsonNode value = get("frm_payload");
        if (value != null && value.isTextual() && looksLikeHex(value.textValue())) {
            faults.add(where + "frm_payload '" + shortened(value.textValue()) + "' looks like hex, and the server would"
                    + " read it as base64. Write base64, such as \"" + base64OfHex(value.textValue())
                    + "\" for those bytes, or give the bytes themselves as a byte[] body.");
            return null;
        }
        return base64("frm_payload");
    }

    /** Base64 of random bytes rarely looks so, and that of zero bytes is let through. */
    private static boolean looksLikeHex(String text) {
        String digits = text.replaceFirst("^0[xX]", "").replaceAll("(?<=^|-)([0-9A-Fa-f]{2})(?:-|$)", "$1");
        return HEX.matcher(digits).matches() && !ZERO_BYTES.matcher(text).matches();
    }

    private static String base64OfHex(String hex) {
        String digits = hex.replaceFirst("^0[xX]", "").replace("-", "");
        String few = digits.substring(0, Math.min(digits.length(), 40));
        return Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(few))
                + (few.equals(digits) ? "" : "…");
    }

    private byte[] base64(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            String text = value.textValue();
            try {
                // both alphabets, with padding or without, as the server takes them
                String standard = text.replace('-', '+').replace('_', '/');
                byte[] bytes = Base64.getDecoder().decode(standard);
                if (withoutPadding(Base64.getEncoder().encodeToString(bytes)).equals(withoutPadding(standard))) {
                    return bytes;
                }
                faults.add(
                        where + name + " '" + shortened(text) + "' is not base64 as an encoder writes it: its last bits"
                                + " belong to no byte. Was it meant as hex or text? Write standard base64, such as \"vu8=\".");
                return null;
            } catch (IllegalArgumentException e) {
                faults.add(where + name + " '" + shortened(text) + "' is not base64. Write standard base64, such as"
                        + " \"vu8=\", without blanks.");
                return null;
            }
        }
        wrong(name, value, "a text in base64");
        return null;
    }

    private static String withoutPadding(String base64) {
        return base64.replace("=", "");
    }

    private Boolean bool(String name) {
        JsonNode value = get(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : value.booleanValue();
        }
        wrong(name, value, "true or false");
        return null;
    }

    private TxSchedulePriority priority() {
        JsonNode value = get("priority");
        if (value == null) {
            return null;
        }
        for (TxSchedulePriority priority : TxSchedulePriority.values()) {
            boolean named = value.isTextual() && value.textValue().equals(priority.name());
            boolean numbered = value.canConvertToExactIntegral() && value.asInt() == priority.number();
            if (priority != TxSchedulePriority.UNRECOGNIZED && (named || numbered)) {
                return priority;
            }
        }
        String upper = value.asText().toUpperCase(Locale.ROOT);
        faults.add(where + "priority '" + shortened(value.asText()) + "' is not known, and the server would send with"
                + " LOWEST. Write one of "
                + Arrays.stream(TxSchedulePriority.values())
                        .filter(priority -> priority != TxSchedulePriority.UNRECOGNIZED)
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))
                + (upper.equals(value.asText()) ? "." : ", in capitals."));
        return null;
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = get(name);
        if (list == null) {
            return texts;
        }
        if (!list.isArray()) {
            wrong(name, list, "a list of texts");
            return texts;
        }
        for (JsonNode each : list) {
            if (each.isTextual()) {
                texts.add(each.textValue());
            } else {
                wrong(name, each, "a list of texts");
            }
        }
        return texts;
    }

    private ConfirmedRetry retry(JsonNode retry) {
        Long attempt = number(retry, where + "confirmed_retry.", "attempt", MAX_UINT32);
        Long max = number(retry, where + "confirmed_retry.", "max_attempts", MAX_UINT32);
        return new ConfirmedRetry(
                attempt == null ? null : (int) Math.min(attempt, Integer.MAX_VALUE),
                max == null ? null : (int) Math.min(max, Integer.MAX_VALUE));
    }

    private ClassBC classBC(JsonNode classBC) {
        List<ClassBC.Gateway> gateways = new ArrayList<>();
        JsonNode list = classBC.path("gateways");
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            wrong("class_b_c.gateways", list, "a list");
        }
        for (int i = 0; i < list.size(); i++) {
            String path = "class_b_c.gateways[" + i + "]";
            JsonNode gateway = list.get(i);
            if (isObject(path, gateway, GATEWAY_KEYS)) {
                gateways.add(gateway(path, gateway));
            }
        }
        return new ClassBC(gateways, time(classBC.get("absolute_time")));
    }

    private ClassBC.Gateway gateway(String path, JsonNode gateway) {
        JsonNode ids = gateway.path("gateway_ids");
        if (ids.has("eui")) {
            // written in hex, which the server reads as base64 into twelve bytes, and drops the request for
            faults.add(where + path + ".gateway_ids.eui is given, for which the server drops the whole request. Give"
                    + " gateway_id only.");
        } else if (isObject(path + ".gateway_ids", ids, GATEWAY_IDS_KEYS)
                && !ids.path("gateway_id").isTextual()) {
            wrong(path + ".gateway_ids.gateway_id", ids.path("gateway_id"), "a text");
        }
        Long antenna = number(gateway, where + path + ".", "antenna_index", MAX_UINT32);
        Long group = number(gateway, where + path + ".", "group_index", MAX_UINT32);
        ClassBC.Gateway named = ClassBC.Gateway.of(ids.path("gateway_id").asText());
        return new ClassBC.Gateway(named.gatewayIds(), antenna == null ? 0 : antenna, group == null ? 0 : group);
    }

    private Instant time(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            faults.add(where + "class_b_c.absolute_time '" + shortened(value.asText()) + "' is not a time. Write it as"
                    + " 2026-01-31T12:00:00Z.");
            return null;
        }
    }

    /** A whole number, also where it is written as a text or with a fraction of zero, as the server takes it. */
    private Long number(JsonNode object, String path, String name, long max) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            long number =
                    new BigDecimal(value.isTextual() || value.isNumber() ? value.asText() : "none").longValueExact();
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // not a whole number, as said below
        }
        faults.add(path + name + " '" + shortened(value.isValueNode() ? value.asText() : value.toString())
                + "' is not a whole number from 0 to " + max + ".");
        return null;
    }

    private JsonNode get(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private boolean isObject(String name, JsonNode value, Set<String> keys) {
        if (!value.isObject()) {
            wrong(name, value, "an object");
            return false;
        }
        DownlinkJson.unknownKeys(where + name + ".", value, keys, faults);
        return true;
    }

    private void wrong(String name, JsonNode value, String right) {
        faults.add(where + name + " '" + shortened(value.toString()) + "' is not " + right + ".");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
