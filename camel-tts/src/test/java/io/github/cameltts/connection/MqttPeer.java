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
package io.github.cameltts.connection;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The other end of a transport's socket: packets of MQTT 3.1.1, byte by byte if need be. */
final class MqttPeer implements AutoCloseable {

    static final int CONNECT = 0x10;
    static final int SUBSCRIBE = 0x82;
    static final int UNSUBSCRIBE = 0xa2;
    static final int PUBLISH = 0x30;
    static final int PINGREQ = 0xc0;
    static final int DISCONNECT = 0xe0;

    final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    MqttPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
    }

    /** A packet as it arrived: its first byte, and what follows the remaining length. */
    record Packet(int first, byte[] body) {

        /** The text at this place, two bytes of length before it. */
        String text(int offset) {
            return new String(body, offset + 2, length(offset), StandardCharsets.UTF_8);
        }

        int length(int offset) {
            return (body[offset] & 0xff) << 8 | body[offset + 1] & 0xff;
        }

        /** What stands behind the topic of a message of QoS 0. */
        byte[] payload() {
            return Arrays.copyOfRange(body, 2 + length(0), body.length);
        }
    }

    Packet read() throws IOException {
        int first = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(first, body);
    }

    /** Reads a packet of the kind, and those before it. */
    Packet read(int first) throws IOException {
        Packet packet = read();
        while (packet.first() != first) {
            packet = read();
        }
        return packet;
    }

    void write(int... bytes) throws IOException {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        write(raw);
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Accepts the login. */
    Packet accept() throws IOException {
        Packet login = read();
        write(0x20, 2, 0, 0);
        return login;
    }

    void answerPing() throws IOException {
        write(0xd0, 0);
    }

    /** Messages m0, m1 and so on, in one piece, so that a reset does not overtake a part of it. */
    void send(int messages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < messages; i++) {
            all.write(message("topic", "m" + i));
        }
        write(all.toByteArray());
    }

    static byte[] message(String topic, String payload) {
        return message(topic, payload.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] message(String topic, byte[] payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(PUBLISH);
        int length = 2 + name.length + payload.length;
        do {
            packet.write(length > 0x7f ? length & 0x7f | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        packet.write(name.length >> 8);
        packet.write(name.length);
        packet.writeBytes(name);
        packet.writeBytes(payload);
        return packet.toByteArray();
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
