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

import java.io.IOException;
import java.time.Instant;

/** Reads how a message was transmitted, in its shapes of all versions. */
final class SettingsReader {

    private SettingsReader() {}

    /** Settings, whose opening brace has been read. */
    static TxSettings settings(JsonReader in) throws IOException {
        DataRate dataRate = null;
        String codingRate = null;
        Long frequency = null;
        boolean enableCrc = false;
        Long timestamp = null;
        Instant time = null;
        TxSettings.Downlink downlink = null;
        Long concentratorTimestamp = null;
        Integer dataRateIndex = null;
        Integer gatewayChannelIndex = null;
        Integer deviceChannelIndex = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "data_rate" -> dataRate = in.object(Need.SIDE) ? dataRate(in) : null;
                case "coding_rate" -> codingRate = in.text();
                case "frequency" -> frequency = in.integerOrNull(0, Long.MAX_VALUE);
                case "enable_crc" -> enableCrc = in.bool(Need.SIDE);
                case "timestamp" -> timestamp = in.integerOrNull(0, JsonReader.UINT32);
                case "time" -> time = in.time();
                case "downlink" -> downlink = in.object(Need.SIDE) ? downlink(in) : null;
                case "concentrator_timestamp" ->
                    concentratorTimestamp = in.integerOrNull(-Long.MAX_VALUE, Long.MAX_VALUE);
                case "data_rate_index" -> dataRateIndex = in.intOrNull(0, Integer.MAX_VALUE);
                case "gateway_channel_index" -> gatewayChannelIndex = in.intOrNull(0, Integer.MAX_VALUE);
                case "device_channel_index" -> deviceChannelIndex = in.intOrNull(0, Integer.MAX_VALUE);
                default -> in.skip(name);
            }
        }
        return new TxSettings(
                dataRate,
                codingRate,
                frequency,
                enableCrc,
                timestamp,
                time,
                downlink,
                concentratorTimestamp,
                dataRateIndex,
                gatewayChannelIndex,
                deviceChannelIndex);
    }

    private static DataRate dataRate(JsonReader in) throws IOException {
        DataRate dataRate = new DataRate(null, null, null);
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "lora", "fsk", "lrfhss" -> {
                    if (in.object(Need.SIDE)) {
                        dataRate = switch (name) {
                            case "lora" -> new DataRate(lora(in), null, null);
                            case "fsk" -> new DataRate(null, fsk(in), null);
                            default -> new DataRate(null, null, lrFhss(in));
                        };
                    }
                }
                default -> in.skip(name);
            }
        }
        return dataRate;
    }

    private static DataRate.LoRaDataRate lora(JsonReader in) throws IOException {
        long bandwidth = 0;
        long spreadingFactor = 0;
        String codingRate = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "bandwidth" -> bandwidth = in.integerOrZero(JsonReader.UINT32);
                case "spreading_factor" -> spreadingFactor = in.integerOrZero(Integer.MAX_VALUE);
                case "coding_rate" -> codingRate = in.text();
                default -> in.skip(name);
            }
        }
        return new DataRate.LoRaDataRate(bandwidth, (int) spreadingFactor, codingRate);
    }

    private static DataRate.FskDataRate fsk(JsonReader in) throws IOException {
        long bitRate = 0;
        for (String name = in.name(); name != null; name = in.name()) {
            if (name.equals("bit_rate")) {
                bitRate = in.integerOrZero(JsonReader.UINT32);
            } else {
                in.skip(name);
            }
        }
        return new DataRate.FskDataRate(bitRate);
    }

    private static DataRate.LrFhssDataRate lrFhss(JsonReader in) throws IOException {
        long modulationType = 0;
        long operatingChannelWidth = 0;
        String codingRate = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "modulation_type" -> modulationType = in.integerOrZero(JsonReader.UINT32);
                case "operating_channel_width" -> operatingChannelWidth = in.integerOrZero(JsonReader.UINT32);
                case "coding_rate" -> codingRate = in.text();
                default -> in.skip(name);
            }
        }
        return new DataRate.LrFhssDataRate(modulationType, operatingChannelWidth, codingRate);
    }

    private static TxSettings.Downlink downlink(JsonReader in) throws IOException {
        long antennaIndex = 0;
        Double txPower = null;
        boolean invertPolarization = false;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "antenna_index" -> antennaIndex = in.integerOrZero(JsonReader.UINT32);
                case "tx_power" -> txPower = in.number(Need.SIDE);
                case "invert_polarization" -> invertPolarization = in.bool(Need.SIDE);
                default -> in.skip(name);
            }
        }
        return new TxSettings.Downlink(antennaIndex, txPower == null ? 0 : txPower, invertPolarization);
    }
}
