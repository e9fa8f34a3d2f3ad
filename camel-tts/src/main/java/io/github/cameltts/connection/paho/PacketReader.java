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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads whole packets (MQTT 3.1.1, section 2). A read timeout of the socket, or any other exception, does not lose what
 * was read of a packet before it. For one thread.
 */
final class PacketReader {

    /** Holds a burst of uplinks that some gateways have heard. */
    private static final int BUFFER_SIZE = 64 * 1024;

    private static final int MOST_LENGTH_BYTES = 4;

    private final Buffer buffer;
    private final Runnable beforeWaiting;

    // what has been read of the next packet
    private int header = -1;
    private int lengthBytes;
    private int length;
    private byte[] body;
    private int filled;

    /**
     * @param in            the bytes from the socket
     * @param beforeWaiting is run before bytes have to be waited for
     */
    PacketReader(InputStream in, Runnable beforeWaiting) {
        this.buffer = new Buffer(in);
        this.beforeWaiting = beforeWaiting;
    }

    /**
     * @return             the next packet, null at the end of the bytes
     * @throws IOException if there are no bytes in time, if reading fails, or if the bytes are no MQTT
     */
    Packet read() throws IOException {
        if (header < 0) {
            header = readByte();
            if (header < 0) {
                return null;
            }
        }
        while (body == null) {
            int value = readByte();
            if (value < 0) {
                return null;
            }
            length |= (value & 0x7f) << 7 * lengthBytes;
            lengthBytes++;
            if ((value & 0x80) == 0) {
                body = new byte[length];
            } else if (lengthBytes == MOST_LENGTH_BYTES) {
                throw new IOException("The server sent bytes that are no MQTT: a length of more than four bytes");
            }
        }
        while (filled < body.length) {
            noticeWaiting();
            int count = buffer.read(body, filled, body.length - filled);
            if (count < 0) {
                return null;
            }
            filled += count;
        }
        Packet packet = new Packet(header, body);
        header = -1;
        lengthBytes = 0;
        length = 0;
        body = null;
        filled = 0;
        return packet;
    }

    /** Whether there are bytes that need not be waited for. */
    boolean hasMore() {
        return !buffer.isEmpty();
    }

    private int readByte() throws IOException {
        noticeWaiting();
        return buffer.read();
    }

    private void noticeWaiting() {
        if (buffer.isEmpty()) {
            beforeWaiting.run();
        }
    }

    /**
     * A packet.
     *
     * @param header the first byte: type and flags
     * @param body   what comes after the remaining length
     */
    record Packet(int header, byte[] body) {

        private static final int PUBLISH = 3;

        boolean isPublish() {
            return header >> 4 == PUBLISH;
        }

        /** The packet with its remaining length (MQTT 3.1.1, section 2.2.3). */
        byte[] bytes() {
            byte[] prefix = new byte[1 + MOST_LENGTH_BYTES];
            prefix[0] = (byte) header;
            int prefixLength = 1;
            int rest = body.length;
            do {
                prefix[prefixLength] = (byte) (rest & 0x7f | (rest > 0x7f ? 0x80 : 0));
                rest >>= 7;
                prefixLength++;
            } while (rest > 0);
            byte[] bytes = Arrays.copyOf(prefix, prefixLength + body.length);
            System.arraycopy(body, 0, bytes, prefixLength, body.length);
            return bytes;
        }
    }

    private static final class Buffer extends BufferedInputStream {

        Buffer(InputStream in) {
            super(in, BUFFER_SIZE);
        }

        boolean isEmpty() {
            return pos >= count;
        }
    }
}
