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
package io.github.cameltts.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One reception of an uplink: there is one for each antenna of each gateway that heard it.
 *
 * <p>The server leaves out a signal strength or a signal-to-noise ratio of zero. Since a gateway that reports one of the
 * two for LoRa reports the other as well, the missing one of a pair is restored to zero; both are null where neither is
 * there. FSK has no signal-to-noise ratio, so its absence stays null.
 *
 * @param gatewayIds                  the gateway; null if absent
 * @param packetBroker                where the message came from, if another network received it; else null
 * @param relay                       the relay that passed the message on; null if none did
 * @param antennaIndex                the antenna of the gateway; 0 if absent
 * @param time                        the gateway's clock at the end of the reception, which may be wildly wrong (1971 has
 *                                    been seen): prefer {@code receivedAt}; null if absent
 * @param timestamp                   microseconds of the gateway's concentrator counter at the end of the reception, 0 to
 *                                    4294967295, wrapping every 71.6 minutes; null by Packet Broker
 * @param fineTimestamp               nanoseconds of the gateway's fine timestamp; null where it has none
 * @param encryptedFineTimestamp      the fine timestamp, encrypted by the gateway; null if absent
 * @param encryptedFineTimestampKeyId the key that decrypts it; null if absent
 * @param rssi                        received signal strength, dBm; null if not known
 * @param signalRssi                  signal strength of the LoRa signal alone, dBm; null if not known
 * @param channelRssi                 signal strength in the channel, dBm, usually the same as {@code rssi}; null if absent
 * @param rssiStandardDeviation       standard deviation of the signal strength during the preamble, dB; null if absent
 * @param snr                         signal-to-noise ratio, dB; null if not known, as for FSK
 * @param frequencyOffset             Hz; null if absent, which may mean zero
 * @param location                    the place of the antenna; null unless the gateway's owner made it public
 * @param downlinkPathConstraint      whether the gateway may be used for downlinks;
 *                                    {@link DownlinkPathConstraint#DOWNLINK_PATH_CONSTRAINT_NONE} if absent, never null
 * @param uplinkToken                 opaque to applications; null if absent
 * @param channelIndex                the channel of the gateway, 0 to 255; 0 if absent
 * @param hoppingWidth                LR-FHSS: steps of the grid; null if absent
 * @param frequencyDrift              LR-FHSS: Hz between start and end of the packet; null if absent
 * @param gpsTime                     the gateway's clock by GPS, accurate to a millisecond; null where it has none
 * @param receivedAt                  when the Gateway Server got the message, the time to trust; null if absent
 * @param advanced                    free-form, for what the schema does not have yet; null if absent
 */
public record RxMetadata(
        GatewayIdentifiers gatewayIds,
        PacketBrokerMetadata packetBroker,
        RelayMetadata relay,
        long antennaIndex,
        Instant time,
        Long timestamp,
        Long fineTimestamp,
        ByteString encryptedFineTimestamp,
        String encryptedFineTimestampKeyId,
        Double rssi,
        Double signalRssi,
        Double channelRssi,
        Double rssiStandardDeviation,
        Double snr,
        Long frequencyOffset,
        Location location,
        DownlinkPathConstraint downlinkPathConstraint,
        ByteString uplinkToken,
        int channelIndex,
        Long hoppingWidth,
        Integer frequencyDrift,
        Instant gpsTime,
        Instant receivedAt,
        Map<String, Object> advanced) {

    private static final Double ZERO = 0.0;

    /**
     * Takes a null constraint for none, and copies the free-form object.
     *
     * @throws IllegalArgumentException if {@code advanced} holds a value that JSON does not have
     */
    public RxMetadata {
        downlinkPathConstraint = Objects.requireNonNullElse(
                downlinkPathConstraint, DownlinkPathConstraint.DOWNLINK_PATH_CONSTRAINT_NONE);
        advanced = FreeForm.copyOf(advanced);
    }

    /** The reception with the highest SNR, then the highest RSSI, then the first; null for an empty list. */
    static RxMetadata best(List<RxMetadata> receptions) {
        RxMetadata best = null;
        for (RxMetadata reception : receptions) {
            if (best == null || reception.isBetterThan(best)) {
                best = reception;
            }
        }
        return best;
    }

    private boolean isBetterThan(RxMetadata other) {
        int bySnr = compareKnown(snr, other.snr);
        return bySnr > 0 || bySnr == 0 && compareKnown(rssi, other.rssi) > 0;
    }

    /** What is not known is worse than any value. */
    private static int compareKnown(Double a, Double b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return Double.compare(a, b);
    }

    /** With the zero back that the server left out, if this is a LoRa reception that was measured. */
    RxMetadata withZerosOfLoRa() {
        if ((rssi == null) == (snr == null)) {
            return this;
        }
        return new RxMetadata(
                gatewayIds,
                packetBroker,
                relay,
                antennaIndex,
                time,
                timestamp,
                fineTimestamp,
                encryptedFineTimestamp,
                encryptedFineTimestampKeyId,
                rssi == null ? ZERO : rssi,
                signalRssi,
                channelRssi,
                rssiStandardDeviation,
                snr == null ? ZERO : snr,
                frequencyOffset,
                location,
                downlinkPathConstraint,
                uplinkToken,
                channelIndex,
                hoppingWidth,
                frequencyDrift,
                gpsTime,
                receivedAt,
                advanced);
    }

    /** The gateway and how well it heard the device. */
    @Override
    public String toString() {
        return Text.of(RxMetadata.class)
                .add("gatewayIds", gatewayIds)
                .add("packetBroker", packetBroker)
                .add("relay", relay)
                .add("rssi", rssi)
                .add("snr", snr)
                .add("receivedAt", receivedAt)
                .end();
    }
}
