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
 * One measurement of an uplink in The Things Stack's normalized form ({@code uplink_normalized}; experimental, since
 * 3.21.2). The server publishes one such message for each element of {@link ApplicationUplink#normalizedPayload()}, before
 * the uplink itself and without the locations and the make of the device.
 *
 * @param sessionKeyId              identifies the session, changes with each join; null if absent
 * @param fPort                     the LoRaWAN port, 1 to 255; 0 for FPort 0 or none
 * @param fCnt                      the frame counter, 0 to 4294967295; 0 for the first uplink of a session
 * @param frmPayload                the payload, decrypted; empty if absent, never null; the accessor gives a copy
 * @param normalizedPayload         the measurement, values as in {@link ApplicationUplink#decodedPayload()}; null if absent
 * @param normalizedPayloadWarnings the warnings of the normalizing formatter; empty if absent
 * @param rxMetadata                the receptions; empty if absent, as in simulated messages
 * @param settings                  how the uplink was transmitted; null if absent
 * @param receivedAt                when the Network Server received the uplink; null if absent
 * @param confirmed                 whether the device asked for an acknowledgement; false if absent
 * @param consumedAirtime           the time on air; null if absent
 * @param locations                 the device's locations by where they are from; empty if absent
 * @param versionIds                the make of the device; null if absent
 * @param networkIds                the network that handled the uplink; null if absent
 * @param lastBatteryPercentage     the battery level; null if the device never told (since 3.33.1)
 * @param attributes                the device's attributes; empty if absent (since 3.34.0)
 */
public record ApplicationUplinkNormalized(
        ByteString sessionKeyId,
        int fPort,
        long fCnt,
        byte[] frmPayload,
        Map<String, Object> normalizedPayload,
        List<String> normalizedPayloadWarnings,
        List<RxMetadata> rxMetadata,
        TxSettings settings,
        Instant receivedAt,
        boolean confirmed,
        Duration consumedAirtime,
        Map<String, Location> locations,
        EndDeviceVersionIdentifiers versionIds,
        NetworkIdentifiers networkIds,
        LastBatteryPercentage lastBatteryPercentage,
        Map<String, String> attributes)
        implements ApplicationUpPayload {

    /**
     * Copies arrays, lists and maps; takes null for an empty one, except for {@code normalizedPayload}.
     *
     * @throws IllegalArgumentException if a free-form object holds a value that JSON does not have
     */
    public ApplicationUplinkNormalized {
        frmPayload = Payloads.copyOrEmpty(frmPayload);
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
                normalizedPayload,
                normalizedPayloadWarnings,
                rxMetadata,
                settings,
                receivedAt,
                confirmed,
                consumedAirtime,
                locations,
                versionIds,
                networkIds,
                lastBatteryPercentage,
                attributes);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ApplicationUplinkNormalized that
                        && Arrays.equals(frmPayload, that.frmPayload)
                        && others().equals(that.others());
    }

    @Override
    public int hashCode() {
        return 31 * others().hashCode() + Arrays.hashCode(frmPayload);
    }

    /** Port, counter, payload and how it was received. */
    @Override
    public String toString() {
        return Text.of(ApplicationUplinkNormalized.class)
                .add("fPort", fPort)
                .add("fCnt", fCnt)
                .bytes("frmPayload", frmPayload)
                .add("normalizedPayload", normalizedPayload)
                .add("normalizedPayloadWarnings", normalizedPayloadWarnings)
                .add("confirmed", confirmed)
                .add("dataRate", dataRate())
                .count("receptions", rxMetadata)
                .add("receivedAt", receivedAt)
                .end();
    }
}
