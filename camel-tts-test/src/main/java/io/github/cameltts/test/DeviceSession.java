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

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the network and the application server know of one activation of a device: keys and counters. */
final class DeviceSession {

    private static final String DEV_ADDR_PREFIX = "260B";

    private final byte[] sessionKeyId;
    private final String devAddr;
    private final byte[] appSKey;
    private long nextFCntUp;
    private long lastFCntDown;
    private long lastTransmittedFCntDown;

    DeviceSession(Instant now) {
        sessionKeyId = CorrelationIds.ulid(now);
        devAddr = DEV_ADDR_PREFIX + HexFormat.of().withUpperCase().formatHex(CorrelationIds.random(2));
        appSKey = CorrelationIds.random(16);
    }

    byte[] sessionKeyId() {
        return sessionKeyId;
    }

    String devAddr() {
        return devAddr;
    }

    Json appSKey() {
        return Json.object().text("key", HexFormat.of().withUpperCase().formatHex(appSKey));
    }

    /** The counter of the next uplink: 0 for the first one of the session. */
    long takeFCntUp() {
        return nextFCntUp++;
    }

    void continueFCntUpAfter(long fCnt) {
        nextFCntUp = fCnt + 1;
    }

    /** The counter last given to a downlink; the first one of a session gets 1. */
    long lastFCntDown() {
        return lastFCntDown;
    }

    void lastFCntDown(long fCnt) {
        lastFCntDown = fCnt;
    }

    void transmitted(long fCntDown) {
        lastTransmittedFCntDown = fCntDown;
    }

    /** The lowest counter that the network server takes for a downlink that is not in the queue yet. */
    long minFCntDown() {
        return lastTransmittedFCntDown == 0 ? 0 : lastTransmittedFCntDown + 1;
    }

    /** {@code DownlinkQueueOperationErrorDetails} in plain protobuf JSON. */
    Map<String, Object> errorDetails(long minFCntDown) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("@type", "type.googleapis.com/ttn.lorawan.v3.DownlinkQueueOperationErrorDetails");
        details.put(
                "dev_addr", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(devAddr)));
        details.put("session_key_id", Base64.getEncoder().encodeToString(sessionKeyId));
        if (minFCntDown != 0) {
            details.put("min_f_cnt_down", minFCntDown);
        }
        return details;
    }
}
