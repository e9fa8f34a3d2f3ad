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
package io.github.cameltts.examples.springboot;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.camel.Body;
import org.apache.camel.Header;

/**
 * A row of the table {@code uplink}.
 *
 * @param deduplicationId the same for an uplink that comes once more
 * @param deviceId the device
 * @param devEui null for a device without one
 * @param receivedAt the server's time of the uplink
 * @param fPort 0 to 255
 * @param fCnt the frame counter
 * @param frmPayload the payload
 * @param message all of it, as the server has sent it
 */
public record UplinkRow(
        String deduplicationId,
        String deviceId,
        String devEui,
        OffsetDateTime receivedAt,
        int fPort,
        long fCnt,
        byte[] frmPayload,
        String message) {

    /** {@return the row of an uplink} */
    public static UplinkRow of(
            @Body ApplicationUp up,
            @Header(TtsConstants.DEDUPLICATION_ID) String deduplicationId,
            @Header(TtsConstants.DEVICE_ID) String deviceId,
            @Header(TtsConstants.DEV_EUI) String devEui) {
        return new UplinkRow(
                deduplicationId,
                deviceId,
                devEui,
                // what every JDBC driver takes
                up.receivedAt() == null ? null : up.receivedAt().atOffset(ZoneOffset.UTC),
                up.uplinkMessage().fPort(),
                up.uplinkMessage().fCnt(),
                up.uplinkMessage().frmPayload(),
                up.rawJson());
    }
}
