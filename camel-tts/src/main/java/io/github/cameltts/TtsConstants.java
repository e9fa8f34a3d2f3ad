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
 *
 * <p>With {@code bodyType=json} nothing of a message is read, and only the headers that follow from its topic are there:
 * {@link #EVENT}, {@link #APPLICATION_ID}, {@link #TENANT_ID} and {@link #DEVICE_ID}.
 */
public final class TtsConstants {

    /**
     * Received, always: what happened, a {@code String} in the words of the option {@code events}, which are the last
     * levels of the MQTT topic on The Things Stack, such as {@code up} or {@code down/ack}. It is taken from the message
     * where that says so, else from the topic.
     */
    @Metadata(
            label = "consumer",
            description = "The event, as in the option events, such as up or down/ack",
            javaType = "String")
    public static final String EVENT = "CamelTtsEvent";

    /**
     * Received, always: the id of the application as The Things Stack knows it, a {@code String} without the tenant.
     */
    @Metadata(label = "consumer", description = "The application id, without the tenant", javaType = "String")
    public static final String APPLICATION_ID = "CamelTtsApplicationId";

    /**
     * Received: the id of the tenant, a {@code String}, {@code ttn} on The Things Network. Absent where the endpoint URI
     * names none, as for the Open Source edition, which has no tenants.
     */
    @Metadata(label = "consumer", description = "The tenant id; absent where the server has none", javaType = "String")
    public static final String TENANT_ID = "CamelTtsTenantId";

    /**
     * Received, always: the id of the end device ({@code end_device_ids.device_id}) that the message is about, a
     * {@code String} as in the topic. Sent: the device to send to, read only where the endpoint URI names none; so a
     * route that answers an uplink needs nothing else, and a target in the URI stays what it is.
     */
    @Metadata(
            description =
                    "The device id. Consumer: the device that the message is about. Producer: the device to send to,"
                            + " where the endpoint URI names none",
            javaType = "String")
    public static final String DEVICE_ID = "CamelTtsDeviceId";

    /**
     * Received: the DevEUI of LoRaWAN, a {@code String} of 16 upper-case hexadecimal digits. Absent where the server does
     * not know one, as for devices activated by personalization without one, and with {@code bodyType=json}.
     */
    @Metadata(
            label = "consumer",
            description = "The DevEUI as 16 upper-case hexadecimal digits; absent for devices without one, and with"
                    + " bodyType=json",
            javaType = "String")
    public static final String DEV_EUI = "CamelTtsDevEui";

    /**
     * Received: the FPort of LoRaWAN, an {@code Integer}, with uplinks and with events of downlinks. For an uplink it is
     * 0 to 255, and 0 also where the frame had none, since The Things Stack does not tell the two apart; for a downlink it
     * is absent where it is not known. Absent with other events, and with {@code bodyType=json}. It does not shape a
     * downlink: that is {@link #DOWNLINK_F_PORT}.
     */
    @Metadata(
            label = "consumer",
            description = "The FPort of the uplink, 0 where it had none, or of the downlink that the event is about;"
                    + " absent with other events, and with bodyType=json",
            javaType = "Integer")
    public static final String F_PORT = "CamelTtsFPort";

    /**
     * Received: the frame counter of LoRaWAN, a {@code Long} from 0 to 4294967295, with uplinks (FCntUp) and with events
     * of downlinks (AFCntDown or NFCntDown). Absent where it is not known, as for a downlink that was only queued, with
     * other events, and with {@code bodyType=json}.
     */
    @Metadata(
            label = "consumer",
            description = "The frame counter (FCnt) of the uplink, or of the downlink that the event is about; absent"
                    + " where unknown, with other events, and with bodyType=json",
            javaType = "Long")
    public static final String F_CNT = "CamelTtsFCnt";

    /**
     * Received: when the Application Server of The Things Stack got the message ({@code received_at}), a
     * {@link java.time.Instant}. Absent where the message does not say, and with {@code bodyType=json}. Camel's own
     * {@link org.apache.camel.Exchange#MESSAGE_TIMESTAMP} is the same in milliseconds, and is there always: without
     * this header it is the time at which the component got the message.
     */
    @Metadata(
            label = "consumer",
            description = "When the application server received the message; absent where it did not say, and with"
                    + " bodyType=json",
            javaType = "java.time.Instant")
    public static final String RECEIVED_AT = "CamelTtsReceivedAt";

    /**
     * Received: the correlation ids by which The Things Stack ties together what belongs together, an unmodifiable
     * {@code List<String>}, empty if there are none. All events of a downlink carry those that were given to it, the
     * {@link #DOWNLINK_ID} among them. Absent with {@code bodyType=json}.
     */
    @Metadata(
            label = "consumer",
            description = "The correlation ids of the message; absent with bodyType=json",
            javaType = "java.util.List<String>")
    public static final String CORRELATION_IDS = "CamelTtsCorrelationIds";

    /**
     * Received: whether the message was simulated in the console or by the API of The Things Stack and no device sent it
     * ({@code simulated}), a {@code Boolean}. Absent with {@code bodyType=json}.
     */
    @Metadata(
            label = "consumer",
            description =
                    "Whether the message was simulated in the console or by the API, and no device sent it; absent"
                            + " with bodyType=json",
            javaType = "Boolean")
    public static final String SIMULATED = "CamelTtsSimulated";

    /**
     * Received: {@code Boolean.TRUE} for an uplink that was fetched from the Storage Integration, with
     * {@code backfill=storage}, and so may come later than younger ones. Absent, never false, for one that came live.
     */
    @Metadata(
            label = "consumer",
            description =
                    "True for an uplink that was fetched from the Storage Integration, and so may be late; absent for one"
                            + " that came live",
            javaType = "Boolean")
    public static final String BACKFILLED = "CamelTtsBackfilled";

    /**
     * Received: an id that is equal for copies of one message, whether they came live, from the Storage Integration or to
     * another instance of the application, and different for different messages: a {@code String} to be compared and
     * not to be read, made for Camel's idempotent consumer. Absent with {@code bodyType=json}.
     */
    @Metadata(
            label = "consumer",
            description = "Equal for copies of one message, different for different messages: made for the idempotent"
                    + " consumer. Absent with bodyType=json",
            javaType = "String")
    public static final String DEDUPLICATION_ID = "CamelTtsDeduplicationId";

    /**
     * Sent: a {@link io.github.cameltts.downlink.DownlinkOperation} or its name. {@code push} appends the downlinks to the
     * queue of the device, {@code replace} empties the queue first, as the topics {@code down/push} and
     * {@code down/replace} of The Things Stack do. Wins over the option {@code operation}.
     */
    @Metadata(
            label = "producer",
            description = "Whether the downlinks are appended to the queue (push) or replace it; wins over the option"
                    + " operation",
            javaType = "String")
    public static final String DOWNLINK_OPERATION = "CamelTtsDownlinkOperation";

    /**
     * Sent: the FPort of downlinks whose body leaves it open, an {@code Integer}, 1 to 223 for applications by LoRaWAN,
     * or 225 to 233, which The Things Stack takes too. Wins over the option {@code fPort}.
     */
    @Metadata(
            label = "producer",
            description = "The FPort of the downlink, 1 to 223 or 225 to 233, where the body leaves it open; wins over"
                    + " the option fPort",
            javaType = "Integer")
    public static final String DOWNLINK_F_PORT = "CamelTtsDownlinkFPort";

    /**
     * Sent: the priority of downlinks whose body leaves it open, a {@link io.github.cameltts.model.TxSchedulePriority} or
     * its name. Wins over the option {@code priority}.
     */
    @Metadata(
            label = "producer",
            description =
                    "The priority of the downlink, LOWEST to HIGHEST, where the body leaves it open; wins over the"
                            + " option priority",
            javaType = "String")
    public static final String DOWNLINK_PRIORITY = "CamelTtsDownlinkPriority";

    /**
     * Sent: whether the device is to acknowledge downlinks whose body leaves it open, a {@code Boolean}: a confirmed
     * downlink of LoRaWAN. Wins over the option {@code confirmed}.
     */
    @Metadata(
            label = "producer",
            description = "Whether the device is to acknowledge the downlink, where the body leaves it open; wins over"
                    + " the option confirmed",
            javaType = "Boolean")
    public static final String DOWNLINK_CONFIRMED = "CamelTtsDownlinkConfirmed";

    /**
     * Sent: correlation ids of your own, a {@code String} or a {@code Collection<String>}, each of at most 100 characters
     * (The Things Stack: {@code correlation_ids} of a downlink). They are added to those of the body, and come back in
     * every event of the downlink. The component does not look at them; it knows its downlinks by {@link #DOWNLINK_ID}.
     */
    @Metadata(
            label = "producer",
            description = "Correlation ids of your own for the downlink, each of at most 100 characters, added to those"
                    + " of the body: a text, or a collection of texts. They come back in every event of the downlink",
            javaType = "java.util.Collection<String>")
    public static final String DOWNLINK_CORRELATION_IDS = "CamelTtsDownlinkCorrelationIds";

    /**
     * Sent: how often the server sends a confirmed downlink at most until it is acknowledged, an {@code Integer}, 1 to 32
     * (The Things Stack: {@code confirmed_retry.max_attempts}, and its usual upper bound), for downlinks whose body
     * leaves it open. Wins over the option {@code maxAttempts}.
     */
    @Metadata(
            label = "producer",
            description = "How often the server sends a confirmed downlink at most, 1 to 32, where the body leaves it"
                    + " open; wins over the option maxAttempts",
            javaType = "Integer")
    public static final String DOWNLINK_MAX_ATTEMPTS = "CamelTtsDownlinkMaxAttempts";

    /**
     * Sent: what to wait for, a {@link io.github.cameltts.downlink.WaitFor} or its name: {@code none}, {@code queued},
     * {@code sent} or {@code ack}. Wins over the option {@code waitFor}.
     */
    @Metadata(
            label = "producer",
            description = "What to wait for (none, queued, sent or ack); wins over the option waitFor",
            javaType = "String")
    public static final String DOWNLINK_WAIT_FOR = "CamelTtsDownlinkWaitFor";

    /**
     * Set by each send: the correlation id that the component gave the downlink, a {@code String}, or a
     * {@code List<String>} in their order for several. The Things Stack has no id of its own to tell; this one comes back
     * among the {@link #CORRELATION_IDS} of every event of the downlink. What stood there before a send is removed.
     */
    @Metadata(
            label = "producer",
            description =
                    "Set by each send: the correlation id that this component gave the downlink, a list of them for"
                            + " several. It comes back among the correlation ids of every event of the downlink",
            javaType = "String or java.util.List<String>")
    public static final String DOWNLINK_ID = "CamelTtsDownlinkId";

    /**
     * Set by a send that waits: the last event that was heard of the downlink, a {@code String}: {@code queued},
     * {@code sent}, {@code ack}, {@code nack}, {@code failed} or {@code invalidated}, also where the exchange fails.
     * Absent if nothing was heard. What stood there before a send is removed.
     */
    @Metadata(
            label = "producer",
            description =
                    "Set by a send that waits: what became of the downlink, by the last event that was heard of it:"
                            + " queued, sent, ack, nack, failed or invalidated; absent if nothing was heard",
            javaType = "String")
    public static final String DOWNLINK_OUTCOME = "CamelTtsDownlinkOutcome";

    private TtsConstants() {}
}
