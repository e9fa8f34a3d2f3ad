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

import io.github.cameltts.connection.paho.PacketReader.Packet;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes payloads past Paho, which reads them byte by byte, twice, at some 15 ns for each: more than all else that it
 * does with an uplink. What Paho gets in their place is their number.
 */
final class Payloads {

    private static final int TOPIC_LENGTH_BYTES = 2;
    private static final int PACKET_IDENTIFIER_BYTES = 2;
    private static final int QOS = 0x06;

    private final Queue<Payload> underWay = new ConcurrentLinkedQueue<>();
    /** Of the last payload; known to the thread that reads only. */
    private long number;

    /**
     * Keeps the payload of a PUBLISH packet (MQTT 3.1.1, section 3.3).
     *
     * @return the packet with the number of the payload in its place; the same one if it has no room for its topic, which
     *         Paho refuses
     */
    Packet detach(Packet publish) {
        byte[] body = publish.body();
        int start = start(publish);
        if (start > body.length) {
            return publish;
        }
        byte[] payload = new byte[body.length - start];
        System.arraycopy(body, start, payload, 0, payload.length);
        number++;
        underWay.add(new Payload(number, payload));
        return new Packet(
                publish.header(),
                ByteBuffer.allocate(start + Long.BYTES)
                        .put(body, 0, start)
                        .putLong(number)
                        .array());
    }

    /**
     * @param  stub what Paho hands over in place of the payload
     * @return      the payload
     * @throws IllegalStateException if there is none for it
     */
    byte[] attach(byte[] stub) {
        long wanted = stub.length == Long.BYTES ? ByteBuffer.wrap(stub).getLong() : 0;
        Payload payload = underWay.poll();
        while (payload != null && payload.number < wanted) {
            // Paho has dropped a message, as it does while it disconnects
            payload = underWay.poll();
        }
        if (payload == null || payload.number != wanted) {
            throw new IllegalStateException("No payload for a message of " + stub.length + " bytes");
        }
        return payload.bytes;
    }

    /** Where the payload begins in the body. */
    private static int start(Packet publish) {
        byte[] body = publish.body();
        if (body.length < TOPIC_LENGTH_BYTES) {
            return Integer.MAX_VALUE;
        }
        int topicLength = (body[0] & 0xff) << 8 | body[1] & 0xff;
        boolean identified = (publish.header() & QOS) != 0;
        return TOPIC_LENGTH_BYTES + topicLength + (identified ? PACKET_IDENTIFIER_BYTES : 0);
    }

    private record Payload(long number, byte[] bytes) {}
}
