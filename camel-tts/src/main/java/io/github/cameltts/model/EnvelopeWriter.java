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

/** Writes the envelope and the events other than uplinks. */
final class EnvelopeWriter {

    private EnvelopeWriter() {}

    static void envelope(
            EndDeviceIdentifiers endDeviceIds,
            List<String> correlationIds,
            Instant receivedAt,
            Event event,
            ApplicationUpPayload payload,
            boolean simulated,
            MessageWriter out)
            throws IOException {
        out.object("end_device_ids", endDeviceIds, EnvelopeWriter::endDeviceIds);
        out.texts("correlation_ids", correlationIds);
        out.time("received_at", receivedAt);
        out.object(event.jsonKey(), payload, EnvelopeWriter::payload);
        out.bool("simulated", simulated);
    }

    static void payload(ApplicationUpPayload payload, MessageWriter out) throws IOException {
        if (payload instanceof ApplicationUplink uplink) {
            UplinkWriter.uplink(uplink, out);
        } else if (payload instanceof ApplicationUplinkNormalized uplink) {
            UplinkWriter.normalized(uplink, out);
        } else if (payload instanceof ApplicationJoinAccept join) {
            join(join, out);
        } else if (payload instanceof ApplicationDownlink downlink) {
            DownlinkWriter.downlink(downlink, out);
        } else if (payload instanceof ApplicationDownlinkFailed failed) {
            failed(failed, out);
        } else if (payload instanceof ApplicationInvalidatedDownlinks invalidated) {
            invalidated(invalidated, out);
        } else if (payload instanceof ApplicationLocation solved) {
            out.text("service", solved.service());
            out.object("location", solved.location(), EnvelopeWriter::location);
            out.textMap("attributes", solved.attributes());
        } else if (payload instanceof ApplicationServiceData data) {
            out.text("service", data.service());
            out.freeForm("data", data.data());
            context(data.attributes(), data.locations(), data.versionIds(), data.networkIds(), out);
        }
    }

    private static void endDeviceIds(EndDeviceIdentifiers ids, MessageWriter out) throws IOException {
        out.text("device_id", ids.deviceId());
        out.object(
                "application_ids",
                ids.applicationIds(),
                (application, members) -> members.text("application_id", application.applicationId()));
        out.hex("dev_eui", ids.devEui());
        out.hex("join_eui", ids.joinEui());
        out.hex("dev_addr", ids.devAddr());
    }

    private static void join(ApplicationJoinAccept join, MessageWriter out) throws IOException {
        out.base64("session_key_id", join.sessionKeyId());
        out.object("app_s_key", join.appSKey(), EnvelopeWriter::keyEnvelope);
        out.objects("invalidated_downlinks", join.invalidatedDownlinks(), DownlinkWriter::downlink);
        out.bool("pending_session", join.pendingSession());
        out.time("received_at", join.receivedAt());
        context(join.attributes(), join.locations(), join.versionIds(), join.networkIds(), out);
    }

    private static void failed(ApplicationDownlinkFailed failed, MessageWriter out) throws IOException {
        out.object("downlink", failed.downlink(), DownlinkWriter::downlink);
        out.object("error", failed.error(), EnvelopeWriter::error);
        context(failed.attributes(), failed.locations(), failed.versionIds(), failed.networkIds(), out);
    }

    private static void error(ErrorDetails error, MessageWriter out) throws IOException {
        out.text("namespace", error.namespace());
        out.text("name", error.name());
        out.text("message_format", error.messageFormat());
        out.freeForm("attributes", error.attributes());
        out.text("correlation_id", error.correlationId());
        out.object("cause", error.cause(), EnvelopeWriter::error);
        out.integer("code", error.code());
        out.freeForms("details", error.details());
    }

    private static void invalidated(ApplicationInvalidatedDownlinks invalidated, MessageWriter out) throws IOException {
        out.objects("downlinks", invalidated.downlinks(), DownlinkWriter::downlink);
        out.integer("last_f_cnt_down", invalidated.lastFCntDown());
        out.base64("session_key_id", invalidated.sessionKeyId());
        context(
                invalidated.attributes(),
                invalidated.locations(),
                invalidated.versionIds(),
                invalidated.networkIds(),
                out);
    }

    /** What the server knows about the device. */
    static void context(
            Map<String, String> attributes,
            Map<String, Location> locations,
            EndDeviceVersionIdentifiers versionIds,
            NetworkIdentifiers networkIds,
            MessageWriter out)
            throws IOException {
        out.objectMap("locations", locations, EnvelopeWriter::location);
        out.object("version_ids", versionIds, EnvelopeWriter::versionIds);
        out.object("network_ids", networkIds, EnvelopeWriter::networkIds);
        out.textMap("attributes", attributes);
    }

    static void location(Location location, MessageWriter out) throws IOException {
        out.number("latitude", location.latitude());
        out.number("longitude", location.longitude());
        out.integer("altitude", location.altitude());
        out.integer("accuracy", location.accuracy());
        out.constant("source", location.source());
    }

    private static void versionIds(EndDeviceVersionIdentifiers ids, MessageWriter out) throws IOException {
        out.text("brand_id", ids.brandId());
        out.text("model_id", ids.modelId());
        out.text("hardware_version", ids.hardwareVersion());
        out.text("firmware_version", ids.firmwareVersion());
        out.text("band_id", ids.bandId());
    }

    private static void networkIds(NetworkIdentifiers ids, MessageWriter out) throws IOException {
        out.hex("net_id", ids.netId());
        out.hex("ns_id", ids.nsId());
        out.text("tenant_id", ids.tenantId());
        out.text("cluster_id", ids.clusterId());
        out.text("cluster_address", ids.clusterAddress());
        out.text("tenant_address", ids.tenantAddress());
    }

    static void keyEnvelope(KeyEnvelope envelope, MessageWriter out) throws IOException {
        out.hex("key", envelope.key());
        out.text("kek_label", envelope.kekLabel());
        out.base64("encrypted_key", envelope.encryptedKey());
    }
}
