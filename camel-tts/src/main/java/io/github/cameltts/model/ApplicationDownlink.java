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

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A downlink, as sent to the server and as events tell of it ({@code downlink_queued}, {@code downlink_sent},
 * {@code downlink_ack}, {@code downlink_nack}).
 *
 * <p>One that is to be sent may leave nearly everything open ({@code null}); in one that was received, the zero values are
 * restored: {@code confirmed} false, {@code priority} lowest, {@code fCnt} 0 where there is a {@code sessionKeyId}.
 *
 * @param sessionKeyId           the session it is for. To send: only where the server skips payload encryption. Null if
 *                               absent, as in {@code down/queued}
 * @param fPort                  the LoRaWAN port, 1 to 223 or 225 to 233 to be sent;
 *                               null to leave it open, or absent
 * @param fCnt                   the frame counter, 0 to 4294967295; null where not known, as in {@code down/queued}. To
 *                               send: only where the server skips payload encryption
 * @param frmPayload             the payload in clear; null if absent; the accessor gives a copy. The server takes an empty
 *                               one for an absent one
 * @param decodedPayload         the values for the server's payload formatter to encode, which it does where
 *                               {@code frmPayload} is absent; values as in {@link ApplicationUplink#decodedPayload()}; null
 *                               if absent
 * @param decodedPayloadWarnings the formatter's warnings; received only; empty if absent
 * @param confirmed              whether the device is to acknowledge it; null to leave it open
 * @param classBC                where and when to transmit it; null for any
 * @param priority               the priority among the downlinks of gateways; null to leave it open
 * @param correlationIds         at most 100 characters each; the server adds {@code as:downlink:…}, sorts them and gives
 *                               them back in every later event of this downlink; empty if absent
 * @param confirmedRetry         the repetitions, if it is confirmed; null if absent
 * @param attributes             the device's attributes; received only (The Things Stack since 3.34.0); empty if absent
 * @param versionIds             the make of the device; received only (since 3.34.0); null if absent
 * @param locations              the device's locations; received only (since 3.34.0); empty if absent
 * @param networkIds             the network; received only (since 3.34.0); null if absent
 */
public record ApplicationDownlink(
        ByteString sessionKeyId,
        Integer fPort,
        Long fCnt,
        byte[] frmPayload,
        Map<String, Object> decodedPayload,
        List<String> decodedPayloadWarnings,
        Boolean confirmed,
        ClassBC classBC,
        TxSchedulePriority priority,
        List<String> correlationIds,
        ConfirmedRetry confirmedRetry,
        Map<String, String> attributes,
        EndDeviceVersionIdentifiers versionIds,
        Map<String, Location> locations,
        NetworkIdentifiers networkIds)
        implements ApplicationUpPayload {

    /**
     * Copies arrays, lists and maps; takes null for an empty list, and for an empty map but {@code decodedPayload}.
     *
     * @throws IllegalArgumentException if {@code decodedPayload} holds a value that JSON does not have
     */
    public ApplicationDownlink {
        frmPayload = frmPayload == null ? null : frmPayload.clone();
        decodedPayload = FreeForm.copyOf(decodedPayload);
        decodedPayloadWarnings = Payloads.copyOf(decodedPayloadWarnings);
        correlationIds = Payloads.copyOf(correlationIds);
        attributes = FrozenMap.copyOf(attributes);
        locations = FrozenMap.copyOf(locations);
    }

    /** A builder that leaves everything open. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from this downlink. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.sessionKeyId = sessionKeyId;
        builder.fPort = fPort;
        builder.fCnt = fCnt;
        builder.frmPayload = frmPayload;
        builder.decodedPayload = decodedPayload;
        builder.decodedPayloadWarnings = decodedPayloadWarnings;
        builder.confirmed = confirmed;
        builder.classBC = classBC;
        builder.priority = priority;
        builder.correlationIds = correlationIds;
        builder.confirmedRetry = confirmedRetry;
        builder.attributes = attributes;
        builder.versionIds = versionIds;
        builder.locations = locations;
        builder.networkIds = networkIds;
        return builder;
    }

    /** The payload, a new array at each call; null if absent. */
    @Override
    public byte[] frmPayload() {
        return frmPayload == null ? null : frmPayload.clone();
    }

    private List<Object> others() {
        return Arrays.asList(
                sessionKeyId,
                fPort,
                fCnt,
                decodedPayload,
                decodedPayloadWarnings,
                confirmed,
                classBC,
                priority,
                correlationIds,
                confirmedRetry,
                attributes,
                versionIds,
                locations,
                networkIds);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ApplicationDownlink that
                        && Arrays.equals(frmPayload, that.frmPayload)
                        && others().equals(that.others());
    }

    @Override
    public int hashCode() {
        return 31 * others().hashCode() + Arrays.hashCode(frmPayload);
    }

    @Override
    public String toString() {
        return Text.of(ApplicationDownlink.class)
                .add("fPort", fPort)
                .add("fCnt", fCnt)
                .bytes("frmPayload", frmPayload)
                .add("decodedPayload", decodedPayload)
                .add("confirmed", confirmed)
                .add("priority", priority)
                .add("classBC", classBC)
                .add("confirmedRetry", confirmedRetry)
                .add("correlationIds", correlationIds)
                .end();
    }

    /** Builds a downlink; what is not set is left open. Not for use by several threads at a time. */
    public static final class Builder {

        private ByteString sessionKeyId;
        private Integer fPort;
        private Long fCnt;
        private byte[] frmPayload;
        private Map<String, Object> decodedPayload;
        private List<String> decodedPayloadWarnings;
        private Boolean confirmed;
        private ClassBC classBC;
        private TxSchedulePriority priority;
        private List<String> correlationIds;
        private ConfirmedRetry confirmedRetry;
        private Map<String, String> attributes;
        private EndDeviceVersionIdentifiers versionIds;
        private Map<String, Location> locations;
        private NetworkIdentifiers networkIds;

        private Builder() {}

        /** Sets {@link ApplicationDownlink#sessionKeyId()}. */
        public Builder sessionKeyId(ByteString sessionKeyId) {
            this.sessionKeyId = sessionKeyId;
            return this;
        }

        /** Sets {@link ApplicationDownlink#fPort()}. */
        public Builder fPort(Integer fPort) {
            this.fPort = fPort;
            return this;
        }

        /** Sets {@link ApplicationDownlink#fCnt()}. */
        public Builder fCnt(Long fCnt) {
            this.fCnt = fCnt;
            return this;
        }

        /** Sets {@link ApplicationDownlink#frmPayload()} to a copy of these bytes. */
        public Builder frmPayload(byte... frmPayload) {
            this.frmPayload = frmPayload == null ? null : frmPayload.clone();
            return this;
        }

        /** Sets {@link ApplicationDownlink#decodedPayload()} to a copy, which is made when the downlink is built. */
        @SuppressWarnings("unchecked") // the copy checks every name and value
        public Builder decodedPayload(Map<String, ?> decodedPayload) {
            this.decodedPayload = (Map<String, Object>) decodedPayload;
            return this;
        }

        /** Sets {@link ApplicationDownlink#decodedPayloadWarnings()}. */
        public Builder decodedPayloadWarnings(List<String> decodedPayloadWarnings) {
            this.decodedPayloadWarnings = decodedPayloadWarnings;
            return this;
        }

        /** Sets {@link ApplicationDownlink#confirmed()}. */
        public Builder confirmed(Boolean confirmed) {
            this.confirmed = confirmed;
            return this;
        }

        /** Sets {@link ApplicationDownlink#classBC()}. */
        public Builder classBC(ClassBC classBC) {
            this.classBC = classBC;
            return this;
        }

        /** Sets {@link ApplicationDownlink#priority()}. */
        public Builder priority(TxSchedulePriority priority) {
            this.priority = priority;
            return this;
        }

        /** Sets {@link ApplicationDownlink#correlationIds()}, in place of any before. */
        public Builder correlationIds(List<String> correlationIds) {
            this.correlationIds = correlationIds;
            return this;
        }

        /** Sets {@link ApplicationDownlink#correlationIds()}, in place of any before. */
        public Builder correlationIds(String... correlationIds) {
            return correlationIds(List.of(correlationIds));
        }

        /** Sets {@link ApplicationDownlink#confirmedRetry()}. */
        public Builder confirmedRetry(ConfirmedRetry confirmedRetry) {
            this.confirmedRetry = confirmedRetry;
            return this;
        }

        /** Sets {@link ApplicationDownlink#attributes()}. */
        public Builder attributes(Map<String, String> attributes) {
            this.attributes = attributes;
            return this;
        }

        /** Sets {@link ApplicationDownlink#versionIds()}. */
        public Builder versionIds(EndDeviceVersionIdentifiers versionIds) {
            this.versionIds = versionIds;
            return this;
        }

        /** Sets {@link ApplicationDownlink#locations()}. */
        public Builder locations(Map<String, Location> locations) {
            this.locations = locations;
            return this;
        }

        /** Sets {@link ApplicationDownlink#networkIds()}. */
        public Builder networkIds(NetworkIdentifiers networkIds) {
            this.networkIds = networkIds;
            return this;
        }

        /**
         * The downlink.
         *
         * @throws IllegalArgumentException if the decoded payload holds a value that JSON does not have
         */
        public ApplicationDownlink build() {
            return new ApplicationDownlink(
                    sessionKeyId,
                    fPort,
                    fCnt,
                    frmPayload,
                    decodedPayload,
                    decodedPayloadWarnings,
                    confirmed,
                    classBC,
                    priority,
                    correlationIds,
                    confirmedRetry,
                    attributes,
                    versionIds,
                    locations,
                    networkIds);
        }
    }
}
