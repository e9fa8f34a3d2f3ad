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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonGeneratorImpl;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON texts through the generators and parsers of other people's mappers. */
final class RawValues {

    private RawValues() {}

    /** Writes the text byte for byte where JSON is written, else (trees, other formats) its values. */
    static void write(RawJson raw, JsonGenerator out) throws IOException {
        JsonGenerator target = out;
        while (target instanceof JsonGeneratorDelegate delegate) {
            target = delegate.delegate();
        }
        if (target instanceof JsonGeneratorImpl) {
            out.writeRawValue(raw.toString());
        } else {
            try (JsonParser parser = Json.parser(raw.array())) {
                parser.nextToken();
                out.copyCurrentStructure(parser);
            }
        }
    }

    /** The value that the parser is at, as JSON text: numbers digit by digit, white space and escapes our own. */
    static byte[] read(JsonParser in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = Json.generator(bytes)) {
            int depth = 0;
            // a text that ends too early ends the loop: reading the copy will tell
            for (JsonToken token = in.currentToken(); token != null; token = in.nextToken()) {
                if (token.isNumeric()) {
                    out.writeNumber(in.getText());
                } else {
                    out.copyCurrentEvent(in);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0 && token != JsonToken.FIELD_NAME) {
                    break;
                }
            }
        }
        return bytes.toByteArray();
    }
}
