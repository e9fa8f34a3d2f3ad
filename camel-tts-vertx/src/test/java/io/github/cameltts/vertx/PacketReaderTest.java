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
package io.github.cameltts.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {

    private final List<String> read = new ArrayList<>();
    private final PacketReader reader = new PacketReader(new PacketReader.Handler() {
        @Override
        public void publish(String topic, byte[] payload) {
            read.add(topic + "=" + payload.length + "/" + Arrays.hashCode(payload));
        }

        @Override
        public void packet(int type, byte[] body) {
            read.add(type + "=" + Arrays.toString(body));
        }
    });

    @Test
    void anyTwoCutsGiveTheSamePackets() throws Exception {
        byte[] all = packets();
        reader.read(Unpooled.wrappedBuffer(all));
        List<String> whole = List.copyOf(read);
        assertThat(whole)
                .startsWith("2=[0, 0]", "9=[0, 1, 0, -128]", "t=0/1", "top/ü=3/30817")
                .hasSize(7)
                .endsWith("13=[]");

        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second++) {
                read.clear();
                ByteBuf bytes = Unpooled.wrappedBuffer(all);
                reader.read(bytes.readSlice(first));
                reader.read(bytes.readSlice(second - first));
                reader.read(bytes);
                assertThat(read).isEqualTo(whole);
            }
        }
    }

    @Test
    void bytesMayComeOneByOne() throws Exception {
        for (byte each : packets()) {
            reader.read(Unpooled.wrappedBuffer(new byte[] {each}));
        }
        assertThat(read).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x10, 0x21, 0x32, 0x34, 0x38, 0x40, 0x80, 0x91, 0xc0, 0xd1, 0xe0, 0xf0})
    void whatAServerMayNotSendIsAFault(int first) {
        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(new byte[] {(byte) first, 0})))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(String.format("0x%02x", first));
    }

    @Test
    void lengthsThatDoNotFitAreFaults() {
        assertThatThrownBy(() -> reader.read(Unpooled.wrappedBuffer(
                        new byte[] {0x30, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 1})))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> new PacketReader(null).read(Unpooled.wrappedBuffer(new byte[] {0x30, 4, 0, 3})))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> new PacketReader(null).read(Unpooled.wrappedBuffer(new byte[] {0x30, 0})))
                .isInstanceOf(ProtocolException.class);
    }

    private static byte[] packets() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {0x20, 2, 0, 0});
        all.writeBytes(new byte[] {(byte) 0x90, 4, 0, 1, 0, (byte) 0x80});
        all.writeBytes(new byte[] {0x30, 3, 0, 1, 't'});
        all.writeBytes(new byte[] {0x31, 11, 0, 6, 't', 'o', 'p', '/', (byte) 0xc3, (byte) 0xbc, 1, 2, 3});
        // a length of two bytes
        all.writeBytes(new byte[] {0x30, (byte) 0x83, 1, 0, 1, 'l'});
        all.writeBytes(new byte[128]);
        all.writeBytes(new byte[] {(byte) 0xb0, 2, 1, 1});
        all.writeBytes(new byte[] {(byte) 0xd0, 0});
        return all.toByteArray();
    }
}
