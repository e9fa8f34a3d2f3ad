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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final String FIRST = "{\"result\":{\"a\":\"}{\\\"\\\\\",\"b\":[1,{}]}}";
    private static final String SECOND = "{\"result\":{\"ü\":\"😀\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\n", "\r\n", "", " \t\n \n"})
    void findsObjectsWhateverIsBetweenThem(String between) throws IOException {
        String text = between + FIRST + between + SECOND + between;
        for (int piece : new int[] {1, 2, 3, 7, 1000}) {
            assertThat(read(text, piece, 1000)).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void findsObjectsOfSeveralLines() throws IOException {
        String pretty = "{\n  \"result\": {\n    \"a\": 1\n  }\n}";
        assertThat(read(pretty + "\n" + pretty, 5, 1000)).containsExactly(pretty, pretty);
    }

    @Test
    void holdsObjectsLongerThanItsBuffer() throws IOException {
        String longer = "{\"result\":\"" + "x".repeat(100_000) + "\"}";
        assertThat(read(longer + "\n" + SECOND, 40_000, 200_000)).containsExactly(longer, SECOND);
    }

    @Test
    void endsWithTheStream() throws IOException {
        assertThat(read("", 1, 10)).isEmpty();
        assertThat(read("\n\n", 1, 10)).isEmpty();
    }

    @Test
    void refusesTooLongAnObject() throws IOException {
        assertThat(read("{\"a\":1234}", 3, 10)).hasSize(1);
        assertThatThrownBy(() -> read("{\"a\":12345}", 3, 10))
                .isInstanceOf(FrameReader.FramingException.class)
                .hasMessage("a result of more than 10 bytes");
        // and not only when it ends
        assertThatThrownBy(() -> read("{\"a\":\"" + "x".repeat(100_000), 40_000, 50_000))
                .isInstanceOf(FrameReader.FramingException.class);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> read(FIRST + "\n<html>", 3, 1000)).isInstanceOf(FrameReader.FramingException.class);
        assertThatThrownBy(() -> read("{\"a\":\"x\n{\"b\":1}", 3, 1000))
                .isInstanceOf(FrameReader.FramingException.class);
        assertThatThrownBy(() -> read("{\"a\":1", 3, 1000)).isInstanceOf(EOFException.class);
    }

    private static List<String> read(String text, int piece, int maxLength) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(piece, length));
            }
        };
        FrameReader reader = new FrameReader(in, maxLength);
        List<String> objects = new ArrayList<>();
        for (byte[] object = reader.next(); object != null; object = reader.next()) {
            objects.add(new String(object, StandardCharsets.UTF_8));
        }
        return objects;
    }
}
