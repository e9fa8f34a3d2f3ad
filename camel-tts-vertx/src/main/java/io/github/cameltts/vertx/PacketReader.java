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

import io.netty.buffer.ByteBuf;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * Takes packets apart (MQTT 3.1.1, section 2.2), in whatever pieces they arrive, and copies each payload once: from the
 * buffer of the socket into an array of its own. Takes what a server sends to a client of QoS 0, of any size the protocol
 * knows.
 */
final class PacketReader {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;

    private static final String NO_ROOM_FOR_TOPIC = "The server sent a message whose topic does not fit in it";
    private static final byte[] EMPTY = {};
    /** The remaining length has four bytes of seven bits (MQTT 3.1.1, section 2.2.3). */
    private static final int LAST_LENGTH_SHIFT = 21;

    private final Handler handler;
    private final byte[] topicLength = new byte[2];
    private byte[] topicBytes = new byte[256];

    private Stage stage = Stage.TYPE;
    private int type;
    private int lengthShift;
    private int remaining;
    private String topic;

    // what is being filled: so many bytes of this array are wanted, and there
    private byte[] target;
    private int wanted;
    private int filled;

    PacketReader(Handler handler) {
        this.handler = handler;
    }

    /** Hears packets as soon as their last byte is there. */
    interface Handler {

        void publish(String topic, byte[] payload);

        /**
         * @param type {@link #CONNACK}, {@link #SUBACK}, {@link #UNSUBACK} or {@link #PINGRESP}
         * @param body variable header and payload
         */
        void packet(int type, byte[] body) throws ProtocolException;
    }

    private enum Stage {
        TYPE,
        LENGTH,
        TOPIC_LENGTH,
        TOPIC,
        BODY
    }

    /** Reads to the end of the buffer. */
    void read(ByteBuf in) throws ProtocolException {
        while (in.isReadable()) {
            switch (stage) {
                case TYPE -> readType(in.readUnsignedByte());
                case LENGTH -> readLength(in.readUnsignedByte());
                default -> {
                    int count = Math.min(wanted - filled, in.readableBytes());
                    in.readBytes(target, filled, count);
                    filled += count;
                    proceed();
                }
            }
        }
    }

    private void readType(int first) throws ProtocolException {
        type = first >> 4;
        boolean flags = (first & 0x0f) != 0;
        boolean known =
                switch (type) {
                    // retained is a flag that QoS 0 may have; a second delivery and a higher QoS are not
                    case PUBLISH -> (first & 0x0e) == 0;
                    case CONNACK, SUBACK, UNSUBACK, PINGRESP -> !flags;
                    default -> false;
                };
        if (!known) {
            throw new ProtocolException(String.format(
                    "The server sent a packet that begins with 0x%02x, which MQTT 3.1.1 does not allow it to", first));
        }
        remaining = 0;
        lengthShift = 0;
        stage = Stage.LENGTH;
    }

    private void readLength(int next) throws ProtocolException {
        remaining |= (next & 0x7f) << lengthShift;
        if ((next & 0x80) != 0) {
            if (lengthShift == LAST_LENGTH_SHIFT) {
                throw new ProtocolException("The server sent a packet whose length has more than four bytes");
            }
            lengthShift += 7;
            return;
        }
        if (type == PUBLISH) {
            if (remaining < topicLength.length) {
                throw new ProtocolException(NO_ROOM_FOR_TOPIC);
            }
            fill(Stage.TOPIC_LENGTH, topicLength, topicLength.length);
        } else {
            fill(Stage.BODY, remaining == 0 ? EMPTY : new byte[remaining], remaining);
        }
        proceed();
    }

    private void fill(Stage next, byte[] bytes, int count) {
        stage = next;
        target = bytes;
        wanted = count;
        filled = 0;
    }

    /** Goes on to the next stages, as long as the present one has all its bytes. */
    private void proceed() throws ProtocolException {
        while (filled == wanted) {
            switch (stage) {
                case TOPIC_LENGTH -> {
                    int length = (topicLength[0] & 0xff) << 8 | topicLength[1] & 0xff;
                    remaining -= topicLength.length + length;
                    if (length == 0 || remaining < 0) {
                        throw new ProtocolException(NO_ROOM_FOR_TOPIC);
                    }
                    if (topicBytes.length < length) {
                        topicBytes = new byte[length];
                    }
                    fill(Stage.TOPIC, topicBytes, length);
                }
                case TOPIC -> {
                    topic = new String(topicBytes, 0, wanted, StandardCharsets.UTF_8);
                    fill(Stage.BODY, remaining == 0 ? EMPTY : new byte[remaining], remaining);
                }
                default -> {
                    byte[] body = target;
                    target = null;
                    stage = Stage.TYPE;
                    if (type == PUBLISH) {
                        handler.publish(topic, body);
                    } else {
                        handler.packet(type, body);
                    }
                    return;
                }
            }
        }
    }
}
