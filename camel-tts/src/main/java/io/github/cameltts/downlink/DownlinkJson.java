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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltts.TtsInvalidDownlinkException;
import io.github.cameltts.model.ApplicationDownlink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a request that a user wrote as JSON, {@code {"downlinks":[…]}} or a single downlink. Stricter than the server,
 * which ignores a misspelt key and clears the queue if that key is {@code downlinks}.
 */
public final class DownlinkJson {

    private static final String DOWNLINKS = "downlinks";
    private static final String END_DEVICE_IDS = "end_device_ids";
    private static final Set<String> REQUEST_KEYS = Set.of(DOWNLINKS, END_DEVICE_IDS);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private DownlinkJson() {}

    /**
     * @param  json                        the text
     * @param  deviceId                    the device that the request goes to
     * @param  faults                      takes a sentence for each fault of the request
     * @return                             the downlinks, null in the place of one with a fault; empty only if the request
     *                                     has an empty list, or a fault
     * @throws TtsInvalidDownlinkException if it is not JSON
     */
    public static List<ApplicationDownlink> read(String json, String deviceId, List<String> faults) {
        return read(() -> MAPPER.readTree(json), deviceId, faults);
    }

    /**
     * @param  json                        UTF-8, as MQTT would carry it
     * @param  deviceId                    the device that the request goes to
     * @param  faults                      takes a sentence for each fault of the request
     * @return                             as for a text
     * @throws TtsInvalidDownlinkException if it is not JSON
     */
    public static List<ApplicationDownlink> read(byte[] json, String deviceId, List<String> faults) {
        return read(() -> MAPPER.readTree(json), deviceId, faults);
    }

    /**
     * @param  json     the request as a tree
     * @param  deviceId the device that the request goes to
     * @param  faults   takes a sentence for each fault of the request
     * @return          as for a text
     */
    public static List<ApplicationDownlink> read(JsonNode json, String deviceId, List<String> faults) {
        return request(json, deviceId, faults);
    }

    private static List<ApplicationDownlink> read(Parse parse, String deviceId, List<String> faults) {
        JsonNode tree;
        try {
            tree = parse.parse();
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new TtsInvalidDownlinkException(
                    List.of("The body is not a JSON request (" + why + "). Write {\"downlinks\":[{\"f_port\":15,"
                            + "\"frm_payload\":\"vu8=\"}]}, or give the payload as byte[]: text, hex and base64 can't be"
                            + " told apart."),
                    e);
        }
        return read(tree, deviceId, faults);
    }

    private static List<ApplicationDownlink> request(JsonNode json, String deviceId, List<String> faults) {
        if (json == null || !json.isObject()) {
            faults.add("The JSON request is not an object. Write {\"downlinks\":[…]}, or a single downlink.");
            return List.of();
        }
        if (!json.has(DOWNLINKS)) {
            return single(json, faults);
        }
        unknownKeys("", json, REQUEST_KEYS, faults);
        checkDevice(json.get(END_DEVICE_IDS), deviceId, faults);
        JsonNode list = json.get(DOWNLINKS);
        if (!list.isArray()) {
            faults.add("downlinks is not a list. Write \"downlinks\":[…].");
            return List.of();
        }
        List<ApplicationDownlink> downlinks = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            downlinks.add(DownlinkJsonFields.read("downlinks[" + i + "]", list.get(i), faults));
        }
        return downlinks;
    }

    private static List<ApplicationDownlink> single(JsonNode json, List<String> faults) {
        // an empty object, or one with a misspelt key, would clear the queue with replace
        if (!json.has("frm_payload") && !json.has("decoded_payload")) {
            faults.add("The JSON request has neither downlinks nor a payload, but " + keys(json)
                    + ". Write {\"downlinks\":[…]}, with an empty list to clear the queue, or a single downlink with"
                    + " frm_payload or decoded_payload.");
            return List.of();
        }
        return Collections.singletonList(DownlinkJsonFields.read("", json, faults));
    }

    /** The server ignores these ids; a request for another device would reach this one. */
    private static void checkDevice(JsonNode ids, String deviceId, List<String> faults) {
        String named = ids == null ? null : ids.path("device_id").asText(null);
        if (named != null && !named.equals(deviceId)) {
            faults.add("end_device_ids names device '" + named + "', but the request goes to '" + deviceId
                    + "'. Leave it out, or send to that device.");
        }
    }

    static void unknownKeys(String where, JsonNode object, Set<String> known, List<String> faults) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                faults.add("'" + where + name + "' is not a field that the server reads. "
                        + known.stream()
                                .filter(key -> sameLetters(key).equals(sameLetters(name)))
                                .findFirst()
                                .map(key -> "Write " + key + ".")
                                .orElse("Leave it out; there are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
            }
        }
    }

    private static String sameLetters(String key) {
        return key.replaceAll("[_\\- ]", "").toLowerCase(Locale.ROOT);
    }

    private static String keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> names.add("'" + name + "'"));
        return names.isEmpty() ? "nothing at all" : "only " + String.join(", ", names);
    }

    static Map<String, Object> toMap(JsonNode object) {
        return MAPPER.convertValue(object, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    @FunctionalInterface
    private interface Parse {
        JsonNode parse() throws IOException;
    }
}
