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
package io.github.cameltts.examples.decoder;

import io.github.cameltts.examples.decoder.Reading.Climate;
import io.github.cameltts.examples.decoder.Reading.Door;
import io.github.cameltts.examples.decoder.Reading.Place;
import io.github.cameltts.examples.decoder.Reading.Position;
import io.github.cameltts.model.ApplicationUplink;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.camel.Body;

/**
 * Makes readings of payloads, as the data sheets of the devices say. The FPort tells the kind of payload; numbers are
 * big endian, as a {@link ByteBuffer} reads them by itself.
 */
public final class PayloadDecoder {

    private static final int NO_FIX = 1;

    /**
     * Decodes the payload of an uplink.
     *
     * @param uplink with its payload in the clear
     * @return what it says
     * @throws PayloadException when no device of the plant sends such a payload
     */
    public Reading decode(@Body ApplicationUplink uplink) {
        ByteBuffer payload = ByteBuffer.wrap(uplink.frmPayload());
        Reading reading;
        try {
            reading = switch (uplink.fPort()) {
                case 1 -> door(payload);
                case 2 -> climate(payload);
                case 3 -> position(payload);
                default -> throw wrong(uplink, "has an FPort that no device of this plant uses");
            };
        } catch (BufferUnderflowException e) {
            throw wrong(uplink, "is too short");
        }
        if (payload.hasRemaining()) {
            throw wrong(uplink, "is too long by " + payload.remaining() + " bytes");
        }
        return reading;
    }

    private static Climate climate(ByteBuffer payload) {
        return new Climate(
                payload.getShort() / 10.0,
                unsignedByte(payload) / 2.0,
                unsignedShort(payload) / 1_000.0,
                payload.get() != 0);
    }

    private static Door door(ByteBuffer payload) {
        return new Door(payload.get() != 0, unsignedShort(payload), unsignedByte(payload));
    }

    private static Position position(ByteBuffer payload) {
        if (payload.remaining() == NO_FIX) {
            return new Position(unsignedByte(payload), null);
        }
        return new Position(
                unsignedByte(payload), new Place(payload.getInt() / 1e6, payload.getInt() / 1e6, payload.getShort()));
    }

    /** Java's bytes are signed: 200 would be -56. */
    private static int unsignedByte(ByteBuffer payload) {
        return Byte.toUnsignedInt(payload.get());
    }

    private static int unsignedShort(ByteBuffer payload) {
        return Short.toUnsignedInt(payload.getShort());
    }

    private static PayloadException wrong(ApplicationUplink uplink, String what) {
        return new PayloadException(
                "The payload 0x" + HexFormat.of().withUpperCase().formatHex(uplink.frmPayload()) + " on FPort "
                        + uplink.fPort() + " " + what);
    }
}
