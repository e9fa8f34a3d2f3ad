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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An uplink about to be sent by a device. What is not set is as an ordinary device would have it: FPort 1, no payload,
 * SF7 at 125 kHz, one gateway, the next frame counter of the session.
 *
 * <p>{@link #send()} does what the server does for one uplink, in its order: {@code down/ack} or {@code down/nack} of a
 * confirmed downlink sent before, {@code up/normalized} for each normalized payload, {@code location/solved} for a
 * position in the decoded payload, {@code up}, and {@code down/sent} for the downlink that goes out in the receive
 * window.
 */
public final class Uplink {

    private static final List<Long> EU868_FREQUENCIES = List.of(
            868_100_000L,
            868_300_000L,
            868_500_000L,
            867_100_000L,
            867_300_000L,
            867_500_000L,
            867_700_000L,
            867_900_000L);

    private final Device device;
    private int fPort = 1;
    private Long fCnt;
    private byte[] frmPayload = {};
    private Map<String, Object> decodedPayload;
    private List<String> decodedPayloadWarnings = List.of();
    private List<Map<String, Object>> normalizedPayload = List.of();
    private List<String> normalizedPayloadWarnings = List.of();
    private boolean confirmed;
    private DataRate dataRate = DataRate.SF7BW125;
    private Long frequency;
    private final List<Gateway> gateways = new ArrayList<>();
    private Instant receivedAt;
    private boolean simulated;
    private boolean receiveWindow = true;

    Uplink(Device device) {
        this.device = device;
    }

    /**
     * The FPort.
     *
     * @param fPort 0 to 255. With 0 the server passes on neither port nor payload
     * @return this
     */
    public Uplink fPort(int fPort) {
        if (fPort < 0 || fPort > 255) {
            throw new IllegalArgumentException("FPort " + fPort + " does not exist: give 0 to 255");
        }
        this.fPort = fPort;
        return this;
    }

    /**
     * Another frame counter than the next one; the session counts on from it.
     *
     * @param fCnt 0 to 4294967295
     * @return this
     */
    public Uplink fCnt(long fCnt) {
        if (fCnt < 0 || fCnt > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("FCnt " + fCnt + " does not exist: give 0 to 4294967295");
        }
        this.fCnt = fCnt;
        return this;
    }

    /**
     * The payload.
     *
     * @param frmPayload the bytes, possibly none
     * @return this
     */
    public Uplink frmPayload(byte... frmPayload) {
        this.frmPayload = frmPayload.clone();
        return this;
    }

    /**
     * What the uplink decoder of the server makes of the payload. A number in it that is not finite makes the decoder
     * fail: the uplink then carries none. {@code latitude} and {@code longitude} on its top level are published as a
     * position as well.
     *
     * @param decodedPayload the object; null for none
     * @return this
     */
    public Uplink decodedPayload(Map<String, ?> decodedPayload) {
        this.decodedPayload = FreeForm.of(decodedPayload);
        return this;
    }

    /**
     * What the uplink decoder warns of.
     *
     * @param warnings the warnings
     * @return this
     */
    public Uplink decodedPayloadWarnings(String... warnings) {
        decodedPayloadWarnings = List.of(warnings);
        return this;
    }

    /**
     * What the normalizer of the server makes of the payload: each is published as {@code up/normalized} as well.
     *
     * @param measurements the objects, often only one
     * @return this
     */
    public Uplink normalizedPayload(List<? extends Map<String, ?>> measurements) {
        normalizedPayload =
                measurements.stream().map(FreeForm::of).filter(Objects::nonNull).toList();
        return this;
    }

    /**
     * What the normalizer warns of.
     *
     * @param warnings the warnings
     * @return this
     */
    public Uplink normalizedPayloadWarnings(String... warnings) {
        normalizedPayloadWarnings = List.of(warnings);
        return this;
    }

    /**
     * Sends it as a confirmed uplink.
     *
     * @return this
     */
    public Uplink confirmed() {
        confirmed = true;
        return this;
    }

    /**
     * The modulation.
     *
     * @param dataRate such as {@link DataRate#SF7BW125}
     * @return this
     */
    public Uplink dataRate(DataRate dataRate) {
        this.dataRate = Objects.requireNonNull(dataRate, "dataRate");
        return this;
    }

    /**
     * The frequency; without it one of the eight of EU868, by the frame counter.
     *
     * @param frequency in Hz
     * @return this
     */
    public Uplink frequency(long frequency) {
        this.frequency = frequency;
        return this;
    }

    /**
     * The gateways that hear it.
     *
     * @param gateways one or more
     * @return this
     */
    public Uplink gateways(Gateway... gateways) {
        this.gateways.clear();
        this.gateways.addAll(List.of(gateways));
        return this;
    }

    /**
     * When the network server receives it; by default a moment ago.
     *
     * @param receivedAt the time in {@code uplink_message.received_at}
     * @return this
     */
    public Uplink receivedAt(Instant receivedAt) {
        this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
        return this;
    }

    /**
     * Marks the message as injected through the server's interface for simulation: it carries {@code simulated} and no
     * {@code rx_metadata}, and nothing of the device's session or queue changes.
     *
     * @return this
     */
    public Uplink simulated() {
        simulated = true;
        return this;
    }

    /**
     * Lets the receive windows pass without a downlink, as a network without a free gateway does: the queue stays.
     *
     * @return this
     */
    public Uplink withoutReceiveWindow() {
        receiveWindow = false;
        return this;
    }

    /**
     * Sends it. A device without a session is activated first, without a join message, as one that is activated by
     * personalisation.
     *
     * @return the message of topic {@code up} as published
     */
    public byte[] send() {
        return device.send(this);
    }

    int fPort() {
        return fPort;
    }

    Long fCnt() {
        return fCnt;
    }

    /** Without a port the server passes on no payload. */
    byte[] frmPayload() {
        return fPort == 0 ? new byte[0] : frmPayload;
    }

    Map<String, Object> decodedPayload() {
        return fPort == 0 ? null : decodedPayload;
    }

    List<String> decodedPayloadWarnings() {
        return decodedPayloadWarnings;
    }

    List<Map<String, Object>> normalizedPayload() {
        return fPort == 0 ? List.of() : normalizedPayload;
    }

    List<String> normalizedPayloadWarnings() {
        return normalizedPayloadWarnings;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    DataRate dataRate() {
        return dataRate;
    }

    long frequencyFor(long counter) {
        return frequency != null ? frequency : EU868_FREQUENCIES.get((int) (counter % EU868_FREQUENCIES.size()));
    }

    List<Gateway> gateways() {
        return gateways.isEmpty() ? List.of(Gateway.of("gateway-1")) : gateways;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    boolean isSimulated() {
        return simulated;
    }

    boolean opensReceiveWindow() {
        return receiveWindow && !simulated;
    }

    /** MHDR, FHDR, MIC and, with a payload, the port. */
    int phyPayloadLength() {
        return frmPayload.length == 0 ? 12 : 13 + frmPayload.length;
    }
}
