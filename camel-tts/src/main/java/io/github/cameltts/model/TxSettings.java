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

/**
 * How a message was transmitted ({@code settings}).
 *
 * @param dataRate              the modulation; null if absent
 * @param codingRate            the coding rate, such as {@code 4/5}, wherever the server wrote it: in the data rate since
 *                              3.22.0, beside it before; null if absent
 * @param frequency             Hz, such as 868300000; null if absent
 * @param enableCrc             whether a checksum over the payload is asked for; false if absent
 * @param timestamp             microseconds of the first gateway's concentrator counter, 0 to 4294967295, which wraps every
 *                              71.6 minutes; null by Packet Broker
 * @param time                  the first gateway's clock, which may be wildly wrong; null if absent
 * @param downlink              how a downlink is transmitted; null for uplinks
 * @param concentratorTimestamp nanoseconds of the concentrator, wraps rolled out; null outside the Gateway Server
 * @param dataRateIndex         the index of the data rate in the band; sent before 3.16.0 only, null if absent
 * @param gatewayChannelIndex   sent in 2019 only, null if absent
 * @param deviceChannelIndex    sent in 2019 only, null if absent
 */
public record TxSettings(
        DataRate dataRate,
        String codingRate,
        Long frequency,
        boolean enableCrc,
        Long timestamp,
        Instant time,
        Downlink downlink,
        Long concentratorTimestamp,
        Integer dataRateIndex,
        Integer gatewayChannelIndex,
        Integer deviceChannelIndex) {

    /** Puts a coding rate that stands in one of its two places into the other as well. */
    public TxSettings {
        DataRate.LoRaDataRate lora = dataRate == null ? null : dataRate.lora();
        if (lora != null && lora.codingRate() == null && codingRate != null) {
            dataRate = new DataRate(
                    new DataRate.LoRaDataRate(lora.bandwidth(), lora.spreadingFactor(), codingRate), null, null);
        } else if (codingRate == null && dataRate != null) {
            codingRate = dataRate.codingRate();
        }
    }

    /**
     * The transmission of a downlink.
     *
     * @param antennaIndex       the antenna of the gateway; 0 if absent
     * @param txPower            dBm; 0 if absent
     * @param invertPolarization whether the polarization is inverted, as LoRaWAN demands for downlinks; false if absent
     */
    public record Downlink(long antennaIndex, double txPower, boolean invertPolarization) {}

    @Override
    public String toString() {
        return Text.of(TxSettings.class)
                .add("dataRate", dataRate == null ? null : dataRate.text())
                .add("codingRate", codingRate)
                .add("frequency", frequency)
                .add("enableCrc", enableCrc)
                .add("timestamp", timestamp)
                .add("time", time)
                .add("downlink", downlink)
                .add("concentratorTimestamp", concentratorTimestamp)
                .add("dataRateIndex", dataRateIndex)
                .add("gatewayChannelIndex", gatewayChannelIndex)
                .add("deviceChannelIndex", deviceChannelIndex)
                .end();
    }
}
