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

import java.math.BigDecimal;

/**
 * The modulation of a transmission: at most one of the three components is there, none where the server says nothing
 * ({@code "data_rate":{}}).
 *
 * @param lora   LoRa; null for another modulation
 * @param fsk    FSK; null for another modulation
 * @param lrfhss LR-FHSS; null for another modulation
 */
public record DataRate(LoRaDataRate lora, FskDataRate fsk, LrFhssDataRate lrfhss) {

    /**
     * The data rate in the notation of LoRaWAN's regional parameters and packet forwarders: {@code SF7BW125},
     * {@code FSK50000} (bit/s), {@code M0CW137} for LR-FHSS; null where none is given.
     */
    public String text() {
        if (lora != null) {
            return "SF" + lora.spreadingFactor() + "BW" + kilohertz(lora.bandwidth());
        }
        if (fsk != null) {
            return "FSK" + fsk.bitRate();
        }
        return lrfhss == null ? null : "M" + lrfhss.modulationType() + "CW" + lrfhss.operatingChannelWidth() / 1000;
    }

    /** The coding rate of LoRa or LR-FHSS; null if absent. */
    String codingRate() {
        return lora != null ? lora.codingRate() : lrfhss != null ? lrfhss.codingRate() : null;
    }

    private static String kilohertz(long hertz) {
        return hertz % 1000 == 0
                ? Long.toString(hertz / 1000)
                : BigDecimal.valueOf(hertz, 3).stripTrailingZeros().toPlainString();
    }

    /**
     * LoRa modulation.
     *
     * @param bandwidth       Hz, such as 125000; 0 if absent
     * @param spreadingFactor 5 to 12; 0 if absent
     * @param codingRate      such as {@code 4/5}; read from both of its places, here and beside {@code data_rate} as
     *                        before 3.22.0; null if absent
     */
    public record LoRaDataRate(long bandwidth, int spreadingFactor, String codingRate) {}

    /**
     * FSK modulation, for which gateways report no signal-to-noise ratio.
     *
     * @param bitRate bit/s, such as 50000; 0 if absent
     */
    public record FskDataRate(long bitRate) {}

    /**
     * LR-FHSS modulation.
     *
     * @param modulationType        the modulation type; 0 is the only one defined
     * @param operatingChannelWidth Hz, such as 137000; 0 if absent
     * @param codingRate            such as {@code 1/3} or {@code 2/3}; null if absent
     */
    public record LrFhssDataRate(long modulationType, long operatingChannelWidth, String codingRate) {}
}
