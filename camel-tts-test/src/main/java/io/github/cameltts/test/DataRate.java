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

import java.time.Duration;
import java.util.Objects;

/** The modulation of an uplink: {@code DataRate}. */
public sealed interface DataRate {

    /** SF7 at 125 kHz with coding rate 4/5: DR5 of EU868. */
    DataRate SF7BW125 = new LoRa(125_000, 7, "4/5");

    /** SF12 at 125 kHz with coding rate 4/5: DR0 of EU868. */
    DataRate SF12BW125 = new LoRa(125_000, 12, "4/5");

    /** FSK at 50 kbit/s: DR7 of EU868. It has no signal-to-noise ratio. */
    DataRate FSK50 = new Fsk(50_000);

    /**
     * LoRa.
     *
     * @param bandwidth in Hz
     * @param spreadingFactor 5 to 12
     * @param codingRate such as {@code 4/5}
     */
    record LoRa(int bandwidth, int spreadingFactor, String codingRate) implements DataRate {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException when bandwidth or spreading factor do not exist
         */
        public LoRa {
            if (bandwidth <= 0 || spreadingFactor < 5 || spreadingFactor > 12) {
                throw new IllegalArgumentException(
                        "SF" + spreadingFactor + " at " + bandwidth + " Hz is no LoRa data rate: give SF 5 to 12");
            }
            Objects.requireNonNull(codingRate, "codingRate");
        }

        /** Semtech AN1200.13, with explicit header, CRC and eight preamble symbols as LoRaWAN asks for uplinks. */
        @Override
        public Duration timeOnAir(int phyPayloadLength) {
            double symbol = Math.pow(2, spreadingFactor) / bandwidth;
            int lowDataRateOptimization = symbol > 0.016 ? 2 : 0;
            int codingRateDenominator = Integer.parseInt(codingRate.substring(codingRate.indexOf('/') + 1));
            double blocks = Math.ceil((8.0 * phyPayloadLength - 4 * spreadingFactor + 28 + 16)
                    / (4.0 * (spreadingFactor - lowDataRateOptimization)));
            double symbols = 8 + Math.max(blocks * codingRateDenominator, 0);
            return Duration.ofNanos(Math.round((12.25 + symbols) * symbol * 1e6) * 1_000);
        }
    }

    /**
     * FSK.
     *
     * @param bitRate in bit/s
     */
    record Fsk(int bitRate) implements DataRate {

        /** Preamble 5, sync word 3, length 1 and CRC 2 bytes around the payload. */
        @Override
        public Duration timeOnAir(int phyPayloadLength) {
            return Duration.ofNanos(8L * (phyPayloadLength + 11) * 1_000_000 / bitRate * 1_000);
        }
    }

    /**
     * LR-FHSS.
     *
     * @param modulationType of the LoRaWAN regional parameters
     * @param operatingChannelWidth in Hz
     * @param codingRate such as {@code 1/3}
     */
    record LrFhss(int modulationType, int operatingChannelWidth, String codingRate) implements DataRate {

        /** Not computed: the messages then carry no {@code consumed_airtime}. */
        @Override
        public Duration timeOnAir(int phyPayloadLength) {
            return null;
        }
    }

    /**
     * How long an uplink of this length takes.
     *
     * @param phyPayloadLength length of the PHY payload in bytes: 13 more than the FRM payload
     * @return the time on air, or null where it is not computed
     */
    Duration timeOnAir(int phyPayloadLength);
}
