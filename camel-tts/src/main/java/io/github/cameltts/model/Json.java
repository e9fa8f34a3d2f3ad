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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;
import java.io.OutputStream;

/** Where all parsers and generators come from: the wire format is fixed, so no mapper of a user's has a say in it. */
final class Json {

    static final int MAX_STRING = 1_000_000;
    static final int MAX_NUMBER = 1_000;
    static final int MAX_NAME = 50_000;
    static final int MAX_TOKENS = 1_000_000;

    /** For texts of so few bytes that they cannot have too many tokens: counting them has its price. */
    private static final JsonFactory FACTORY = factory(StreamReadConstraints.builder());

    private static final JsonFactory COUNTING =
            factory(StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS));

    private Json() {}

    static MessageParser parser(byte[] json) throws IOException {
        return (MessageParser) (json.length <= MAX_TOKENS ? FACTORY : COUNTING).createParser(json);
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    private static JsonFactory factory(StreamReadConstraints.Builder constraints) {
        JsonFactoryBuilder builder = new JsonFactoryBuilder();
        builder.enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
        builder.streamReadConstraints(constraints
                .maxNestingDepth(FreeForm.MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build());
        return new MessageParserFactory(builder).setCharacterEscapes(new HtmlSafe());
    }

    /** Makes our parsers. */
    private static final class MessageParserFactory extends JsonFactory {

        private static final long serialVersionUID = 1L;

        MessageParserFactory(JsonFactoryBuilder builder) {
            super(builder);
        }

        /** Without a guess at UTF-16 or UTF-32 from the first bytes. */
        @Override
        protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) {
            return new MessageParser(
                    context,
                    _parserFeatures,
                    _objectCodec,
                    _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
                    data);
        }
    }

    /** The server escapes what HTML could misunderstand; what we write in its place looks the same. */
    private static final class HtmlSafe extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        HtmlSafe() {
            for (char c : new char[] {'<', '>', '&'}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
