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
package io.github.cameltts.test;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the server knows of one device, and what it publishes for it. All on the server's thread. */
final class DeviceState {

    private static final Duration JOIN_DELAY = Duration.ofMillis(215);

    private final Application application;
    private final String deviceId;
    private final DownlinkQueue queue;
    private final ReceiveWindow receiveWindow;
    private final Map<String, Location> locations = new LinkedHashMap<>();
    private DeviceSession session;

    String devEui;
    String joinEui;
    VersionIds versionIds;
    Map<String, String> attributes = Map.of();
    DeviceClass deviceClass = DeviceClass.CLASS_A;
    boolean multicast;
    boolean skipPayloadCrypto;
    Answer answer = Answer.ACK;
    Function<Map<String, Object>, byte[]> downlinkEncoder;
    Consumer<Downlink> receiver = downlink -> {};

    DeviceState(Application application, String deviceId, int queueCapacity) {
        this.application = application;
        this.deviceId = deviceId;
        devEui = Identifiers.stableEui("70B3D57ED0", application.uid() + "/" + deviceId);
        joinEui = Identifiers.stableEui("EC656E", application.uid());
        queue = new DownlinkQueue(this, queueCapacity);
        receiveWindow = new ReceiveWindow(this, queue);
    }

    String deviceId() {
        return deviceId;
    }

    String tenantId() {
        return application.tenantId();
    }

    Instant now() {
        return application.now();
    }

    /** Null before the first activation and after the session was lost. */
    DeviceSession session() {
        return session;
    }

    DownlinkQueue queue() {
        return queue;
    }

    ReceiveWindow receiveWindow() {
        return receiveWindow;
    }

    Map<String, Location> locations() {
        return locations;
    }

    byte[] join() {
        Instant now = now();
        newSession(now);
        Json joinAccept = Json.object().bytes("session_key_id", session.sessionKeyId());
        if (skipPayloadCrypto) {
            joinAccept.object("app_s_key", session.appSKey()).objects("invalidated_downlinks", jsons(queue.takeAll()));
        } else {
            queue.renumber(session, 0);
        }
        Instant networkReceivedAt = now.minus(JOIN_DELAY);
        joinAccept.time("received_at", networkReceivedAt).map("attributes", attributes);
        return publish(
                "join",
                "join_accept",
                joinAccept,
                now,
                List.of(CorrelationIds.of("gs:uplink", networkReceivedAt)),
                false);
    }

    void activate() {
        newSession(now());
        queue.renumber(session, 0);
    }

    void forgetSession() {
        session = null;
        queue.takeAll();
        receiveWindow.forget();
    }

    void invalidateQueue(long lastFCntDown) {
        if (session == null) {
            throw new IllegalStateException(
                    "Device '" + deviceId + "' has no session: let it join() or activate() it first");
        }
        session.transmitted(lastFCntDown);
        if (!skipPayloadCrypto) {
            queue.renumber(session, lastFCntDown);
            return;
        }
        Instant now = now();
        Json body = Json.object()
                .objects("downlinks", jsons(queue.takeAll()))
                .number("last_f_cnt_down", lastFCntDown)
                .bytes("session_key_id", session.sessionKeyId());
        publish("down/invalidated", "downlink_queue_invalidated", body, now, uplinkIds(now), false);
    }

    byte[] send(Uplink uplink) {
        Instant now = now();
        boolean simulated = uplink.isSimulated();
        if (!simulated && session == null) {
            newSession(now);
        }
        UplinkJson json = new UplinkJson(this, uplink, takeFCnt(uplink), now);
        List<String> ids = List.of(json.correlationId());
        if (!simulated) {
            receiveWindow.answer(answer, ids);
        }
        if (!skipPayloadCrypto) {
            uplink.normalizedPayload()
                    .forEach(measurement -> publish(
                            "up/normalized", "uplink_normalized", json.normalized(measurement), now, ids, simulated));
            publishLocationIn(uplink, now, ids);
        }
        byte[] message = publish("up", "uplink_message", json.message(locations), now, ids, simulated);
        if (uplink.opensReceiveWindow()) {
            receiveWindow.open();
        }
        if (!simulated && deviceClass == DeviceClass.CLASS_C) {
            receiveWindow.transmitAll();
        }
        return message;
    }

    byte[] locationSolved(String service, Location location, Map<String, String> serviceAttributes) {
        Instant now = now();
        return publishLocation(service, location, serviceAttributes, now, uplinkIds(now));
    }

    byte[] serviceData(String service, Map<String, Object> data) {
        Instant now = now();
        Json body = Json.object().text("service", service).struct("data", data);
        return publish("service/data", "service_data", body, now, uplinkIds(now), false);
    }

    DownlinkQueue.Result operate(List<Downlink> items, boolean replace) {
        DownlinkQueue.Result result = queue.operate(items, replace);
        if (deviceClass == DeviceClass.CLASS_C) {
            receiveWindow.transmitAll();
        }
        return result;
    }

    /** An item with only a decoded payload, through the encoder; as it is without one. */
    Downlink encode(Downlink item) {
        if (downlinkEncoder == null) {
            return item;
        }
        byte[] payload = downlinkEncoder.apply(item.decodedPayload());
        return item.withEncoded(item.fPort() == 0 ? 1 : item.fPort(), payload);
    }

    void event(String suffix, String key, Downlink downlink, Instant receivedAt, List<String> correlationIds) {
        publish(suffix, key, downlink.toJson(), receivedAt, correlationIds, false);
    }

    void failed(Downlink downlink, StackError error, Instant receivedAt, List<String> correlationIds) {
        Json body = Json.object().object("downlink", downlink.toJson()).object("error", error.toJson());
        publish("down/failed", "downlink_failed", body, receivedAt, correlationIds, false);
    }

    private void newSession(Instant now) {
        session = new DeviceSession(now);
        receiveWindow.forget();
    }

    private long takeFCnt(Uplink uplink) {
        if (uplink.isSimulated()) {
            return uplink.fCnt() == null ? 0 : uplink.fCnt();
        }
        if (uplink.fCnt() == null) {
            return session.takeFCntUp();
        }
        session.continueFCntUpAfter(uplink.fCnt());
        return uplink.fCnt();
    }

    private void publishLocationIn(Uplink uplink, Instant now, List<String> ids) {
        Map<String, Object> decoded = uplink.decodedPayload();
        if (decoded == null
                || uplink.isSimulated()
                || !(decoded.get("latitude") instanceof Double latitude)
                || !(decoded.get("longitude") instanceof Double longitude)) {
            return;
        }
        int altitude = decoded.get("altitude") instanceof Double metres ? metres.intValue() : 0;
        publishLocation("frm-payload", Location.gps(latitude, longitude, altitude), Map.of(), now, ids);
    }

    private byte[] publishLocation(
            String service, Location location, Map<String, String> serviceAttributes, Instant now, List<String> ids) {
        locations.put(service, location);
        Json body = Json.object()
                .text("service", service)
                .object("location", location.toJson())
                .map("attributes", serviceAttributes);
        return publish("location/solved", "location_solved", body, now, ids, false);
    }

    private byte[] publish(
            String suffix, String key, Json body, Instant receivedAt, List<String> correlationIds, boolean simulated) {
        Json ids = Json.object()
                .text("device_id", deviceId)
                .object("application_ids", Json.object().text("application_id", application.applicationId()))
                .text("dev_eui", devEui)
                .text("join_eui", joinEui)
                .text("dev_addr", session == null ? null : session.devAddr());
        byte[] message = Json.object()
                .object("end_device_ids", ids)
                .texts("correlation_ids", correlationIds)
                .time("received_at", receivedAt)
                .object(key, body)
                .flag("simulated", simulated)
                .toBytes();
        application.deliver(deviceId, suffix, message);
        return message;
    }

    private static List<String> uplinkIds(Instant now) {
        return List.of(CorrelationIds.of("gs:uplink", now));
    }

    private static List<Json> jsons(List<Downlink> downlinks) {
        return downlinks.stream().map(Downlink::toJson).toList();
    }
}
