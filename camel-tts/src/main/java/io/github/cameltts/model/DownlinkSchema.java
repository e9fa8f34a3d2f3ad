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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Downlinks, as events tell of them and as a sender asks for them. */
final class DownlinkSchema {

    /** A downlink of an event: zero values are restored. */
    static final ObjectSchema<ApplicationDownlink> RECEIVED = downlink(true);

    /** A downlink that is to be sent: what is absent stays open. */
    static final ObjectSchema<ApplicationDownlink> REQUESTED = downlink(false);

    private static final int MAX_F_PORT = 255;

    private DownlinkSchema() {}

    private static ObjectSchema<ApplicationDownlink> downlink(boolean received) {
        Fields fields = new Fields();
        Field<ByteString> sessionKeyId = fields.reading().byteString("session_key_id");
        Field<Integer> fPort = fields.reading().integer("f_port", 0, MAX_F_PORT);
        Field<Long> fCnt = fields.reading().uint32("f_cnt");
        Field<byte[]> frmPayload = fields.reading().bytes("frm_payload");
        Field<Map<String, Object>> decodedPayload = fields.reading().freeForm("decoded_payload");
        Field<List<String>> decodedPayloadWarnings = fields.texts("decoded_payload_warnings");
        Field<Boolean> confirmed = fields.bool("confirmed");
        Field<ClassBC> classBC = fields.object("class_b_c", classBC());
        Field<TxSchedulePriority> priority = fields.constant("priority", TxSchedulePriority.values());
        Field<List<String>> correlationIds = fields.texts("correlation_ids");
        Field<ConfirmedRetry> confirmedRetry = fields.object("confirmed_retry", confirmedRetry());
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationDownlink(
                in.get(sessionKeyId),
                in.get(fPort),
                // within a session the counter is known, and the server leaves a zero out
                received && in.get(sessionKeyId) != null ? (Long) in.longOrZero(fCnt) : in.get(fCnt),
                in.get(frmPayload),
                in.get(decodedPayload),
                in.get(decodedPayloadWarnings),
                received ? (Boolean) in.isTrue(confirmed) : in.get(confirmed),
                in.get(classBC),
                received ? Objects.requireNonNullElse(in.get(priority), TxSchedulePriority.LOWEST) : in.get(priority),
                in.get(correlationIds),
                in.get(confirmedRetry),
                in.get(context.attributes),
                in.get(context.versionIds),
                in.get(context.locations),
                in.get(context.networkIds)));
    }

    private static ObjectSchema<ClassBC> classBC() {
        Fields fields = new Fields();
        Field<List<ClassBC.Gateway>> gateways = fields.objects("gateways", gateway());
        Field<Instant> absoluteTime = fields.time("absolute_time");
        return fields.make(in -> new ClassBC(in.get(gateways), in.get(absoluteTime)));
    }

    private static ObjectSchema<ClassBC.Gateway> gateway() {
        Fields fields = new Fields();
        Field<GatewayIdentifiers> gatewayIds = fields.object("gateway_ids", ReceptionSchema.GATEWAY_IDS);
        Field<Long> antennaIndex = fields.uint32("antenna_index");
        Field<Long> groupIndex = fields.uint32("group_index");
        return fields.make(
                in -> new ClassBC.Gateway(in.get(gatewayIds), in.longOrZero(antennaIndex), in.longOrZero(groupIndex)));
    }

    private static ObjectSchema<ConfirmedRetry> confirmedRetry() {
        Fields fields = new Fields();
        Field<Integer> attempt = fields.integer("attempt", 0, Integer.MAX_VALUE);
        Field<Integer> maxAttempts = fields.integer("max_attempts", 0, Integer.MAX_VALUE);
        return fields.make(in -> new ConfirmedRetry(in.get(attempt), in.get(maxAttempts)));
    }
}
