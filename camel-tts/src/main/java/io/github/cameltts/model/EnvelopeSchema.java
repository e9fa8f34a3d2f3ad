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

import io.github.cameltts.address.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The envelope, with one field for each event. */
final class EnvelopeSchema {

    private static final Event[] EVENTS = Event.values();

    static final ObjectSchema<ApplicationUp> ENVELOPE = envelope();

    private final Field<EndDeviceIdentifiers> endDeviceIds;
    private final Field<List<String>> correlationIds;
    private final Field<Instant> receivedAt;
    private final List<Field<ApplicationUpPayload>> payloads = new ArrayList<>();
    private final Field<Boolean> simulated;

    private EnvelopeSchema(Fields fields) {
        endDeviceIds = fields.reading().object("end_device_ids", endDeviceIds());
        correlationIds = fields.texts("correlation_ids");
        receivedAt = fields.time("received_at");
        for (Event event : EVENTS) {
            payloads.add(event == Event.UNKNOWN ? null : fields.reading().object(event.jsonKey(), payload(event)));
        }
        simulated = fields.bool("simulated");
    }

    private static ObjectSchema<ApplicationUp> envelope() {
        Fields fields = new Fields();
        EnvelopeSchema schema = new EnvelopeSchema(fields);
        return fields.make(schema::make);
    }

    private static ObjectSchema<? extends ApplicationUpPayload> payload(Event event) {
        return switch (event) {
            case UP -> UplinkSchema.UPLINK;
            case UP_NORMALIZED -> UplinkSchema.NORMALIZED;
            case JOIN -> EventSchema.JOIN;
            case DOWN_QUEUED, DOWN_SENT, DOWN_ACK, DOWN_NACK -> DownlinkSchema.RECEIVED;
            case DOWN_FAILED -> EventSchema.FAILED;
            case DOWN_INVALIDATED -> EventSchema.INVALIDATED;
            case LOCATION_SOLVED -> EventSchema.LOCATION_SOLVED;
            case SERVICE_DATA -> EventSchema.SERVICE_DATA;
            case UNKNOWN -> throw new IllegalArgumentException("An unknown event has no schema");
        };
    }

    private ApplicationUp make(JsonReader in) {
        Event event = Event.UNKNOWN;
        ApplicationUpPayload payload = null;
        for (int i = 0; payload == null && i < EVENTS.length; i++) {
            if (payloads.get(i) != null) {
                payload = in.get(payloads.get(i));
                event = payload == null ? Event.UNKNOWN : EVENTS[i];
            }
        }
        return new ApplicationUp(
                in.get(endDeviceIds),
                in.get(correlationIds),
                in.get(receivedAt),
                event,
                payload,
                in.isTrue(simulated),
                in.raw(),
                in.ignored());
    }

    private static ObjectSchema<EndDeviceIdentifiers> endDeviceIds() {
        Fields fields = new Fields();
        Field<String> deviceId = fields.reading().text("device_id");
        Field<ApplicationIdentifiers> applicationIds = fields.reading().object("application_ids", applicationIds());
        Field<Eui64> devEui = fields.eui("dev_eui");
        Field<Eui64> joinEui = fields.eui("join_eui");
        Field<DevAddr> devAddr = fields.devAddr("dev_addr");
        return fields.make(in -> new EndDeviceIdentifiers(
                in.get(deviceId), in.get(applicationIds), in.get(devEui), in.get(joinEui), in.get(devAddr)));
    }

    private static ObjectSchema<ApplicationIdentifiers> applicationIds() {
        Fields fields = new Fields();
        Field<String> applicationId = fields.reading().text("application_id");
        return fields.make(in -> new ApplicationIdentifiers(in.get(applicationId)));
    }
}
