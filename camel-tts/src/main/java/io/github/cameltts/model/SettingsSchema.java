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

/** How a message was transmitted, in its shapes of all versions. */
final class SettingsSchema {

    static final ObjectSchema<TxSettings> SETTINGS = settings();

    private SettingsSchema() {}

    private static ObjectSchema<TxSettings> settings() {
        Fields fields = new Fields();
        Field<DataRate> dataRate = fields.object("data_rate", dataRate());
        Field<String> codingRate = fields.text("coding_rate"); // here before 3.22.0
        Field<Integer> dataRateIndex = fields.integer("data_rate_index", 0, Integer.MAX_VALUE);
        Field<Long> frequency = fields.int64("frequency", 0);
        Field<Boolean> enableCrc = fields.bool("enable_crc");
        Field<Long> timestamp = fields.uint32("timestamp");
        Field<Instant> time = fields.time("time");
        Field<TxSettings.Downlink> downlink = fields.object("downlink", downlink());
        Field<Long> concentratorTimestamp = fields.int64("concentrator_timestamp", -Long.MAX_VALUE);
        Field<Integer> gatewayChannelIndex = fields.integer("gateway_channel_index", 0, Integer.MAX_VALUE);
        Field<Integer> deviceChannelIndex = fields.integer("device_channel_index", 0, Integer.MAX_VALUE);
        return fields.make(in -> new TxSettings(
                in.get(dataRate),
                in.get(codingRate),
                in.get(frequency),
                in.isTrue(enableCrc),
                in.get(timestamp),
                in.get(time),
                in.get(downlink),
                in.get(concentratorTimestamp),
                in.get(dataRateIndex),
                in.get(gatewayChannelIndex),
                in.get(deviceChannelIndex)));
    }

    private static ObjectSchema<DataRate> dataRate() {
        Fields fields = new Fields();
        Field<DataRate.LoRaDataRate> lora = fields.object("lora", lora());
        Field<DataRate.FskDataRate> fsk = fields.object("fsk", fsk());
        Field<DataRate.LrFhssDataRate> lrfhss = fields.object("lrfhss", lrFhss());
        return fields.make(in -> new DataRate(in.get(lora), in.get(fsk), in.get(lrfhss)));
    }

    private static ObjectSchema<DataRate.LoRaDataRate> lora() {
        Fields fields = new Fields();
        Field<Long> bandwidth = fields.uint32("bandwidth");
        Field<Integer> spreadingFactor = fields.integer("spreading_factor", 0, Integer.MAX_VALUE);
        Field<String> codingRate = fields.text("coding_rate");
        return fields.make(in -> new DataRate.LoRaDataRate(
                in.longOrZero(bandwidth), (int) in.longOrZero(spreadingFactor), in.get(codingRate)));
    }

    private static ObjectSchema<DataRate.FskDataRate> fsk() {
        Fields fields = new Fields();
        Field<Long> bitRate = fields.uint32("bit_rate");
        return fields.make(in -> new DataRate.FskDataRate(in.longOrZero(bitRate)));
    }

    private static ObjectSchema<DataRate.LrFhssDataRate> lrFhss() {
        Fields fields = new Fields();
        Field<Long> modulationType = fields.uint32("modulation_type");
        Field<Long> operatingChannelWidth = fields.uint32("operating_channel_width");
        Field<String> codingRate = fields.text("coding_rate");
        return fields.make(in -> new DataRate.LrFhssDataRate(
                in.longOrZero(modulationType), in.longOrZero(operatingChannelWidth), in.get(codingRate)));
    }

    private static ObjectSchema<TxSettings.Downlink> downlink() {
        Fields fields = new Fields();
        Field<Long> antennaIndex = fields.uint32("antenna_index");
        Field<Double> txPower = fields.number("tx_power");
        Field<Boolean> invertPolarization = fields.bool("invert_polarization");
        return fields.make(in -> new TxSettings.Downlink(
                in.longOrZero(antennaIndex), in.doubleOrZero(txPower), in.isTrue(invertPolarization)));
    }
}
