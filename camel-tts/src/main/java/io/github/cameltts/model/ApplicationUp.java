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

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.address.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message that The Things Stack publishes about a device: the envelope, and the payload of one event.
 *
 * <p>It keeps the JSON it was read from: {@link #rawJson()} loses nothing, fields unknown to this version included, and
 * every Jackson mapper writes exactly that. Two messages are equal if their typed content is; the text is compared only for
 * an event that this version does not know.
 *
 * @param endDeviceIds   the device; the server always sends it, null if it is missing all the same
 * @param correlationIds opaque identifiers by which the server relates messages: {@code gs:uplink:…}, {@code pba:uplink:…},
 *                       {@code as:downlink:…} and a sender's own; empty if absent, as in the Storage Integration
 * @param receivedAt     when the Application Server got the message, or for {@code down/queued} the request; null if absent,
 *                       as from servers before 2020
 * @param event          the event; {@link Event#UNKNOWN} for one that this version does not know, or for none
 * @param payload        what it tells; null if and only if the event is unknown
 * @param simulated      whether the message was injected by a person instead of sent by a device; false if absent
 * @param raw            the JSON text; never null
 * @param ignoredFields  how many fields were left absent because their type was wrong; 0 for a sound message
 */
@JsonSerialize(using = ApplicationUpSerializer.class)
@JsonDeserialize(using = ApplicationUpDeserializer.class)
public record ApplicationUp(
        EndDeviceIdentifiers endDeviceIds,
        List<String> correlationIds,
        Instant receivedAt,
        Event event,
        ApplicationUpPayload payload,
        boolean simulated,
        RawJson raw,
        int ignoredFields) {

    /**
     * Takes a null list for an empty one, and writes the JSON text itself if {@code raw} is null.
     *
     * @throws IllegalArgumentException if the payload's type is not the event's
     */
    public ApplicationUp {
        if (event == Event.UNKNOWN && raw == null) {
            throw new IllegalArgumentException("A message of an unknown event is nothing but its JSON: give raw");
        }
        Class<?> type = payloadType(event);
        if (type == null ? payload != null : !type.isInstance(payload)) {
            throw new IllegalArgumentException("The payload of " + event + " is "
                    + (type == null ? "null" : type.getSimpleName()) + ", not "
                    + (payload == null ? "null" : payload.getClass().getSimpleName()) + ": give a matching pair");
        }
        correlationIds = Payloads.copyOf(correlationIds);
        if (raw == null) {
            raw = RawJson.wrap(MessageCodec.writeApplicationUp(
                    endDeviceIds, correlationIds, receivedAt, event, payload, simulated));
        }
    }

    /**
     * A message from its parts, for tests: its JSON text is what the server would write.
     *
     * @throws IllegalArgumentException if the payload's type is not the event's, or the event is unknown
     */
    public static ApplicationUp of(
            EndDeviceIdentifiers endDeviceIds,
            List<String> correlationIds,
            Instant receivedAt,
            Event event,
            ApplicationUpPayload payload,
            boolean simulated) {
        return new ApplicationUp(endDeviceIds, correlationIds, receivedAt, event, payload, simulated, null, 0);
    }

    /**
     * Reads a message.
     *
     * @param json one JSON object, white space around it allowed
     * @throws TtsDecodeException if it is not a readable message
     */
    public static ApplicationUp parse(String json) {
        return MessageCodec.readApplicationUp(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a message.
     *
     * @param json one JSON object in UTF-8, white space around it allowed; copied
     * @throws TtsDecodeException if it is not a readable message
     */
    public static ApplicationUp parse(byte[] json) {
        return MessageCodec.readApplicationUp(json.clone());
    }

    private static Class<? extends ApplicationUpPayload> payloadType(Event event) {
        return switch (event) {
            case UP -> ApplicationUplink.class;
            case UP_NORMALIZED -> ApplicationUplinkNormalized.class;
            case JOIN -> ApplicationJoinAccept.class;
            case DOWN_QUEUED, DOWN_SENT, DOWN_ACK, DOWN_NACK -> ApplicationDownlink.class;
            case DOWN_FAILED -> ApplicationDownlinkFailed.class;
            case DOWN_INVALIDATED -> ApplicationInvalidatedDownlinks.class;
            case LOCATION_SOLVED -> ApplicationLocation.class;
            case SERVICE_DATA -> ApplicationServiceData.class;
            case UNKNOWN -> null;
        };
    }

    /** The payload of {@code up}; null for another event. */
    public ApplicationUplink uplinkMessage() {
        return payload instanceof ApplicationUplink uplink ? uplink : null;
    }

    /** The payload of {@code up/normalized}; null for another event. */
    public ApplicationUplinkNormalized uplinkNormalized() {
        return payload instanceof ApplicationUplinkNormalized uplink ? uplink : null;
    }

    /** The payload of {@code join}; null for another event. */
    public ApplicationJoinAccept joinAccept() {
        return payload instanceof ApplicationJoinAccept join ? join : null;
    }

    /** The payload of {@code down/queued}; null for another event. */
    public ApplicationDownlink downlinkQueued() {
        return downlink(Event.DOWN_QUEUED);
    }

    /** The payload of {@code down/sent}; null for another event. */
    public ApplicationDownlink downlinkSent() {
        return downlink(Event.DOWN_SENT);
    }

    /** The payload of {@code down/ack}; null for another event. */
    public ApplicationDownlink downlinkAck() {
        return downlink(Event.DOWN_ACK);
    }

    /** The payload of {@code down/nack}; null for another event. */
    public ApplicationDownlink downlinkNack() {
        return downlink(Event.DOWN_NACK);
    }

    /** The payload of {@code down/failed}; null for another event. */
    public ApplicationDownlinkFailed downlinkFailed() {
        return payload instanceof ApplicationDownlinkFailed failed ? failed : null;
    }

    /** The payload of {@code down/invalidated}; null for another event. */
    public ApplicationInvalidatedDownlinks downlinkQueueInvalidated() {
        return payload instanceof ApplicationInvalidatedDownlinks invalidated ? invalidated : null;
    }

    /** The payload of {@code location/solved}; null for another event. */
    public ApplicationLocation locationSolved() {
        return payload instanceof ApplicationLocation location ? location : null;
    }

    /** The payload of {@code service/data}; null for another event. */
    public ApplicationServiceData serviceData() {
        return payload instanceof ApplicationServiceData data ? data : null;
    }

    private ApplicationDownlink downlink(Event wanted) {
        return event == wanted ? (ApplicationDownlink) payload : null;
    }

    /** The message as received, {@code app_s_key} included where the server sent one; decoded anew at each call. */
    public String rawJson() {
        return raw.toString();
    }

    /**
     * The location that the message tells: the one that was solved, or the best of the device's own; null if there is none.
     */
    public Location location() {
        if (payload instanceof ApplicationLocation solved) {
            return Location.isSet(solved.location()) ? solved.location() : null;
        }
        return Location.best(locations());
    }

    private Map<String, Location> locations() {
        if (payload instanceof ApplicationUplink uplink) {
            return uplink.locations();
        } else if (payload instanceof ApplicationUplinkNormalized uplink) {
            return uplink.locations();
        } else if (payload instanceof ApplicationJoinAccept join) {
            return join.locations();
        } else if (payload instanceof ApplicationDownlink downlink) {
            return downlink.locations();
        } else if (payload instanceof ApplicationDownlinkFailed failed) {
            return failed.locations();
        } else if (payload instanceof ApplicationInvalidatedDownlinks invalidated) {
            return invalidated.locations();
        } else if (payload instanceof ApplicationServiceData data) {
            return data.locations();
        }
        return Map.of();
    }

    /**
     * A short printable text that is the same for every copy of this message, by MQTT or from the Storage Integration, and
     * different for any other message.
     *
     * <p>Uplinks and joins: event, application, device, session key, port, counter and the time at which the Network Server
     * received the uplink, which it keeps when it delivers again; for {@code up/normalized} also the measurement's content.
     * Downlink events: the {@code as:downlink:} identifier that the server gave the downlink, session key, counter and
     * attempt. Any other, and those that lack these parts: a digest of the content without the correlation identifiers.
     * At most 255 characters. Never null.
     */
    public String deduplicationId() {
        return DeduplicationId.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ApplicationUp that
                        && event == that.event
                        && simulated == that.simulated
                        && Objects.equals(endDeviceIds, that.endDeviceIds)
                        && correlationIds.equals(that.correlationIds)
                        && Objects.equals(receivedAt, that.receivedAt)
                        && Objects.equals(payload, that.payload)
                        && (event != Event.UNKNOWN || raw.equals(that.raw));
    }

    @Override
    public int hashCode() {
        return Objects.hash(endDeviceIds, correlationIds, receivedAt, event, payload, simulated);
    }

    /** Device, event and payload, without any key. */
    @Override
    public String toString() {
        return Text.of(ApplicationUp.class)
                .add("event", event)
                .add("applicationId", endDeviceIds == null ? null : endDeviceIds.applicationId())
                .add("deviceId", endDeviceIds == null ? null : endDeviceIds.deviceId())
                .add("devEui", endDeviceIds == null ? null : endDeviceIds.devEui())
                .add("receivedAt", receivedAt)
                .add("simulated", simulated)
                .line("payload", payload)
                .end();
    }
}
