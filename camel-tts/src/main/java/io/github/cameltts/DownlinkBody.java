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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltts.downlink.DownlinkJson;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.DownlinkQueueRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * What a message body means as a request for downlinks. A body that could mean two things is refused: text, hex and
 * base64 can't be told apart, and a valve must not get the wrong bytes.
 */
final class DownlinkBody {

    private static final String JSON = "application/json";
    private static final String OCTETS = "application/octet-stream";

    private static final String CHOICES =
            "Give an ApplicationDownlink, a list of them, a DownlinkQueueRequest, byte[] (the"
                    + " FRM payload), a Map (the decoded payload for the server's encoder), or JSON.";

    private DownlinkBody() {}

    /**
     * @param  faults                      takes what is wrong with a JSON request
     * @return                             the downlinks, with what the body leaves open left open; empty only where the
     *                                     body is an empty list, or JSON with one
     * @throws TtsInvalidDownlinkException if the body is none of those that a request can be made of
     */
    static List<ApplicationDownlink> read(Message message, String deviceId, List<String> faults) throws IOException {
        Object body = message.getBody();
        if (body == null) {
            throw refused(
                    "The body is null. " + CHOICES + " To clear the queue, send an empty list with operation replace.");
        }
        if (body instanceof ApplicationDownlink downlink) {
            return List.of(downlink);
        }
        if (body instanceof DownlinkQueueRequest request) {
            return request.downlinks();
        }
        if (body instanceof ApplicationUp up) {
            throw refused("The body is a received message (" + up.event() + "), and not a downlink: a message that was"
                    + " received must not go back by accident. Set a new body. " + CHOICES);
        }
        if (body instanceof List<?> list) {
            return downlinks(list);
        }
        if (body instanceof byte[] || body instanceof ByteBuffer) {
            refuseJson(message);
        }
        if (body instanceof byte[] payload) {
            return List.of(payload(payload));
        }
        if (body instanceof ByteBuffer buffer) {
            byte[] payload = new byte[buffer.remaining()];
            buffer.duplicate().get(payload);
            return List.of(payload(payload));
        }
        if (body instanceof Map<?, ?> map) {
            return List.of(decodedPayload(map));
        }
        if (body instanceof JsonNode json) {
            return DownlinkJson.read(json, deviceId, faults);
        }
        if (body instanceof String json) {
            return DownlinkJson.read(json, deviceId, faults);
        }
        if (body instanceof InputStream || body instanceof StreamCache || body instanceof WrappedFile) {
            return stream(message, deviceId, faults);
        }
        throw refused(
                "The body is a " + body.getClass().getTypeName() + ", of which no downlink can be made. " + CHOICES);
    }

    private static List<ApplicationDownlink> downlinks(List<?> list) {
        List<ApplicationDownlink> downlinks = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof ApplicationDownlink downlink)) {
                throw refused("The body is a list with "
                        + (each == null ? "null" : "a " + each.getClass().getTypeName())
                        + " in it. A list takes ApplicationDownlink only.");
            }
            downlinks.add(downlink);
        }
        return downlinks;
    }

    /** The bytes would go to the device as they are, a whole request as its text. */
    private static void refuseJson(Message message) {
        if (isJson(contentType(message))) {
            throw refused(
                    "The body is byte[] and header Content-Type says '" + contentType(message) + "': the bytes would be"
                            + " sent to the device as they are. Convert the body to String if it is a request, or remove the header"
                            + " if it is the payload.");
        }
    }

    private static String contentType(Message message) {
        return message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
    }

    /** Without parameters such as a character set. */
    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isJson(String contentType) {
        String type = mediaType(contentType);
        return type.equals(JSON) || type.endsWith("+json");
    }

    private static ApplicationDownlink payload(byte[] payload) {
        return ApplicationDownlink.builder().frmPayload(payload).build();
    }

    private static ApplicationDownlink decodedPayload(Map<?, ?> map) {
        if (map.isEmpty()) {
            throw refused("The body is an empty Map: there is nothing to encode. Give at least one value.");
        }
        for (String key : List.of("downlinks", "f_port", "frm_payload")) {
            if (map.containsKey(key)) {
                throw refused(
                        "The body is a Map with the key '" + key + "'. A Map is the decoded payload for the server's"
                                + " encoder; this one looks like a whole request. Give that as JSON text or as ApplicationDownlink.");
            }
        }
        if (map.keySet().stream().anyMatch(key -> !(key instanceof String))) {
            throw refused("The body is a Map with a key that is not a text. Keys of a decoded payload are texts.");
        }
        try {
            @SuppressWarnings("unchecked") // checked above
            Map<String, Object> decoded = (Map<String, Object>) map;
            return ApplicationDownlink.builder().decodedPayload(decoded).build();
        } catch (IllegalArgumentException e) {
            throw new TtsInvalidDownlinkException(
                    List.of("The body is a Map that JSON cannot carry: " + e.getMessage()), e);
        }
    }

    private static List<ApplicationDownlink> stream(Message message, String deviceId, List<String> faults)
            throws IOException {
        String contentType = contentType(message);
        boolean json = isJson(contentType);
        if (!json && !mediaType(contentType).equals(OCTETS)) {
            throw refused("The body is a stream or file, and header Content-Type is "
                    + (contentType.isEmpty() ? "missing" : "'" + contentType + "'") + ". Set it to " + JSON
                    + " for a request, or to " + OCTETS + " for the FRM payload.");
        }
        byte[] bytes = message.getBody(byte[].class);
        return json ? DownlinkJson.read(bytes, deviceId, faults) : List.of(payload(bytes));
    }

    private static TtsInvalidDownlinkException refused(String fault) {
        return new TtsInvalidDownlinkException(List.of(fault));
    }
}
