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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Uplinks of the past that are not kept but made when they are asked for, always the same: a million of them cost
 * nothing until they are read.
 *
 * @param count how many uplinks
 * @param devices of how many devices, in turn: {@code backlog-1}, {@code backlog-2} and so on
 * @param start {@code received_at} of the first one
 * @param interval between two uplinks, of whichever device
 * @param content makes the uplink
 */
public record StorageBacklog(long count, int devices, Instant start, Duration interval, Content content) {

    /** What makes an uplink. It is called on the stand-in's own thread and must not wait. */
    @FunctionalInterface
    public interface Content {

        /**
         * The message of one uplink, as the storage gives it: without {@code correlation_ids}.
         *
         * @param index 0 for the first one
         * @param applicationId the application, without tenant
         * @param deviceId the device
         * @param fCnt its frame counter: the device's first uplink of the backlog has 0
         * @param receivedAt {@code received_at} of the envelope
         * @return the JSON in UTF-8, without a line feed
         */
        byte[] uplink(long index, String applicationId, String deviceId, long fCnt, Instant receivedAt);
    }

    public StorageBacklog {
        if (count < 0 || devices < 1 || interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("A backlog of " + count + " uplinks of " + devices + " devices every "
                    + interval + " cannot be: give 0 uplinks or more, 1 device or more and an interval above zero");
        }
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(content, "content");
    }

    /**
     * A backlog of small uplinks on FPort 1, with a session for each device, a decoded payload and one gateway.
     *
     * @param count how many uplinks
     * @param devices of how many devices
     * @param start {@code received_at} of the first one
     * @param interval between two uplinks, of whichever device
     */
    public StorageBacklog(long count, int devices, Instant start, Duration interval) {
        this(count, devices, start, interval, StorageBacklog::smallUplink);
    }

    String deviceId(long index) {
        return "backlog-" + (index % devices + 1);
    }

    Instant receivedAt(long index) {
        return start.plusNanos(Math.multiplyExact(interval.toNanos(), index));
    }

    byte[] uplink(String applicationId, long index) {
        return content.uplink(index, applicationId, deviceId(index), index / devices, receivedAt(index));
    }

    private static byte[] smallUplink(
            long index, String applicationId, String deviceId, long fCnt, Instant receivedAt) {
        byte[] session = ByteBuffer.allocate(16)
                .putInt(deviceId.hashCode())
                .putLong(8, 1)
                .array();
        Json uplink = Json.object()
                .bytes("session_key_id", session)
                .number("f_port", 1)
                .number("f_cnt", fCnt)
                .bytes("frm_payload", new byte[] {(byte) (index >> 16), (byte) (index >> 8), (byte) index})
                .struct("decoded_payload", Map.of("index", index))
                .objects(
                        "rx_metadata",
                        List.of(Json.object()
                                .object("gateway_ids", Json.object().text("gateway_id", "gateway-1"))
                                .number("rssi", -80)))
                .time("received_at", receivedAt.minusMillis(208));
        return Json.object()
                .object(
                        "end_device_ids",
                        Json.object()
                                .text("device_id", deviceId)
                                .object("application_ids", Json.object().text("application_id", applicationId)))
                .time("received_at", receivedAt)
                .object("uplink_message", uplink)
                .toBytes();
    }
}
