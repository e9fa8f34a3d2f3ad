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
package io.github.cameltts;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. Those of received messages and those that shape a downlink differ on purpose: the port
 * of an uplink must not leak into the downlink that answers it.
 */
public final class TtsConstants {

    @Metadata(
            label = "consumer",
            description = "The event, as in the option events, such as up or down/ack",
            javaType = "String")
    public static final String EVENT = "CamelTtsEvent";

    @Metadata(label = "consumer", description = "The application id, without the tenant", javaType = "String")
    public static final String APPLICATION_ID = "CamelTtsApplicationId";

    @Metadata(label = "consumer", description = "The tenant id; absent where the server has none", javaType = "String")
    public static final String TENANT_ID = "CamelTtsTenantId";

    @Metadata(
            description =
                    "The device id. Consumer: the device that the message is about. Producer: the device to send to,"
                            + " where the endpoint URI names none",
            javaType = "String")
    public static final String DEVICE_ID = "CamelTtsDeviceId";

    @Metadata(
            label = "consumer",
            description = "The DevEUI as 16 upper-case hexadecimal digits; absent for devices without one, and with"
                    + " bodyType=json",
            javaType = "String")
    public static final String DEV_EUI = "CamelTtsDevEui";

    @Metadata(
            label = "consumer",
            description = "The FPort of the uplink, 0 where it had none, or of the downlink that the event is about;"
                    + " absent with other events, and with bodyType=json",
            javaType = "Integer")
    public static final String F_PORT = "CamelTtsFPort";

    @Metadata(
            label = "consumer",
            description = "The frame counter (FCnt) of the uplink, or of the downlink that the event is about; absent"
                    + " where unknown, with other events, and with bodyType=json",
            javaType = "Long")
    public static final String F_CNT = "CamelTtsFCnt";

    @Metadata(
            label = "consumer",
            description = "When the application server received the message; absent where it did not say, and with"
                    + " bodyType=json",
            javaType = "java.time.Instant")
    public static final String RECEIVED_AT = "CamelTtsReceivedAt";

    @Metadata(
            label = "consumer",
            description = "The correlation ids of the message; absent with bodyType=json",
            javaType = "java.util.List<String>")
    public static final String CORRELATION_IDS = "CamelTtsCorrelationIds";

    @Metadata(
            label = "consumer",
            description =
                    "Whether the message was simulated in the console or by the API, and no device sent it; absent"
                            + " with bodyType=json",
            javaType = "Boolean")
    public static final String SIMULATED = "CamelTtsSimulated";

    @Metadata(
            label = "consumer",
            description =
                    "True for an uplink that was fetched from the Storage Integration, and so may be late; absent for one"
                            + " that came live",
            javaType = "Boolean")
    public static final String BACKFILLED = "CamelTtsBackfilled";

    @Metadata(
            label = "consumer",
            description = "Equal for copies of one message, different for different messages: made for the idempotent"
                    + " consumer. Absent with bodyType=json",
            javaType = "String")
    public static final String DEDUPLICATION_ID = "CamelTtsDeduplicationId";

    @Metadata(
            label = "producer",
            description = "Whether the downlinks are appended to the queue (push) or replace it; wins over the option"
                    + " operation",
            javaType = "String")
    public static final String DOWNLINK_OPERATION = "CamelTtsDownlinkOperation";

    @Metadata(
            label = "producer",
            description = "The FPort of the downlink, 1 to 223 or 225 to 233, where the body leaves it open; wins over"
                    + " the option fPort",
            javaType = "Integer")
    public static final String DOWNLINK_F_PORT = "CamelTtsDownlinkFPort";

    @Metadata(
            label = "producer",
            description =
                    "The priority of the downlink, LOWEST to HIGHEST, where the body leaves it open; wins over the"
                            + " option priority",
            javaType = "String")
    public static final String DOWNLINK_PRIORITY = "CamelTtsDownlinkPriority";

    @Metadata(
            label = "producer",
            description = "Whether the device is to acknowledge the downlink, where the body leaves it open; wins over"
                    + " the option confirmed",
            javaType = "Boolean")
    public static final String DOWNLINK_CONFIRMED = "CamelTtsDownlinkConfirmed";

    @Metadata(
            label = "producer",
            description = "Correlation ids of your own for the downlink, each of at most 100 characters, added to those"
                    + " of the body: a text, or a collection of texts. They come back in every event of the downlink",
            javaType = "java.util.Collection<String>")
    public static final String DOWNLINK_CORRELATION_IDS = "CamelTtsDownlinkCorrelationIds";

    @Metadata(
            label = "producer",
            description = "How often the server sends a confirmed downlink at most, 1 to 32, where the body leaves it"
                    + " open; wins over the option maxAttempts",
            javaType = "Integer")
    public static final String DOWNLINK_MAX_ATTEMPTS = "CamelTtsDownlinkMaxAttempts";

    @Metadata(
            label = "producer",
            description = "What to wait for (none, queued, sent or ack); wins over the option waitFor",
            javaType = "String")
    public static final String DOWNLINK_WAIT_FOR = "CamelTtsDownlinkWaitFor";

    @Metadata(
            label = "producer",
            description =
                    "Set by each send: the correlation id that this component gave the downlink, a list of them for"
                            + " several. It comes back among the correlation ids of every event of the downlink",
            javaType = "String or java.util.List<String>")
    public static final String DOWNLINK_ID = "CamelTtsDownlinkId";

    @Metadata(
            label = "producer",
            description =
                    "Set by a send that waits: what became of the downlink, by the last event that was heard of it:"
                            + " queued, sent, ack, nack, failed or invalidated; absent if nothing was heard",
            javaType = "String")
    public static final String DOWNLINK_OUTCOME = "CamelTtsDownlinkOutcome";

    private TtsConstants() {}
}
