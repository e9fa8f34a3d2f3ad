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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * An immutable sequence of bytes: a session key identifier, an uplink token, an encrypted key. Equal by content, prints
 * as upper-case hexadecimal digits.
 */
public final class ByteString {

    private static final ByteString EMPTY = new ByteString(new byte[0]);

    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these bytes. */
    public static ByteString copyOf(byte[] bytes) {
        return wrap(bytes.clone());
    }

    /**
     * Reads base64, standard or URL alphabet, padded or not.
     *
     * @throws IllegalArgumentException for any other text
     */
    @JsonCreator
    public static ByteString ofBase64(String base64) {
        byte[] text = base64.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Base64Text.decode(text, 0, text.length);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "A text of " + base64.length() + " characters is not base64: give standard base64 with padding");
        }
        return wrap(bytes);
    }

    /** Takes the array over: the caller must not touch it again. */
    static ByteString wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new ByteString(bytes);
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** A new array with the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Standard base64 with padding, as The Things Stack writes it. */
    @JsonValue
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Upper-case hexadecimal digits, two for each byte. */
    @Override
    public String toString() {
        return Hex.format(bytes, bytes.length);
    }
}
