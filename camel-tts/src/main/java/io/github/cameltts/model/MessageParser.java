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

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/**
 * Jackson's parser of UTF-8, which also tells where in the bytes it stands: half of a message is times, identifiers and
 * base64, and having each copied to characters before it is read, or passed over afterwards, costs as much as reading it.
 */
final class MessageParser extends UTF8StreamJsonParser {

    MessageParser(IOContext context, int features, ObjectCodec codec, ByteQuadsCanonicalizer names, byte[] json) {
        super(context, features, null, codec, names, json, start(json), json.length, start(json), false);
    }

    /** Behind the byte-order mark, if there is one. */
    private static int start(byte[] json) {
        boolean marked = json.length > 2 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /** {@link #nextToken()} behind a name, without the way through a method too long to be compiled in place. */
    JsonToken memberValue() throws IOException {
        JsonToken value = _nextToken;
        if (value == null || value.isStructStart()) {
            return nextToken();
        }
        _nameCopied = false;
        _nextToken = null;
        return _updateToken(value);
    }

    /** Where the text of the string at hand begins, behind its quote; nobody must have asked for its text yet. */
    int stringStart() {
        return _inputPtr;
    }

    /** Goes on behind the closing quote of the string at hand, which has been read. */
    void endString(int quote) {
        _tokenIncomplete = false;
        _inputPtr = quote + 1;
    }

    /** Where the number at hand begins. */
    int numberStart() {
        return (int) getTokenCharacterOffset() - 1;
    }
}
