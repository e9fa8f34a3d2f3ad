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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads downlinks, as events tell of them and as a sender asks for them, and the events made of them. */
final class DownlinkReader {

    private static final TxSchedulePriority[] PRIORITIES = TxSchedulePriority.values();

    private DownlinkReader() {}

    /** A received downlink, whose opening brace has been read: zero values are restored. */
    static ApplicationDownlink downlink(JsonReader in) throws IOException {
        return downlink(in, true);
    }

    /** A downlink that is to be sent, whose opening brace has been read: what is absent stays open. */
    static ApplicationDownlink requested(JsonReader in) throws IOException {
        return downlink(in, false);
    }

    private static ApplicationDownlink downlink(JsonReader in, boolean received) throws IOException {
        ByteString sessionKeyId = null;
        long fPort = JsonReader.ABSENT;
        long fCnt = JsonReader.ABSENT;
        byte[] frmPayload = null;
        Map<String, Object> decodedPayload = null;
        List<String> decodedPayloadWarnings = List.of();
        Boolean confirmed = received ? Boolean.FALSE : null;
        ClassBC classBC = null;
        TxSchedulePriority priority = null;
        List<String> correlationIds = List.of();
        ConfirmedRetry confirmedRetry = null;
        ContextReader context = new ContextReader();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (in.schemaName(name)) {
                case "session_key_id" -> sessionKeyId = in.byteString(Need.READING);
                case "f_port" -> fPort = in.integer(0, 255, Need.READING);
                case "f_cnt" -> fCnt = in.integer(0, JsonReader.UINT32, Need.READING);
                case "frm_payload" -> frmPayload = in.bytes(Need.READING);
                case "decoded_payload" -> decodedPayload = in.freeForm(Need.READING);
                case "decoded_payload_warnings" -> decodedPayloadWarnings = in.texts();
                case "confirmed" -> confirmed = in.bool(Need.SIDE);
                case "class_b_c" -> classBC = in.object(Need.SIDE) ? classBC(in) : null;
                case "priority" -> priority = in.constant(PRIORITIES);
                case "correlation_ids" -> correlationIds = in.texts();
                case "confirmed_retry" -> confirmedRetry = in.object(Need.SIDE) ? confirmedRetry(in) : null;
                default -> context.read(name, in);
            }
        }
        if (received && fCnt == JsonReader.ABSENT && sessionKeyId != null) {
            fCnt = 0; // within a session the counter is known, and the server leaves a zero out
        }
        if (received && priority == null) {
            priority = TxSchedulePriority.LOWEST;
        }
        return new ApplicationDownlink(
                sessionKeyId,
                fPort == JsonReader.ABSENT ? null : (Integer) (int) fPort,
                fCnt == JsonReader.ABSENT ? null : (Long) fCnt,
                frmPayload,
                decodedPayload,
                decodedPayloadWarnings,
                confirmed,
                classBC,
                priority,
                correlationIds,
                confirmedRetry,
                context.attributes,
                context.versionIds,
                context.locations,
                context.networkIds);
    }

    private static ClassBC classBC(JsonReader in) throws IOException {
        List<ClassBC.Gateway> gateways = new ArrayList<>();
        Instant absoluteTime = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (in.schemaName(name)) {
                case "gateways" -> {
                    gateways.clear();
                    if (in.array(Need.SIDE)) {
                        while (in.nextObject(Need.SIDE)) {
                            gateways.add(gateway(in));
                        }
                    }
                }
                case "absolute_time" -> absoluteTime = in.time();
                default -> in.skip(name);
            }
        }
        return new ClassBC(gateways, absoluteTime);
    }

    private static ClassBC.Gateway gateway(JsonReader in) throws IOException {
        GatewayIdentifiers gatewayIds = null;
        long antennaIndex = 0;
        long groupIndex = 0;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (in.schemaName(name)) {
                case "gateway_ids" -> gatewayIds = in.object(Need.SIDE) ? ReceptionReader.gatewayIds(in) : null;
                case "antenna_index" -> antennaIndex = in.integerOrZero(JsonReader.UINT32);
                case "group_index" -> groupIndex = in.integerOrZero(JsonReader.UINT32);
                default -> in.skip(name);
            }
        }
        return new ClassBC.Gateway(gatewayIds, antennaIndex, groupIndex);
    }

    private static ConfirmedRetry confirmedRetry(JsonReader in) throws IOException {
        Integer attempt = null;
        Integer maxAttempts = null;
        for (String name = in.name(); name != null; name = in.name()) {
            switch (in.schemaName(name)) {
                case "attempt" -> attempt = in.intOrNull(0, Integer.MAX_VALUE);
                case "max_attempts" -> maxAttempts = in.intOrNull(0, Integer.MAX_VALUE);
                default -> in.skip(name);
            }
        }
        return new ConfirmedRetry(attempt, maxAttempts);
    }

    static ApplicationJoinAccept join(JsonReader in) throws IOException {
        ByteString sessionKeyId = null;
        KeyEnvelope appSKey = null;
        List<ApplicationDownlink> invalidatedDownlinks = List.of();
        boolean pendingSession = false;
        Instant receivedAt = null;
        ContextReader context = new ContextReader();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "session_key_id" -> sessionKeyId = in.byteString(Need.READING);
                case "app_s_key" -> appSKey = in.object(Need.SIDE) ? ContextReader.keyEnvelope(in) : null;
                case "invalidated_downlinks" -> invalidatedDownlinks = downlinks(in, Need.SIDE);
                case "pending_session" -> pendingSession = in.bool(Need.SIDE);
                case "received_at" -> receivedAt = in.time();
                default -> context.read(name, in);
            }
        }
        return new ApplicationJoinAccept(
                sessionKeyId,
                appSKey,
                invalidatedDownlinks,
                pendingSession,
                receivedAt,
                context.attributes,
                context.locations,
                context.versionIds,
                context.networkIds);
    }

    static ApplicationDownlinkFailed failed(JsonReader in) throws IOException {
        ApplicationDownlink downlink = null;
        ErrorDetails error = null;
        ContextReader context = new ContextReader();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "downlink" -> downlink = in.object(Need.READING) ? downlink(in) : null;
                case "error" -> error = in.object(Need.SIDE) ? error(in) : null;
                default -> context.read(name, in);
            }
        }
        return new ApplicationDownlinkFailed(
                downlink, error, context.attributes, context.versionIds, context.locations, context.networkIds);
    }

    static ApplicationInvalidatedDownlinks invalidated(JsonReader in) throws IOException {
        List<ApplicationDownlink> downlinks = List.of();
        long lastFCntDown = 0;
        ByteString sessionKeyId = null;
        ContextReader context = new ContextReader();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "downlinks" -> downlinks = downlinks(in, Need.READING);
                case "last_f_cnt_down" -> {
                    long count = in.integer(0, JsonReader.UINT32, Need.READING);
                    lastFCntDown = count == JsonReader.ABSENT ? 0 : count;
                }
                case "session_key_id" -> sessionKeyId = in.byteString(Need.READING);
                default -> context.read(name, in);
            }
        }
        return new ApplicationInvalidatedDownlinks(
                downlinks,
                lastFCntDown,
                sessionKeyId,
                context.attributes,
                context.versionIds,
                context.locations,
                context.networkIds);
    }

    private static List<ApplicationDownlink> downlinks(JsonReader in, Need need) throws IOException {
        if (!in.array(need)) {
            return List.of();
        }
        List<ApplicationDownlink> downlinks = new ArrayList<>();
        while (in.nextObject(need)) {
            downlinks.add(downlink(in));
        }
        return downlinks;
    }

    private static ErrorDetails error(JsonReader in) throws IOException {
        String namespace = null;
        String errorName = null;
        String messageFormat = null;
        Map<String, Object> attributes = null;
        String correlationId = null;
        ErrorDetails cause = null;
        long code = 0;
        List<Map<String, Object>> details = List.of();
        for (String name = in.name(); name != null; name = in.name()) {
            switch (name) {
                case "namespace" -> namespace = in.text();
                case "name" -> errorName = in.text();
                case "message_format" -> messageFormat = in.text();
                case "attributes" -> attributes = in.freeForm(Need.SIDE);
                case "correlation_id" -> correlationId = in.text();
                case "cause" -> cause = in.object(Need.SIDE) ? error(in) : null;
                case "code" -> code = in.integerOrZero(Integer.MAX_VALUE);
                case "details" -> details = in.freeForms();
                default -> in.skip(name);
            }
        }
        return new ErrorDetails(
                namespace, errorName, messageFormat, attributes, correlationId, cause, (int) code, details);
    }
}
