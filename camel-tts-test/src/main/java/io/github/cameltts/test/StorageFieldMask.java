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
package io.github.cameltts.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a message is wanted: paths such as {@code up.uplink_message.decoded_payload}. */
final class StorageFieldMask {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** They come whatever the mask says. */
    private static final Set<String> ALWAYS = Set.of("end_device_ids", "received_at");

    private static final String ENVELOPE = "up.";

    private final List<String> paths;

    StorageFieldMask(String commaList) {
        paths = Arrays.stream(commaList.split(","))
                .map(String::trim)
                .filter(path -> !path.isEmpty())
                .map(path -> path.startsWith(ENVELOPE) ? path.substring(ENVELOPE.length()) : path)
                .toList();
    }

    byte[] apply(byte[] json) {
        if (paths.isEmpty()) {
            return json;
        }
        try {
            ObjectNode message = (ObjectNode) MAPPER.readTree(json);
            thin(message, "");
            return MAPPER.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void thin(ObjectNode object, String prefix) {
        List<String> unwanted = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String path = prefix + member.getKey();
            if (paths.contains(path) || prefix.isEmpty() && ALWAYS.contains(path)) {
                continue;
            }
            boolean leadsOn = paths.stream().anyMatch(wanted -> wanted.startsWith(path + "."));
            if (leadsOn && member.getValue() instanceof ObjectNode inner) {
                thin(inner, path + ".");
            } else {
                unwanted.add(member.getKey());
            }
        }
        object.remove(unwanted);
    }
}
