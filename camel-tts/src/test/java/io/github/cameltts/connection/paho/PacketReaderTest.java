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
package io.github.cameltts.connection.paho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.connection.paho.PacketReader.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {

    private static final int PUBLISH = 0x30;
    private static final int PINGRESP = 0xd0;

    private int waits;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
    void readsWhatWasWrittenOfEachLength(int length) throws IOException {
        Packet packet = new Packet(PUBLISH, new byte[length]);

        Packet read = reader(packet.bytes()).read();

        assertThat(read.header()).isEqualTo(PUBLISH);
        assertThat(read.body()).hasSize(length);
    }

    @Property(tries = 50)
    void writesTheLengthAsPahoDoes(@ForAll @IntRange(max = 3_000_000) int length) {
        byte[] bytes = new Packet(PUBLISH, new byte[length]).bytes();

        byte[] encoded = MqttWireMessage.encodeMBI(length);
        assertThat(bytes).hasSize(1 + encoded.length + length);
        assertThat(bytes).startsWith(new byte[] {PUBLISH}).containsSequence(encoded);
    }

    @Property(tries = 200)
    void losesNothingByReadTimeouts(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 9) Integer> pieces)
            throws IOException {
        byte[] bytes = new byte[3 * 130 + 2];
        System.arraycopy(new Packet(PUBLISH, new byte[127]).bytes(), 0, bytes, 0, 129);
        System.arraycopy(new Packet(PINGRESP, new byte[0]).bytes(), 0, bytes, 129, 2);
        System.arraycopy(new Packet(PUBLISH, new byte[258]).bytes(), 0, bytes, 131, 261);
        PacketReader reader = new PacketReader(new Slow(bytes, new ArrayDeque<>(pieces)), () -> {});

        List<Packet> packets = new ArrayList<>();
        while (true) {
            try {
                Packet packet = reader.read();
                if (packet == null) {
                    break;
                }
                packets.add(packet);
            } catch (SocketTimeoutException e) {
                // Paho reads again
            }
        }

        assertThat(packets).extracting(Packet::header).containsExactly(PUBLISH, PINGRESP, PUBLISH);
        assertThat(packets).extracting(packet -> packet.body().length).containsExactly(127, 0, 258);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100})
    void hasNoPacketWhereTheBytesEndWithinIt(int bytes) throws IOException {
        byte[] part = new byte[bytes];
        System.arraycopy(new Packet(PUBLISH, new byte[200]).bytes(), 0, part, 0, bytes);

        assertThat(reader(part).read()).isNull();
    }

    @Test
    void refusesALengthOfMoreThanFourBytes() {
        PacketReader reader =
                reader(new byte[] {PUBLISH, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x01});

        assertThatThrownBy(reader::read)
                .isInstanceOf(IOException.class)
                .hasMessage("The server sent bytes that are no MQTT: a length of more than four bytes");
    }

    @Test
    void tellsWhetherItHasToWaitForBytes() throws IOException {
        byte[] one = new Packet(PUBLISH, new byte[10]).bytes();
        byte[] two = new byte[2 * one.length];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        PacketReader reader = reader(two);

        reader.read();
        assertThat(reader.hasMore()).isTrue();
        assertThat(waits).isOne();

        reader.read();
        assertThat(reader.hasMore()).isFalse();
        assertThat(waits).isOne();

        reader.read();
        assertThat(waits).isEqualTo(2);
    }

    private PacketReader reader(byte[] bytes) {
        return new PacketReader(new ByteArrayInputStream(bytes), () -> waits++);
    }

    /** Gives bytes in pieces, and lets the read timeout expire before each. */
    private static final class Slow extends InputStream {

        private final ByteArrayInputStream bytes;
        private final Queue<Integer> pieces;
        private boolean expired;

        Slow(byte[] bytes, Queue<Integer> pieces) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.pieces = pieces;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("must be buffered");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            expired = !expired;
            if (expired) {
                throw new SocketTimeoutException();
            }
            Integer piece = pieces.poll();
            return bytes.read(buffer, offset, piece == null ? length : Math.min(piece, length));
        }
    }
}
