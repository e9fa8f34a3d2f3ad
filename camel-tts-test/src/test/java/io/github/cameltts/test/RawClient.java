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
package io.github.cameltts.test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MQTT packets by hand on a plain socket: for what a client library hides or refuses to send. */
final class RawClient implements AutoCloseable {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;

    private static final int TIMEOUT = 5_000;

    private final Socket socket;
    private final DataInputStream in;

    record Packet(int type, int flags, byte[] body) {
        String topic() {
            int length = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
            return new String(body, 2, length, StandardCharsets.UTF_8);
        }

        String payload() {
            int start = 2 + topic().getBytes(StandardCharsets.UTF_8).length;
            return new String(body, start, body.length - start, StandardCharsets.UTF_8);
        }
    }

    RawClient(TheThingsStack stack) {
        this(stack, 0);
    }

    RawClient(TheThingsStack stack, int receiveBuffer) {
        try {
            socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(TIMEOUT);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port()), TIMEOUT);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logged in with MQTT 3.1.1. */
    static RawClient loggedIn(TheThingsStack stack, Application application, Right... rights) {
        RawClient client = new RawClient(stack);
        int code = client.connect("raw", application.uid(), application.apiKey(rights));
        if (code != 0) {
            throw new IllegalStateException("CONNACK " + code);
        }
        return client;
    }

    /** The return code, or -1 when the connection was closed instead. */
    int connect(String clientId, String userName, String password) {
        return connect("MQTT", 4, 30, true, clientId, userName, password);
    }

    int connect(
            String protocol,
            int level,
            int keepAlive,
            boolean clean,
            String clientId,
            String userName,
            String password) {
        Body body = new Body().text(protocol);
        int flags = (clean ? 2 : 0) | (userName == null ? 0 : 0x80) | (password == null ? 0 : 0x40);
        body.bytes(level, flags, keepAlive >> 8, keepAlive);
        if (level == 5) {
            body.bytes(0);
        }
        body.text(clientId);
        if (userName != null) {
            body.text(userName);
        }
        if (password != null) {
            body.text(password);
        }
        send(0x10, body);
        Packet packet = read();
        return packet == null ? -1 : packet.body()[1];
    }

    /** The SUBACK codes, or null when the connection was closed instead. */
    int[] subscribe(String... filters) {
        return subscribe(0, filters);
    }

    int[] subscribe(int qos, String... filters) {
        Body body = new Body().bytes(0, 1);
        for (String filter : filters) {
            body.text(filter).bytes(qos);
        }
        send(0x82, body);
        Packet packet = readType(SUBACK);
        if (packet == null) {
            return null;
        }
        byte[] codes = Arrays.copyOfRange(packet.body(), 2, packet.body().length);
        int[] unsigned = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            unsigned[i] = codes[i] & 0xFF;
        }
        return unsigned;
    }

    Packet unsubscribe(String... filters) {
        Body body = new Body().bytes(0, 2);
        for (String filter : filters) {
            body.text(filter);
        }
        send(0xA2, body);
        return readType(UNSUBACK);
    }

    RawClient publish(int qos, int packetId, boolean dup, String topic, String payload) {
        Body body = new Body().text(topic);
        if (qos > 0) {
            body.bytes(packetId >> 8, packetId);
        }
        body.raw(payload.getBytes(StandardCharsets.UTF_8));
        send(0x30 | (dup ? 8 : 0) | qos << 1, body);
        return this;
    }

    /** Publishes with QoS 1 and waits for what the server has made of it; messages that arrive meanwhile are lost. */
    boolean publishAndFlush(String topic, String payload) {
        publish(1, 77, false, topic, payload);
        return readType(PUBACK) != null;
    }

    RawClient release(int packetId) {
        send(0x62, new Body().bytes(packetId >> 8, packetId));
        return this;
    }

    RawClient ping() {
        send(0xC0, new Body());
        return this;
    }

    /** The next packet, or null when the connection was closed. */
    Packet read() {
        try {
            int header;
            try {
                header = in.readUnsignedByte();
            } catch (EOFException | SocketException e) {
                return null;
            }
            int length = 0;
            int shift = 0;
            int digit;
            do {
                digit = in.readUnsignedByte();
                length |= (digit & 127) << shift;
                shift += 7;
            } while ((digit & 128) != 0);
            byte[] body = new byte[length];
            in.readFully(body);
            return new Packet(header >> 4, header & 15, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Packet readType(int type) {
        Packet packet = read();
        while (packet != null && packet.type() != type) {
            packet = read();
        }
        return packet;
    }

    boolean isClosedByServer() {
        return readType(-1) == null;
    }

    /** Whether the server says nothing for a while. */
    boolean hearsNothing(int millis) {
        try {
            socket.setSoTimeout(millis);
            try {
                in.readUnsignedByte();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(TIMEOUT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(int header, Body body) {
        try {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(header);
            int length = body.bytes.size();
            do {
                packet.write(length % 128 | (length >= 128 ? 128 : 0));
                length /= 128;
            } while (length > 0);
            body.bytes.writeTo(packet);
            socket.getOutputStream().write(packet.toByteArray());
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes with QoS 0 in two pieces, with something done between them. */
    RawClient publishInTwoPieces(String topic, String payload, Runnable between) {
        Body body = new Body().text(topic).raw(payload.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = body.bytes.toByteArray();
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write(new byte[] {0x30, (byte) (bytes.length % 128 | 128), (byte) (bytes.length / 128), bytes[0]});
            between.run();
            socket.getOutputStream().write(bytes, 1, bytes.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            try {
                new DataOutputStream(bytes).writeShort(utf8.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return raw(utf8);
        }

        Body bytes(int... values) {
            for (int value : values) {
                bytes.write(value);
            }
            return this;
        }

        Body raw(byte[] raw) {
            bytes.writeBytes(raw);
            return this;
        }
    }
}
