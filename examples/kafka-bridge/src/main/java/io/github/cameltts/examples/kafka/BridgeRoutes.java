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
package io.github.cameltts.examples.kafka;

import io.github.cameltts.TtsConstants;
import org.apache.camel.Header;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.KafkaException;

/**
 * Every uplink as the server has sent it, keyed by the DevEUI of its device. Records of one key are in one partition,
 * and there in the order of the uplinks: the component hands on the next uplink of a device when the exchange of the
 * last one is done, which is when Kafka has taken it. Uplinks of other devices do not wait for that.
 */
public final class BridgeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // while Kafka is away uplinks wait, in the bounds of the component's queue
        onException(KafkaException.class).maximumRedeliveries(-1).redeliveryDelay(1_000);

        from("tts:{{bridge.application}}?concurrentConsumers=10")
                .routeId("bridge")
                .setHeader(KafkaConstants.KEY, method(BridgeRoutes.class, "key"))
                // becomes a header of the record: what came twice can be told by it
                .setHeader("deduplication-id", header(TtsConstants.DEDUPLICATION_ID))
                .convertBodyTo(byte[].class)
                .to("kafka:{{bridge.topic}}?valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer")
                .log(
                        "${header.CamelTtsDeviceId} #${header.CamelTtsFCnt} is in topic {{bridge.topic}} with key ${header["
                                + KafkaConstants.KEY + "]}");
    }

    /** {@return the DevEUI; of a device without one, activated by personalisation, its id} */
    public static String key(
            @Header(TtsConstants.DEV_EUI) String devEui, @Header(TtsConstants.DEVICE_ID) String deviceId) {
        return devEui == null ? deviceId : devEui;
    }
}
