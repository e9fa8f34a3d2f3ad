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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.address.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of The Things Stack, to and from the model. Thread-safe; independent of any mapper that an application
 * configures, since the wire format is fixed.
 *
 * <p>What is read may be anything; see the package's description for what is tolerated. What is written is exactly what
 * the server's parsers take: names of the schema, standard base64, enumerations by name, no null and no zero.
 */
public final class MessageCodec {

    private MessageCodec() {}

    /**
     * Reads a message that the server published.
     *
     * @param json one JSON object in UTF-8, white space around it allowed; anything else after it is a fault, since the text
     *             is passed on as one JSON value. The array is taken over, not copied: it must not be changed afterwards
     * @throws TtsDecodeException if it is not a readable message; no other exception
     */
    public static ApplicationUp readApplicationUp(byte[] json) {
        return read(json, false, in -> in.read(EnvelopeSchema.ENVELOPE));
    }

    /**
     * Reads a request as a person writes it: {@code {"downlinks":[…]}}, or one downlink by itself. Strict, because the
     * server's MQTT interface drops what it does not understand without a word: a field that is not known, a wrong type, an
     * unknown priority or a repeated member is a fault. Members may have the schema's names or their camel-case forms, numbers
     * may stand in quotes, priorities may be numbers. {@code end_device_ids} beside {@code downlinks} is ignored, as the
     * server does: the topic decides.
     *
     * @param json one JSON object in UTF-8, white space around it allowed
     * @throws TtsDecodeException if it is not such a request; no other exception
     */
    public static DownlinkQueueRequest readDownlinkQueueRequest(byte[] json) {
        boolean several = read(json, false, MessageCodec::namesDownlinks);
        return read(json, true, in -> {
            List<ApplicationDownlink> downlinks = new ArrayList<>();
            if (several) {
                for (String name = in.name(); name != null; name = in.name()) {
                    switch (name) {
                        case "downlinks" -> readDownlinks(in, downlinks);
                        case "end_device_ids" -> in.skipKnown();
                        default -> in.skip();
                    }
                }
            } else {
                downlinks.add(in.read(DownlinkSchema.REQUESTED));
            }
            return new DownlinkQueueRequest(downlinks);
        });
    }

    private static boolean namesDownlinks(JsonReader in) throws IOException {
        boolean found = false;
        for (String name = in.name(); name != null; name = in.name()) {
            found |= name.equals("downlinks");
            in.skipKnown();
        }
        return found;
    }

    private static void readDownlinks(JsonReader in, List<ApplicationDownlink> downlinks) throws IOException {
        if (!in.array(Need.READING)) {
            throw in.fault("is null", "expected a list, which may be empty");
        }
        while (in.nextObject(Need.READING)) {
            downlinks.add(in.read(DownlinkSchema.REQUESTED));
        }
    }

    /**
     * Writes a request as the server's MQTT parser takes it: only the fields that it reads, and of a gateway only the
     * identifier, never the EUI, which it would misunderstand.
     *
     * @return one JSON object in UTF-8
     */
    public static byte[] write(DownlinkQueueRequest request) {
        return MessageWriter.write(out -> DownlinkWriter.request(request, out));
    }

    /**
     * Writes a payload by itself, as the server writes it within a message; fields that this version does not know are
     * not in it. It contains keys where the payload does.
     *
     * @return one JSON object in UTF-8
     */
    public static byte[] write(ApplicationUpPayload payload) {
        return MessageWriter.write(out -> EnvelopeWriter.payload(payload, out));
    }

    /** A message made of parts, as the server would write it. */
    static byte[] writeApplicationUp(
            EndDeviceIdentifiers endDeviceIds,
            List<String> correlationIds,
            Instant receivedAt,
            Event event,
            ApplicationUpPayload payload,
            boolean simulated) {
        return MessageWriter.write(out ->
                EnvelopeWriter.envelope(endDeviceIds, correlationIds, receivedAt, event, payload, simulated, out));
    }

    /** What reads the members of the root object. */
    private interface Root<T> {
        T read(JsonReader in) throws IOException;
    }

    private static <T> T read(byte[] json, boolean strict, Root<T> root) {
        checkEncoding(json);
        try (MessageParser parser = Json.parser(json)) {
            if (strict) {
                parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            }
            JsonReader in = new JsonReader(parser, json, strict);
            try {
                JsonToken first = parser.nextToken();
                if (first == null) {
                    throw new TtsDecodeException("The message is empty: expected a JSON object", "");
                }
                if (first != JsonToken.START_OBJECT) {
                    throw new TtsDecodeException("The message is not a JSON object: expected it to begin with {", "");
                }
                T value = root.read(in);
                if (parser.nextToken() != null) {
                    throw new TtsDecodeException("The message goes on after its end: expected one JSON object", "");
                }
                return value;
            } catch (JsonProcessingException e) {
                throw fault(e, in.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array has no such faults
        }
    }

    private static void checkEncoding(byte[] json) {
        int fault = Utf8.firstFault(json);
        if (fault >= 0) {
            throw new TtsDecodeException(
                    "The message is not UTF-8: byte " + fault + " of " + json.length + " is no part of it", "");
        }
    }

    /** In our words: the parser's quote the text, which may be a key. */
    private static TtsDecodeException fault(JsonProcessingException e, String path) {
        String place = path.isEmpty() ? "The message" : path;
        if (e instanceof StreamConstraintsException) {
            return new TtsDecodeException(
                    place + " exceeds a limit: expected at most " + FreeForm.MAX_DEPTH + " levels of nesting, "
                            + Json.MAX_STRING + " characters in a string, " + Json.MAX_NUMBER + " digits in a number, "
                            + Json.MAX_NAME + " characters in a name and " + Json.MAX_TOKENS + " tokens",
                    path);
        }
        if (e instanceof JsonEOFException) {
            return new TtsDecodeException(place + " is cut off: expected a whole JSON object", path);
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
            return new TtsDecodeException(place + " stands twice in its object: expected it once", path);
        }
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return new TtsDecodeException(
                place + " is not valid JSON" + (offset < 0 ? "" : " near byte " + offset) + ": expected valid JSON",
                path);
    }
}
