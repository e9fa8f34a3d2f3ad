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

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A data uplink ({@code uplink_message}).
 *
 * <p>Uplinks without payload and uplinks on FPort 0 (MAC commands) arrive too: both have an {@code fPort} of 0 and an
 * empty {@code frmPayload}.
 *
 * @param sessionKeyId              identifies the session, changes with each join; null if absent
 * @param fPort                     the LoRaWAN port, 1 to 255; 0 for FPort 0 or none
 * @param fCnt                      the frame counter, 0 to 4294967295; 0 for the first uplink of a session
 * @param frmPayload                the payload, decrypted, but still encrypted where {@code appSKey} is there; empty if
 *                                  absent, never null; the accessor gives a copy
 * @param decodedPayload            what the payload formatter made of it; null where there is no formatter, where it
 *                                  failed, and on FPort 0. Its values are null, Boolean, String, Number, unmodifiable List
 *                                  and Map; a whole number is an Integer, Long or BigInteger, any other a Double, so that
 *                                  one member may be now this, now that: read it as Number
 * @param decodedPayloadWarnings    the formatter's warnings; empty if absent
 * @param normalizedPayload         what the normalizing formatter made of it, one object for each measurement; empty if
 *                                  absent (The Things Stack since 3.21.2)
 * @param normalizedPayloadWarnings the warnings of the normalizing formatter; empty if absent
 * @param rxMetadata                the receptions; empty if absent, as in simulated messages
 * @param settings                  how the uplink was transmitted; null if absent
 * @param receivedAt                when the Network Server received it, which a repeated delivery keeps; null if absent
 * @param appSKey                   the key of the payload: only for devices whose payload encryption the server skips, null
 *                                  otherwise. Secret
 * @param lastAFCntDown             the last application frame counter downwards, 0 to 4294967295; null unless payload
 *                                  encryption is skipped
 * @param confirmed                 whether the device asked for an acknowledgement; false if absent
 * @param consumedAirtime           the time on air; null if absent
 * @param packetErrorRate           share of lost packets, 0 to 1; null if absent, which may mean zero (up to 3.32.1)
 * @param locations                 the device's locations by where they are from: {@code user}, {@code frm-payload} or the
 *                                  name of a service; empty if absent
 * @param versionIds                the make of the device; null unless it was created from the device repository
 * @param networkIds                the network that handled the uplink; null if absent
 * @param lastBatteryPercentage     the battery level; null if the device never told (since 3.33.1)
 * @param attributes                the device's attributes; empty if absent (since 3.34.0)
 */
public record ApplicationUplink(
        ByteString sessionKeyId,
        int fPort,
        long fCnt,
        byte[] frmPayload,
        Map<String, Object> decodedPayload,
        List<String> decodedPayloadWarnings,
        List<Map<String, Object>> normalizedPayload,
        List<String> normalizedPayloadWarnings,
        List<RxMetadata> rxMetadata,
        TxSettings settings,
        Instant receivedAt,
        KeyEnvelope appSKey,
        Long lastAFCntDown,
        boolean confirmed,
        Duration consumedAirtime,
        Double packetErrorRate,
        Map<String, Location> locations,
        EndDeviceVersionIdentifiers versionIds,
        NetworkIdentifiers networkIds,
        LastBatteryPercentage lastBatteryPercentage,
        Map<String, String> attributes)
        implements ApplicationUpPayload {

    /**
     * Copies arrays, lists and maps; takes null for an empty one, except for {@code decodedPayload}.
     *
     * @throws IllegalArgumentException if a free-form object holds a value that JSON does not have
     */
    public ApplicationUplink {
        frmPayload = Payloads.copyOrEmpty(frmPayload);
        decodedPayload = FreeForm.copyOf(decodedPayload);
        decodedPayloadWarnings = Payloads.copyOf(decodedPayloadWarnings);
        normalizedPayload = FreeForm.copyOf(normalizedPayload);
        normalizedPayloadWarnings = Payloads.copyOf(normalizedPayloadWarnings);
        rxMetadata = Payloads.copyOf(rxMetadata);
        locations = FrozenMap.copyOf(locations);
        attributes = FrozenMap.copyOf(attributes);
    }

    /** The payload, a new array at each call; empty if absent. */
    @Override
    public byte[] frmPayload() {
        return frmPayload.clone();
    }

    /** The reception with the highest SNR, then the highest RSSI; null where there is none. */
    public RxMetadata bestReception() {
        return RxMetadata.best(rxMetadata);
    }

    /** The data rate as text, such as {@code SF7BW125}; null where not known. See {@link DataRate#text()}. */
    public String dataRate() {
        return settings == null || settings.dataRate() == null
                ? null
                : settings.dataRate().text();
    }

    /** The device's location: from its own payload, else from a service, else as set by a person; null if none. */
    public Location location() {
        return Location.best(locations);
    }

    private List<Object> others() {
        return Arrays.asList(
                sessionKeyId,
                fPort,
                fCnt,
                decodedPayload,
                decodedPayloadWarnings,
                normalizedPayload,
                normalizedPayloadWarnings,
                rxMetadata,
                settings,
                receivedAt,
                appSKey,
                lastAFCntDown,
                confirmed,
                consumedAirtime,
                packetErrorRate,
                locations,
                versionIds,
                networkIds,
                lastBatteryPercentage,
                attributes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ApplicationUplink that
                        && Arrays.equals(frmPayload, that.frmPayload)
                        && others().equals(that.others());
    }

    @Override
    public int hashCode() {
        return 31 * others().hashCode() + Arrays.hashCode(frmPayload);
    }

    /** Port, counter, payload and how it was received, without any key. */
    @Override
    public String toString() {
        return Text.of(ApplicationUplink.class)
                .add("fPort", fPort)
                .add("fCnt", fCnt)
                .bytes("frmPayload", frmPayload)
                .add("decodedPayload", decodedPayload)
                .add("decodedPayloadWarnings", decodedPayloadWarnings)
                .add("normalizedPayload", normalizedPayload)
                .add("confirmed", confirmed)
                .add("dataRate", dataRate())
                .count("receptions", rxMetadata)
                .add("receivedAt", receivedAt)
                .end();
    }
}
