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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A downlink as the server holds it: {@code ApplicationDownlink}.
 *
 * @param sessionKeyId the session whose counter {@code fCnt} belongs to; null in a request
 * @param fPort 0 when left open
 * @param fCnt 0 when left open
 * @param frmPayload the payload as bytes; null when left open or empty, which is the same to the server
 * @param decodedPayload the payload for the downlink encoder; null when left open
 * @param confirmed whether the device has to acknowledge it
 * @param classBC its gateways and time of transmission; null when left open. With it, class A never transmits it
 * @param priority {@link TxSchedulePriority#LOWEST} when left open or of an unknown name
 * @param correlationIds never null
 * @param confirmedRetry how often it was and may be tried; null when left open and not confirmed
 */
public record Downlink(
        byte[] sessionKeyId,
        int fPort,
        long fCnt,
        byte[] frmPayload,
        Map<String, Object> decodedPayload,
        boolean confirmed,
        ClassBC classBC,
        TxSchedulePriority priority,
        List<String> correlationIds,
        ConfirmedRetry confirmedRetry) {

    /**
     * How and when a class B or C device is to be reached.
     *
     * @param gateways the gateways to choose from; empty when left open
     * @param absoluteTime the time of transmission; null when left open
     */
    public record ClassBC(List<ClassBCGateway> gateways, Instant absoluteTime) {

        public ClassBC {
            gateways = List.copyOf(gateways);
        }
    }

    /**
     * One antenna of a gateway.
     *
     * @param gatewayId the gateway
     * @param antennaIndex its antenna
     * @param groupIndex of the gateways of one group, one transmits
     */
    public record ClassBCGateway(String gatewayId, long antennaIndex, long groupIndex) {}

    /**
     * The attempts of a confirmed downlink.
     *
     * @param attempt the number of the attempt
     * @param maxAttempts how many there may be; null for the server's default of 8
     */
    public record ConfirmedRetry(long attempt, Long maxAttempts) {}

    public Downlink {
        sessionKeyId = copy(sessionKeyId);
        frmPayload = copy(frmPayload);
        Objects.requireNonNull(priority, "priority");
        correlationIds = List.copyOf(correlationIds);
    }

    /** {@return a copy of the session key id, or null} */
    @Override
    public byte[] sessionKeyId() {
        return copy(sessionKeyId);
    }

    /** {@return a copy of the payload, or null} */
    @Override
    public byte[] frmPayload() {
        return copy(frmPayload);
    }

    int payloadLength() {
        return frmPayload == null ? 0 : frmPayload.length;
    }

    long attempt() {
        return confirmedRetry == null ? 0 : confirmedRetry.attempt;
    }

    Downlink withCorrelationIds(List<String> ids) {
        return new Downlink(
                sessionKeyId,
                fPort,
                fCnt,
                frmPayload,
                decodedPayload,
                confirmed,
                classBC,
                priority,
                ids,
                confirmedRetry);
    }

    Downlink withEncoded(int port, byte[] payload) {
        return new Downlink(
                sessionKeyId,
                port,
                fCnt,
                payload,
                decodedPayload,
                confirmed,
                classBC,
                priority,
                correlationIds,
                confirmedRetry);
    }

    Downlink withRetry(ConfirmedRetry retry) {
        return new Downlink(
                sessionKeyId,
                fPort,
                fCnt,
                frmPayload,
                decodedPayload,
                confirmed,
                classBC,
                priority,
                correlationIds,
                retry);
    }

    /** As it waits in the queue of a session: the decoded payload has served its purpose. */
    Downlink inSession(byte[] session, long counter) {
        return new Downlink(
                session,
                fPort,
                counter,
                frmPayload,
                null,
                confirmed,
                classBC,
                priority,
                correlationIds,
                confirmedRetry);
    }

    /** As the network server reports the transmission: neither class B or C nor attempts are known to it. */
    Downlink asTransmitted(List<String> ids) {
        TxSchedulePriority transmitted = priority == TxSchedulePriority.HIGHEST ? TxSchedulePriority.HIGH : priority;
        return new Downlink(sessionKeyId, fPort, fCnt, frmPayload, null, confirmed, null, transmitted, ids, null);
    }

    Json toJson() {
        return Json.object()
                .bytes("session_key_id", sessionKeyId)
                .number("f_port", fPort)
                .number("f_cnt", fCnt)
                .bytes("frm_payload", frmPayload)
                .struct("decoded_payload", decodedPayload)
                .flag("confirmed", confirmed)
                .object("class_b_c", classBC == null ? null : classBCJson())
                .text("priority", priority == TxSchedulePriority.LOWEST ? null : priority.name())
                .texts("correlation_ids", correlationIds)
                .object("confirmed_retry", confirmedRetry == null ? null : confirmedRetryJson());
    }

    private Json classBCJson() {
        List<Json> gateways = classBC.gateways().stream()
                .map(gateway -> Json.object()
                        .object("gateway_ids", Json.object().text("gateway_id", gateway.gatewayId()))
                        .number("antenna_index", gateway.antennaIndex())
                        .number("group_index", gateway.groupIndex()))
                .toList();
        return Json.object().objects("gateways", gateways).time("absolute_time", classBC.absoluteTime());
    }

    private Json confirmedRetryJson() {
        Long max = confirmedRetry.maxAttempts();
        return Json.object().number("attempt", confirmedRetry.attempt()).number("max_attempts", max == null ? 0L : max);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Downlink that
                && Arrays.equals(sessionKeyId, that.sessionKeyId)
                && fPort == that.fPort
                && fCnt == that.fCnt
                && Arrays.equals(frmPayload, that.frmPayload)
                && Objects.equals(decodedPayload, that.decodedPayload)
                && confirmed == that.confirmed
                && Objects.equals(classBC, that.classBC)
                && priority == that.priority
                && correlationIds.equals(that.correlationIds)
                && Objects.equals(confirmedRetry, that.confirmedRetry);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fPort, fCnt, Arrays.hashCode(frmPayload), confirmed, priority, correlationIds);
    }

    @Override
    public String toString() {
        return "Downlink[FPort " + fPort + ", FCnt " + fCnt + ", "
                + (frmPayload == null ? "no payload" : HexFormat.of().formatHex(frmPayload))
                + (confirmed ? ", confirmed" : "") + ", " + priority + ", " + correlationIds + "]";
    }

    private static byte[] copy(byte[] bytes) {
        return bytes == null || bytes.length == 0 ? null : bytes.clone();
    }
}
