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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes a stream of JSON objects apart, whatever white space is between and inside of them: a line feed, an empty line,
 * or none. It counts braces and looks no closer; one object is in memory at a time.
 */
final class FrameReader {

    private static final int BUFFER = 32 * 1024;

    private final InputStream in;
    private final int maxLength;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    FrameReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /** The stream is not one of JSON objects. */
    static final class FramingException extends IOException {

        private static final long serialVersionUID = 1L;

        FramingException(String message) {
            super(message);
        }
    }

    /**
     * The next object, from its opening to its closing brace; null at the end of the stream.
     *
     * @throws EOFException if the stream ends within an object
     */
    byte[] next() throws IOException {
        if (!skipWhiteSpace()) {
            return null;
        }
        if (buffer[position] != '{') {
            throw new FramingException("something that is no JSON object");
        }
        byte[] held = {};
        int depth = 0;
        boolean inText = false;
        boolean escaped = false;
        int start = position;
        while (true) {
            if (position == limit) {
                held = hold(held, start);
                if (!fill()) {
                    throw new EOFException("the end within an object");
                }
                start = 0;
            }
            byte c = buffer[position++];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (c == '\\') {
                    escaped = true;
                } else if (c == '"') {
                    inText = false;
                } else if (c == '\n') {
                    throw new FramingException("a line end within a text");
                }
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return hold(held, start);
            }
        }
    }

    private byte[] hold(byte[] held, int start) throws FramingException {
        int length = position - start;
        if ((long) held.length + length > maxLength) {
            throw new FramingException("a result of more than " + maxLength + " bytes");
        }
        if (held.length == 0) {
            return Arrays.copyOfRange(buffer, start, position);
        }
        byte[] longer = Arrays.copyOf(held, held.length + length);
        System.arraycopy(buffer, start, longer, held.length, length);
        return longer;
    }

    private boolean skipWhiteSpace() throws IOException {
        while (true) {
            while (position < limit) {
                byte c = buffer[position];
                if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
                    return true;
                }
                position++;
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
