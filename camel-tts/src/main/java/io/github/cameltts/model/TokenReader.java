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
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameltts.TtsDecodeException;
import java.io.IOException;

/** The structure of a message: objects, their members, lists; and what happens where it is not as expected. */
abstract class TokenReader {

    private static final int MAX_PATH = 500;

    /** Behind this, what broken JSON takes for a name may be the key itself. */
    private static final String KEY = "app_s_key";

    final JsonParser parser;
    final boolean strict;
    private int ignored;

    TokenReader(JsonParser parser, boolean strict) {
        this.parser = parser;
        this.strict = strict;
    }

    /** How many values were skipped because of their type. */
    int ignored() {
        return ignored;
    }

    /** Whether the value is an object, whose members come next. */
    boolean object(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        return token == JsonToken.START_OBJECT || wrong(token, need, "an object");
    }

    /** The next member's name, null at the end of the object. */
    final String name() throws IOException {
        return parser.nextFieldName();
    }

    /**
     * The name in the schema: a sender may also write {@code fPort} for {@code f_port}, as the server's parsers allow. What
     * the server writes itself is never so.
     */
    String schemaName(String name) {
        if (!strict) {
            return name;
        }
        StringBuilder schemaName = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                schemaName.append('_').append((char) (c | 0x20));
            } else {
                schemaName.append(c);
            }
        }
        return schemaName.toString();
    }

    /** Skips the value of a member that is not known. */
    void skip() throws IOException {
        JsonToken token = parser.nextToken();
        if (strict) {
            throw fault("is not a field of a downlink", "check its spelling or leave it out");
        }
        if (token.isStructStart()) {
            parser.skipChildren();
        }
    }

    /** Skips the value of a member that is known to mean nothing here. */
    void skipKnown() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    /** Whether the value is a list, whose elements come next. */
    boolean array(Need need) throws IOException {
        JsonToken token = parser.nextToken();
        return token == JsonToken.START_ARRAY || wrong(token, need, "a list");
    }

    /** Whether the list goes on with an object; elements of another type are skipped. */
    boolean nextObject(Need need) throws IOException {
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            if (strict && token == JsonToken.VALUE_NULL) {
                throw fault("is null", "expected an object");
            }
            wrong(token, need, "an object");
        }
        return false;
    }

    /** Skips a value of the wrong type, unless a reading depends on it; false, for the convenience of callers. */
    final boolean wrong(JsonToken token, Need need, String expected) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        if (strict || need == Need.READING) {
            throw fault("is " + found(token), "expected " + expected);
        }
        ignore(need);
        parser.skipChildren();
        return false;
    }

    /** Counts a value that is skipped because of its type. */
    void ignore(Need need) {
        ignored++;
    }

    private String found(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> Text.quote(parser.getText());
            default -> Text.quote(parser.getText()).replace("\"", "");
        };
    }

    /** A fault in the value at hand. */
    TtsDecodeException fault(String what, String expected) {
        String path = path();
        return new TtsDecodeException((path.isEmpty() ? "The message" : path) + ' ' + what + ": " + expected, path);
    }

    /** The place of the parser: names joined by dots, indexes in brackets. */
    String path() {
        StringBuilder path = new StringBuilder();
        append(parser.getParsingContext(), path);
        return path.toString();
    }

    private static void append(JsonStreamContext context, StringBuilder path) {
        if (context.inRoot()) {
            return;
        }
        append(context.getParent(), path);
        if (path.length() > MAX_PATH || path.indexOf(KEY) >= 0) {
            return;
        }
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.hasCurrentName()) {
            String quoted = Text.quote(context.getCurrentName());
            path.append(path.length() == 0 ? "" : ".").append(quoted, 1, quoted.length() - 1);
        }
    }
}
