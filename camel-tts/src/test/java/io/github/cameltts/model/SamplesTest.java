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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.address.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static ApplicationUp read(String name) {
        return ApplicationUp.parse(Samples.read(name));
    }

    @Test
    void everyMessageDecodesAndComesBackByteForByte() throws IOException {
        for (Path file : Samples.messages()) {
            byte[] json = Files.readAllBytes(file);

            ApplicationUp message = ApplicationUp.parse(json);

            String key = file.getFileName().toString().replaceAll("-\\d+\\.json", "");
            assertThat(message.event()).as("%s", file).isEqualTo(Event.ofJsonKey(key));
            assertThat(message.payload()).as("%s", file).isNotNull();
            assertThat(message.ignoredFields()).as("%s", file).isZero();
            assertThat(message.raw().toByteArray()).as("%s", file).isEqualTo(json);
            assertThat(new ObjectMapper().writeValueAsBytes(message))
                    .as("%s", file)
                    .isEqualTo(json);
            assertThat(message.toString()).as("%s", file).doesNotContain("\n");
        }
    }

    @Test
    void everyMessageMadeAnewOfItsPartsIsTheSame() throws IOException {
        for (Path file : Samples.messages()) {
            ApplicationUp message = ApplicationUp.parse(Files.readAllBytes(file));

            ApplicationUp again = ApplicationUp.of(
                    message.endDeviceIds(),
                    message.correlationIds(),
                    message.receivedAt(),
                    message.event(),
                    message.payload(),
                    message.simulated());

            assertThat(ApplicationUp.parse(again.rawJson()))
                    .as("%s", file)
                    .isEqualTo(message)
                    .hasSameHashCodeAs(message);
        }
    }

    @Test
    void aResultOfTheStorageIntegrationIsTheSameMessageWithoutCorrelationIds() throws IOException {
        String line = new String(Samples.read("storage_result-1.json"), StandardCharsets.UTF_8);
        String inner = line.strip().replaceFirst("^\\{\"result\":", "").replaceFirst("}$", "");

        ApplicationUp message = ApplicationUp.parse(inner);

        assertThat(message.correlationIds()).isEmpty();
        assertThat(message.uplinkMessage().fCnt()).isEqualTo(43);
        assertThat(message.uplinkMessage().settings().dataRate().lora().codingRate())
                .isEqualTo("4/5");
        // neither strength nor ratio is there: nothing was measured, so nothing is restored
        assertThat(message.uplinkMessage().rxMetadata().get(0).rssi()).isNull();
        assertThat(message.uplinkMessage().rxMetadata().get(0).snr()).isNull();
    }

    @Test
    void aCaptureByPacketBrokerIsReadFieldByField() {
        ApplicationUp message = read("uplink_message-16.json");

        EndDeviceIdentifiers ids = message.endDeviceIds();
        assertThat(ids.deviceId()).isEqualTo("eui-647fda0000009f7c");
        assertThat(ids.applicationId()).isEqualTo("1-2024-05");
        assertThat(ids.devEui()).hasToString("647FDA0000009F7C").isEqualTo(Eui64.of("647fda0000009f7c"));
        assertThat(ids.joinEui()).hasToString("647FDA8010000100");
        assertThat(ids.devAddr()).hasToString("27FE773A");
        assertThat(message.correlationIds()).containsExactly("pba:uplink:01KMSRSP6R5T5PZJQ04MSEXKY1");
        assertThat(message.receivedAt()).isEqualTo(Instant.parse("2026-03-28T08:26:02.028458338Z"));
        assertThat(message.simulated()).isFalse();

        ApplicationUplink uplink = message.uplinkMessage();
        assertThat(uplink).isSameAs(message.payload());
        assertThat(message.joinAccept()).isNull();
        assertThat(uplink.sessionKeyId().toBase64()).isEqualTo("AZ0gPNNV66dqus+7rsoxCg==");
        assertThat(uplink.fPort()).isEqualTo(10);
        assertThat(uplink.fCnt()).isEqualTo(147);
        assertThat(uplink.frmPayload()).isEqualTo(HexFormat.of().parseHex("0367008504688000ff0138"));
        assertThat(uplink.decodedPayload())
                .isEqualTo(Map.of("ambient_temperature", 13.3, "battery_voltage", 3.12, "relative_humidity", 64));
        assertThat(uplink.normalizedPayload())
                .containsExactly(Map.of("air", Map.of("relativeHumidity", 64, "temperature", 13.3), "battery", 3.12));
        assertThat(uplink.dataRate()).isEqualTo("SF7BW125");
        assertThat(uplink.settings().frequency()).isEqualTo(867_900_000L);
        assertThat(uplink.settings().timestamp()).isNull();
        assertThat(uplink.consumedAirtime()).isEqualTo(Duration.ofNanos(61_696_000));
        assertThat(uplink.confirmed()).isFalse();
        assertThat(uplink.versionIds().modelId()).isEqualTo("t00048xx-smart-room-pir");
        assertThat(uplink.networkIds().tenantAddress()).isEqualTo("gisa.eu1.cloud.thethings.industries");
        assertThat(uplink.networkIds().netId()).hasToString("000013");
        assertThat(uplink.networkIds().nsId()).hasToString("EC656E0000101A0E");
        assertThat(uplink.lastBatteryPercentage())
                .isEqualTo(new LastBatteryPercentage(108, 100.0, Instant.parse("2026-03-27T16:33:18.858398164Z")));

        RxMetadata reception = uplink.bestReception();
        assertThat(uplink.rxMetadata()).containsExactly(reception);
        assertThat(reception.gatewayIds()).isEqualTo(new GatewayIdentifiers("packetbroker", null));
        assertThat(reception.packetBroker().forwarderGatewayEui()).hasToString("58A0CBFFFE8013BC");
        assertThat(reception.packetBroker().homeNetworkTenantId()).isEqualTo("gisa");
        assertThat(reception.packetBroker().hops()).isEmpty();
        assertThat(reception.timestamp()).isNull();
        assertThat(reception.rssi()).isEqualTo(-82.0);
        assertThat(reception.snr()).isEqualTo(8.25);
        assertThat(reception.channelIndex()).isZero();
        assertThat(reception.uplinkToken().toBase64())
                .startsWith("CmgKWEgShwdeyXTd")
                .hasSize(196);
        assertThat(reception.location())
                .isEqualTo(new Location(50.8092618783735, 12.5405844762086, 265, null, LocationSource.SOURCE_UNKNOWN));
        assertThat(reception.receivedAt()).isEqualTo(Instant.parse("2026-03-28T08:26:01.813256353Z"));
    }

    @Test
    void nullMembersOfADecodedPayloadStay() {
        Map<String, Object> decoded =
                read("uplink_message-14.json").uplinkMessage().decodedPayload();

        assertThat(decoded).containsEntry("relais3", null).containsEntry("zisternenpegel", 2);
        assertThat(decoded.keySet()).first().isEqualTo("airhumidity");
    }

    @Test
    void theFormOf2020IsRead() {
        TxSettings settings = read("uplink_message-12.json").uplinkMessage().settings();

        assertThat(settings.codingRate()).isEqualTo("4/5");
        assertThat(settings.dataRate().lora().codingRate()).isEqualTo("4/5");
        assertThat(settings.dataRateIndex()).isEqualTo(5);
    }

    @Test
    void anUplinkWithoutPortAndPayloadHasThemAsZeroAndEmpty() {
        ApplicationUplink uplink = read("uplink_message-13.json").uplinkMessage();

        assertThat(uplink.fPort()).isZero();
        assertThat(uplink.frmPayload()).isEmpty();
        assertThat(uplink.decodedPayload()).isNull();
    }

    @Test
    void aLocationOfTheDeviceIsFound() {
        ApplicationUp message = read("uplink_message-1.json");

        assertThat(message.location())
                .isEqualTo(
                        new Location(37.97155556731436, 23.72678801175413, 10, null, LocationSource.SOURCE_REGISTRY));
        assertThat(message.uplinkMessage().location()).isEqualTo(message.location());
        assertThat(message.uplinkMessage().attributes()).containsEntry("key1", "value1");
        assertThat(read("location_solved-3.json").location())
                .isEqualTo(new Location(51.455, 5.458, 0, 15, LocationSource.SOURCE_WIFI_RSSI_GEOLOCATION));
    }

    @Test
    void downlinkEventsHaveTheirZerosRestored() {
        ApplicationDownlink nack = read("downlink_nack-1.json").downlinkNack();

        assertThat(nack.confirmed()).isFalse();
        assertThat(nack.priority()).isEqualTo(TxSchedulePriority.LOWEST);
        assertThat(nack.fCnt()).isEqualTo(42);
        assertThat(read("downlink_queued-1.json").downlinkQueued().fCnt()).isNull();
        assertThat(read("downlink_ack-1.json").downlinkAck().priority()).isEqualTo(TxSchedulePriority.NORMAL);
        assertThat(read("downlink_failed-2.json").downlinkFailed().error().name())
                .isEqualTo("test");
        ApplicationInvalidatedDownlinks invalidated =
                read("downlink_queue_invalidated-1.json").downlinkQueueInvalidated();
        assertThat(invalidated.lastFCntDown()).isEqualTo(42);
        assertThat(invalidated.downlinks()).hasSize(1);
    }

    @Test
    void requestsAreReadAndWritten() {
        for (String name :
                new String[] {"downlinks-1.json", "downlinks-2.json", "downlinks-3.json", "downlinks-5.json"}) {
            DownlinkQueueRequest request = MessageCodec.readDownlinkQueueRequest(Samples.read(name));

            assertThat(request.downlinks()).as(name).hasSize(1);
            assertThat(MessageCodec.readDownlinkQueueRequest(MessageCodec.write(request)))
                    .as(name)
                    .isEqualTo(request);
        }
        assertThat(MessageCodec.readDownlinkQueueRequest(Samples.read("downlinks-6.json"))
                        .downlinks())
                .isEmpty();
    }
}
