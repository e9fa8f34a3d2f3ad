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
package io.github.cameltts.examples.quickstart;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUplink;
import io.github.cameltts.model.RxMetadata;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints an uplink as one line: time, device, port, counter, values, best reception.
 */
public final class UplinkLine {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private static final Logger LOG = LoggerFactory.getLogger("quickstart");

    /** Prints the uplink. */
    public void print(
            @Body ApplicationUplink uplink,
            @Header(TtsConstants.DEVICE_ID) String deviceId,
            @Header(TtsConstants.RECEIVED_AT) Instant receivedAt) {
        LOG.info(line(uplink, deviceId, receivedAt));
    }

    static String line(ApplicationUplink uplink, String deviceId, Instant receivedAt) {
        return String.format(
                Locale.ROOT,
                "%s  %-14s port %-3d #%-5d %-60s %s",
                receivedAt == null ? "--:--:--" : TIME.format(receivedAt),
                deviceId,
                uplink.fPort(),
                uplink.fCnt(),
                values(uplink),
                reception(uplink.bestReception()));
    }

    private static String values(ApplicationUplink uplink) {
        Map<String, Object> decoded = uplink.decodedPayload();
        if (decoded == null) {
            // no payload formatter on the server: the bytes are all there is
            return uplink.frmPayload().length == 0
                    ? "(no payload)"
                    : "0x" + HexFormat.of().withUpperCase().formatHex(uplink.frmPayload());
        }
        return new TreeMap<>(decoded)
                .entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static String reception(RxMetadata best) {
        return best == null ? "" : String.format(Locale.ROOT, "RSSI %.0f dBm, SNR %.1f dB", best.rssi(), best.snr());
    }
}
