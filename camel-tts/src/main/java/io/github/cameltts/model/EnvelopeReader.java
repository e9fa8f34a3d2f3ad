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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads the envelope and hands each event's object to its reader. */
final class EnvelopeReader {

    private EnvelopeReader() {}

    /** The message, whose opening brace has been read. */
    static ApplicationUp read(JsonReader in, RawJson raw) throws IOException {
        EndDeviceIdentifiers endDeviceIds = null;
        List<String> correlationIds = List.of();
        Instant receivedAt = null;
        boolean simulated = false;
        Event event = Event.UNKNOWN;
        ApplicationUpPayload payload = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "end_device_ids" -> endDeviceIds = in.object(Need.READING) ? endDeviceIds(in) : null;
                case "correlation_ids" -> correlationIds = in.texts();
                case "received_at" -> receivedAt = in.time();
                case "simulated" -> simulated = in.bool(Need.SIDE);
                default -> {
                    Event named = Event.ofJsonKey(name);
                    if (named == Event.UNKNOWN) {
                        in.skip(name);
                    } else if (in.object(Need.READING)) {
                        event = named;
                        payload = payload(event, in);
                    } else if (named == event) { // the last one of a repeated member counts, and it is null
                        event = Event.UNKNOWN;
                        payload = null;
                    }
                }
            }
        }
        return new ApplicationUp(
                endDeviceIds, correlationIds, receivedAt, event, payload, simulated, raw, in.ignored());
    }

    private static ApplicationUpPayload payload(Event event, JsonReader in) throws IOException {
        return switch (event) {
            case UP -> UplinkReader.uplink(in);
            case UP_NORMALIZED -> UplinkReader.normalized(in);
            case JOIN -> DownlinkReader.join(in);
            case DOWN_QUEUED, DOWN_SENT, DOWN_ACK, DOWN_NACK -> DownlinkReader.downlink(in);
            case DOWN_FAILED -> DownlinkReader.failed(in);
            case DOWN_INVALIDATED -> DownlinkReader.invalidated(in);
            case LOCATION_SOLVED -> locationSolved(in);
            case SERVICE_DATA -> serviceData(in);
            case UNKNOWN -> null;
        };
    }

    private static EndDeviceIdentifiers endDeviceIds(JsonReader in) throws IOException {
        String deviceId = null;
        ApplicationIdentifiers applicationIds = null;
        Eui64 devEui = null;
        Eui64 joinEui = null;
        DevAddr devAddr = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "device_id" -> deviceId = in.text(Need.READING);
                case "application_ids" -> applicationIds = in.object(Need.READING) ? applicationIds(in) : null;
                case "dev_eui" -> devEui = in.eui();
                case "join_eui" -> joinEui = in.eui();
                case "dev_addr" -> devAddr = in.devAddr();
                default -> in.skip(name);
            }
        }
        return new EndDeviceIdentifiers(deviceId, applicationIds, devEui, joinEui, devAddr);
    }

    private static ApplicationIdentifiers applicationIds(JsonReader in) throws IOException {
        String applicationId = null;
        for (String name = in.name(); name != null; name = in.name()) {
            if (name.equals("application_id")) {
                applicationId = in.text(Need.READING);
            } else {
                in.skip(name);
            }
        }
        return new ApplicationIdentifiers(applicationId);
    }

    private static ApplicationLocation locationSolved(JsonReader in) throws IOException {
        String service = null;
        Location location = null;
        Map<String, String> attributes = Map.of();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "service" -> service = in.text();
                case "location" -> location = in.object(Need.READING) ? ContextReader.location(in, Need.READING) : null;
                case "attributes" -> attributes = in.textMap();
                default -> in.skip(name);
            }
        }
        return new ApplicationLocation(service, location, attributes);
    }

    private static ApplicationServiceData serviceData(JsonReader in) throws IOException {
        String service = null;
        Map<String, Object> data = null;
        ContextReader context = new ContextReader();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "service" -> service = in.text();
                case "data" -> data = in.freeForm(Need.READING);
                default -> context.read(name, in);
            }
        }
        return new ApplicationServiceData(
                service, data, context.attributes, context.versionIds, context.locations, context.networkIds);
    }
}
