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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message's JSON text in UTF-8, byte for byte as it was received. Immutable, equal by content. */
public final class RawJson {

    private final byte[] utf8;

    private RawJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes the array over: the caller must not touch it again. */
    static RawJson wrap(byte[] utf8) {
        return new RawJson(utf8);
    }

    /** The array itself, for readers within the package. */
    byte[] array() {
        return utf8;
    }

    /** The number of bytes. */
    public int length() {
        return utf8.length;
    }

    /** A new array with the bytes. */
    public byte[] toByteArray() {
        return utf8.clone();
    }

    /** A stream over the bytes, without a copy. */
    public InputStream toInputStream() {
        return new ByteArrayInputStream(utf8);
    }

    /** A read-only buffer over the bytes, without a copy. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(utf8).asReadOnlyBuffer();
    }

    /**
     * Writes the bytes, without a copy of our own.
     *
     * @throws IOException if the stream throws it
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(utf8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawJson that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The text itself, which may hold keys. */
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
