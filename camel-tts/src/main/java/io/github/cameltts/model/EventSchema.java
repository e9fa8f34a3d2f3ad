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

/** The events other than uplinks, and downlinks by themselves. */
final class EventSchema {

    static final ObjectSchema<ApplicationJoinAccept> JOIN = join();
    static final ObjectSchema<ApplicationDownlinkFailed> FAILED = failed();
    static final ObjectSchema<ApplicationInvalidatedDownlinks> INVALIDATED = invalidated();
    static final ObjectSchema<ApplicationLocation> LOCATION_SOLVED = locationSolved();
    static final ObjectSchema<ApplicationServiceData> SERVICE_DATA = serviceData();

    private EventSchema() {}

    private static ObjectSchema<ApplicationJoinAccept> join() {
        Fields fields = new Fields();
        Field<ByteString> sessionKeyId = fields.reading().byteString("session_key_id");
        Field<KeyEnvelope> appSKey = fields.object("app_s_key", ContextSchema.KEY_ENVELOPE);
        Field<List<ApplicationDownlink>> invalidatedDownlinks =
                fields.objects("invalidated_downlinks", DownlinkSchema.RECEIVED);
        Field<Boolean> pendingSession = fields.bool("pending_session");
        Field<Instant> receivedAt = fields.time("received_at");
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationJoinAccept(
                in.get(sessionKeyId),
                in.get(appSKey),
                in.get(invalidatedDownlinks),
                in.isTrue(pendingSession),
                in.get(receivedAt),
                in.get(context.attributes),
                in.get(context.locations),
                in.get(context.versionIds),
                in.get(context.networkIds)));
    }

    private static ObjectSchema<ApplicationDownlinkFailed> failed() {
        Fields fields = new Fields();
        Field<ApplicationDownlink> downlink = fields.reading().object("downlink", DownlinkSchema.RECEIVED);
        Field<ErrorDetails> error = fields.object("error", error());
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationDownlinkFailed(
                in.get(downlink),
                in.get(error),
                in.get(context.attributes),
                in.get(context.versionIds),
                in.get(context.locations),
                in.get(context.networkIds)));
    }

    private static ObjectSchema<ErrorDetails> error() {
        Fields fields = new Fields();
        Field<String> namespace = fields.text("namespace");
        Field<String> name = fields.text("name");
        Field<String> messageFormat = fields.text("message_format");
        Field<Map<String, Object>> attributes = fields.freeForm("attributes");
        Field<String> correlationId = fields.text("correlation_id");
        Field<ErrorDetails> cause = fields.object("cause", null);
        Field<Integer> code = fields.integer("code", 0, Integer.MAX_VALUE);
        Field<List<Map<String, Object>>> details = fields.freeForms("details");
        return fields.make(in -> new ErrorDetails(
                in.get(namespace),
                in.get(name),
                in.get(messageFormat),
                in.get(attributes),
                in.get(correlationId),
                in.get(cause),
                (int) in.longOrZero(code),
                in.get(details)));
    }

    private static ObjectSchema<ApplicationInvalidatedDownlinks> invalidated() {
        Fields fields = new Fields();
        Field<List<ApplicationDownlink>> downlinks = fields.reading().objects("downlinks", DownlinkSchema.RECEIVED);
        Field<Long> lastFCntDown = fields.reading().uint32("last_f_cnt_down");
        Field<ByteString> sessionKeyId = fields.reading().byteString("session_key_id");
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationInvalidatedDownlinks(
                in.get(downlinks),
                in.longOrZero(lastFCntDown),
                in.get(sessionKeyId),
                in.get(context.attributes),
                in.get(context.versionIds),
                in.get(context.locations),
                in.get(context.networkIds)));
    }

    private static ObjectSchema<ApplicationLocation> locationSolved() {
        Fields fields = new Fields();
        Field<String> service = fields.text("service");
        Field<Location> location = fields.reading().object("location", ContextSchema.SOLVED_LOCATION);
        Field<Map<String, String>> attributes = fields.textMap("attributes");
        return fields.make(in -> new ApplicationLocation(in.get(service), in.get(location), in.get(attributes)));
    }

    private static ObjectSchema<ApplicationServiceData> serviceData() {
        Fields fields = new Fields();
        Field<String> service = fields.text("service");
        Field<Map<String, Object>> data = fields.reading().freeForm("data");
        ContextSchema context = new ContextSchema(fields);
        return fields.make(in -> new ApplicationServiceData(
                in.get(service),
                in.get(data),
                in.get(context.attributes),
                in.get(context.versionIds),
                in.get(context.locations),
                in.get(context.networkIds)));
    }
}
