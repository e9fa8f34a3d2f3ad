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

/**
 * What the server says went wrong.
 *
 * @param code    the gRPC code; 0 where it gives none
 * @param message its words; empty where it has none
 */
record ServerError(int code, String message) {

    /** It says nothing of its own. */
    static final ServerError NONE = new ServerError(0, "");

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_MESSAGE = 300;

    /** Of an answer that is an error; without code and message when it is not of the server's own form. */
    static ServerError of(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                return read(parser);
            }
        } catch (IOException e) {
            // a proxy's page, or none
        }
        return NONE;
    }

    /** With the parser at the beginning of the object; it is left at its end. */
    static ServerError read(JsonParser parser) throws IOException {
        int code = 0;
        String message = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            // older gateways write grpc_code in the place of code
            if ((name.equals("code") || name.equals("grpc_code")) && token == JsonToken.VALUE_NUMBER_INT) {
                code = parser.getValueAsInt();
            } else if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                message = oneLine(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return new ServerError(code, message);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").trim();
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
    }
}
