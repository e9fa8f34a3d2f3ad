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

/** Writes downlinks: all of one as an event tells of it, or what the server reads of one that is sent to it. */
final class DownlinkWriter {

    private DownlinkWriter() {}

    static void request(DownlinkQueueRequest request, MessageWriter out) throws IOException {
        out.array("downlinks", request.downlinks(), DownlinkWriter::requested);
    }

    /** Only what the server reads; the rest it would drop. */
    private static void requested(ApplicationDownlink downlink, MessageWriter out) throws IOException {
        frame(downlink, out);
        out.bool("confirmed", downlink.confirmed());
        out.object("class_b_c", downlink.classBC(), (classBC, members) -> classBC(classBC, false, members));
        out.constant("priority", downlink.priority());
        out.texts("correlation_ids", downlink.correlationIds());
        if (downlink.confirmedRetry() != null && downlink.confirmedRetry().maxAttempts() != null) {
            out.object(
                    "confirmed_retry",
                    members -> members.wrapped(
                            "max_attempts", downlink.confirmedRetry().maxAttempts()));
        }
    }

    static void downlink(ApplicationDownlink downlink, MessageWriter out) throws IOException {
        frame(downlink, out);
        out.texts("decoded_payload_warnings", downlink.decodedPayloadWarnings());
        out.bool("confirmed", downlink.confirmed());
        out.object("class_b_c", downlink.classBC(), (classBC, members) -> classBC(classBC, true, members));
        out.constant("priority", downlink.priority());
        out.texts("correlation_ids", downlink.correlationIds());
        out.object("confirmed_retry", downlink.confirmedRetry(), (retry, members) -> {
            members.integer("attempt", retry.attempt());
            members.wrapped("max_attempts", retry.maxAttempts());
        });
        EnvelopeWriter.context(
                downlink.attributes(), downlink.locations(), downlink.versionIds(), downlink.networkIds(), out);
    }

    private static void frame(ApplicationDownlink downlink, MessageWriter out) throws IOException {
        out.base64("session_key_id", downlink.sessionKeyId());
        out.integer("f_port", downlink.fPort());
        out.integer("f_cnt", downlink.fCnt());
        out.bytes("frm_payload", downlink.frmPayload());
        out.freeForm("decoded_payload", downlink.decodedPayload());
    }

    private static void classBC(ClassBC classBC, boolean withEui, MessageWriter out) throws IOException {
        out.objects("gateways", classBC.gateways(), (gateway, members) -> {
            members.object("gateway_ids", gateway.gatewayIds(), (ids, idMembers) -> {
                idMembers.text("gateway_id", ids.gatewayId());
                if (withEui) {
                    idMembers.hex("eui", ids.eui());
                }
            });
            members.integer("antenna_index", gateway.antennaIndex());
            members.integer("group_index", gateway.groupIndex());
        });
        out.time("absolute_time", classBC.absoluteTime());
    }
}
