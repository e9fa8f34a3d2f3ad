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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A message as the storage has it.
 *
 * @param position its place in the order of time
 * @param deviceId the device
 * @param type such as {@code uplink_message}
 * @param fPort the FPort of an uplink; 0 for none and for other events
 * @param json gives the message
 */
record StoredMessage(StoragePosition position, String deviceId, String type, int fPort, Supplier<byte[]> json) {

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Makes one of a published message: byte for byte the same, but for the correlation ids, which the storage does not
     * have. Null when the message is not a JSON object: the server stores messages, not what a test publishes in their
     * place.
     */
    static StoredMessage of(String deviceId, String type, byte[] published, Instant now, long sequence) {
        Outline outline = new Outline();
        try (JsonParser parser = JSON.createParser(published)) {
            outline.read(parser, type);
        } catch (IOException | DateTimeException e) {
            return null;
        }
        byte[] json = outline.cutFrom(published);
        Instant receivedAt = outline.receivedAt == null ? now : outline.receivedAt;
        return new StoredMessage(new StoragePosition(receivedAt, sequence), deviceId, type, outline.fPort, () -> json);
    }

    /** What has to be known of a message. */
    private static final class Outline {

        private Instant receivedAt;
        private int fPort;
        private int cutStart;
        private int cutEnd;

        void read(JsonParser parser, String type) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            // the end of the member before, behind which its comma stands
            int previousEnd = -1;
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                int nameStart = (int) parser.currentTokenLocation().getByteOffset();
                JsonToken token = parser.nextToken();
                if (name.equals("received_at") && token == JsonToken.VALUE_STRING) {
                    receivedAt = Instant.parse(parser.getText());
                }
                if (name.equals(type) && token == JsonToken.START_OBJECT) {
                    readEvent(parser);
                } else {
                    parser.skipChildren();
                }
                // a text is read lazily: only then the parser stands behind it
                parser.finishToken();
                int end = (int) parser.currentLocation().getByteOffset();
                if (name.equals("correlation_ids")) {
                    cutStart = previousEnd < 0 ? nameStart : previousEnd;
                    cutEnd = end;
                }
                previousEnd = end;
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("not one object");
            }
        }

        private void readEvent(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("f_port") && token == JsonToken.VALUE_NUMBER_INT) {
                    fPort = parser.getIntValue();
                }
                parser.skipChildren();
            }
        }

        byte[] cutFrom(byte[] published) {
            if (cutEnd == 0) {
                return published.clone();
            }
            int end = cutEnd;
            // the first member takes the comma behind it along, any other the one before it
            if (published[cutStart] == '"') {
                while (end < published.length && (published[end] == ',' || published[end] == ' ')) {
                    end++;
                }
            }
            byte[] json = new byte[published.length - (end - cutStart)];
            System.arraycopy(published, 0, json, 0, cutStart);
            System.arraycopy(published, end, json, cutStart, published.length - end);
            return json;
        }
    }
}
