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
package io.github.cameltts.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameltts.address.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What makes two copies of a message the same; see {@link ApplicationUp#deduplicationId()}. */
final class DeduplicationId {

    private static final int MAX_LENGTH = 255;
    private static final int DIGEST_BYTES = 16;
    private static final String DOWNLINK_ID = "as:downlink:";

    private DeduplicationId() {}

    static String of(ApplicationUp message) {
        EndDeviceIdentifiers ids = message.endDeviceIds();
        if (ids != null && ids.deviceId() != null) {
            String id = byParts(message, prefix(message.event(), ids));
            if (id != null && isShortAndPrintable(id)) {
                return id;
            }
        }
        return (message.event() == Event.UNKNOWN ? "unknown" : message.event().topicSuffix()) + ':' + content(message);
    }

    private static String prefix(Event event, EndDeviceIdentifiers ids) {
        return event.topicSuffix()
                + ':'
                + (ids.applicationId() == null ? "" : ids.applicationId())
                + '/'
                + ids.deviceId();
    }

    private static boolean isShortAndPrintable(String id) {
        return id.length() <= MAX_LENGTH && id.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Null if the message lacks the parts that tell it from others. */
    private static String byParts(ApplicationUp message, String prefix) {
        ApplicationUpPayload payload = message.payload();
        if (payload instanceof ApplicationUplink uplink) {
            return frame(prefix, uplink.sessionKeyId(), uplink.fPort(), uplink.fCnt(), uplink.receivedAt());
        }
        if (payload instanceof ApplicationUplinkNormalized uplink) {
            // one message for each measurement of the uplink, alike in all but the content
            String frame = frame(prefix, uplink.sessionKeyId(), uplink.fPort(), uplink.fCnt(), uplink.receivedAt());
            return frame == null ? null : frame + ':' + digest(uplink.normalizedPayload());
        }
        if (payload instanceof ApplicationJoinAccept join) {
            return join.sessionKeyId() == null ? null : prefix + ':' + join.sessionKeyId() + time(join.receivedAt());
        }
        if (payload instanceof ApplicationDownlink downlink) {
            return downlink(prefix, downlink, message.correlationIds());
        }
        if (payload instanceof ApplicationDownlinkFailed failed && failed.downlink() != null) {
            return downlink(prefix, failed.downlink(), message.correlationIds());
        }
        return null;
    }

    private static String frame(String prefix, ByteString sessionKeyId, int fPort, long fCnt, Instant receivedAt) {
        if (sessionKeyId == null && receivedAt == null) {
            return null; // simulated: two of them may well have the same counter
        }
        return prefix + ':' + (sessionKeyId == null ? "" : sessionKeyId) + ':' + fPort + ':' + fCnt + time(receivedAt);
    }

    private static String time(Instant time) {
        return time == null ? "" : ":" + time.getEpochSecond() + '.' + time.getNano();
    }

    /** By the server's own identifier; a repetition of a confirmed downlink has a counter and an attempt of its own. */
    private static String downlink(String prefix, ApplicationDownlink downlink, List<String> correlationIds) {
        String id = newest(downlink.correlationIds());
        if (id == null) {
            id = newest(correlationIds);
        }
        if (id == null) {
            return null;
        }
        Integer attempt = downlink.confirmedRetry() == null
                ? null
                : downlink.confirmedRetry().attempt();
        return prefix
                + ':'
                + id.substring(DOWNLINK_ID.length())
                + ':'
                + (downlink.sessionKeyId() == null ? "" : downlink.sessionKeyId())
                + ':'
                + (downlink.fCnt() == null ? "" : downlink.fCnt())
                + ':'
                + (attempt == null ? "" : attempt);
    }

    /** A downlink sent again brings the identifier of its former life along; they begin with their time. */
    private static String newest(List<String> correlationIds) {
        String newest = null;
        for (String id : correlationIds) {
            if (id.startsWith(DOWNLINK_ID) && (newest == null || id.compareTo(newest) > 0)) {
                newest = id;
            }
        }
        return newest;
    }

    private static String content(ApplicationUp message) {
        try (JsonParser parser = Json.parser(message.raw().array())) {
            parser.nextToken();
            Map<String, Object> content = object(parser);
            content.remove("correlation_ids"); // the Storage Integration does not have them
            return digest(content);
        } catch (IOException e) {
            // a value that reading skipped is beyond a limit: then only the same bytes are the same message
            return hex(sha256().digest(message.raw().array()));
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new TreeMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                list.add(value(parser, next));
            }
            return list;
        }
        return parser.getText();
    }

    private static String digest(Map<String, Object> content) {
        MessageDigest digest = sha256();
        feed(digest, content);
        return hex(digest.digest());
    }

    /** Members in the order of their names, since the server's is random. */
    private static void feed(MessageDigest digest, Object value) {
        if (value instanceof Map<?, ?> object) {
            digest.update((byte) '{');
            new TreeMap<>(object).forEach((name, member) -> {
                feed(digest, name);
                feed(digest, member);
            });
            digest.update((byte) '}');
        } else if (value instanceof List<?> list) {
            digest.update((byte) '[');
            list.forEach(element -> feed(digest, element));
            digest.update((byte) ']');
        } else {
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            digest.update((byte) '"');
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
            digest.update(text);
        }
    }

    private static String hex(byte[] digest) {
        return Hex.format(digest, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
