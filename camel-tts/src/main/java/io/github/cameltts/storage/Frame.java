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
package io.github.cameltts.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One object of the answer: {@code {"result":{…}}}, or {@code {"error":{…}}} in the place of a result.
 *
 * @param result the value of {@code result}, as sent; null where there is none
 * @param error  the value of {@code error}; null where there is none
 */
record Frame(byte[] result, ServerError error) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] START = "{\"result\":{\"end_device_ids\"".getBytes(StandardCharsets.US_ASCII);
    private static final int RESULT_AT = "{\"result\":".length();

    /**
     * @param  object      one whole object
     * @throws IOException if it is not readable
     */
    static Frame of(byte[] object) throws IOException {
        byte[] result = usualResult(object);
        return result != null ? new Frame(result, null) : parse(object);
    }

    /**
     * The server writes nothing but the result into an object. Its inside is not looked at here, as it will be: a second
     * member behind the result ends up in the message, where reading it finds the fault.
     */
    private static byte[] usualResult(byte[] object) {
        boolean usual = object.length > START.length
                && Arrays.equals(object, 0, START.length, START, 0, START.length)
                && object[object.length - 2] == '}';
        return usual ? Arrays.copyOfRange(object, RESULT_AT, object.length - 1) : null;
    }

    private static Frame parse(byte[] object) throws IOException {
        byte[] result = null;
        ServerError error = null;
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                if (name.equals("error") && token == JsonToken.START_OBJECT) {
                    error = ServerError.read(parser);
                } else {
                    parser.skipChildren();
                    if (name.equals("result") && token == JsonToken.START_OBJECT) {
                        result = Arrays.copyOfRange(
                                object, start, (int) parser.currentLocation().getByteOffset());
                    }
                }
            }
        }
        return new Frame(result, error);
    }
}
