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

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Event;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationDownlinkFailed;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ApplicationUplink;
import io.github.cameltts.model.ApplicationUplinkNormalized;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The headers of received messages. They say what the envelope says; nothing of a payload becomes a header by its name.
 */
final class ReceivedHeaders {

    private ReceivedHeaders() {}

    /** What follows from the topic. */
    static void set(Message message, ApplicationUid application, ReceivedMessage received) {
        message.setHeader(TtsConstants.EVENT, received.topic().suffix());
        message.setHeader(TtsConstants.APPLICATION_ID, application.applicationId());
        if (application.tenantId() != null) {
            message.setHeader(TtsConstants.TENANT_ID, application.tenantId());
        }
        message.setHeader(TtsConstants.DEVICE_ID, received.topic().deviceId());
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, received.receivedAt());
    }

    /** What follows from the topic and from the message itself. */
    static void set(Message message, ApplicationUid application, ReceivedMessage received, ApplicationUp up) {
        set(message, application, received);
        if (up.event() != Event.UNKNOWN) {
            // the two always agree on The Things Stack; elsewhere the content counts
            message.setHeader(TtsConstants.EVENT, up.event().topicSuffix());
        }
        if (up.endDeviceIds() != null && up.endDeviceIds().devEui() != null) {
            message.setHeader(TtsConstants.DEV_EUI, up.endDeviceIds().devEui().toString());
        }
        if (up.receivedAt() != null) {
            message.setHeader(TtsConstants.RECEIVED_AT, up.receivedAt());
            message.setHeader(Exchange.MESSAGE_TIMESTAMP, up.receivedAt().toEpochMilli());
        }
        message.setHeader(TtsConstants.CORRELATION_IDS, up.correlationIds());
        message.setHeader(TtsConstants.SIMULATED, up.simulated());
        message.setHeader(TtsConstants.DEDUPLICATION_ID, up.deduplicationId());
        if (up.payload() instanceof ApplicationUplink uplink) {
            setFrame(message, uplink.fPort(), uplink.fCnt());
        } else if (up.payload() instanceof ApplicationUplinkNormalized uplink) {
            setFrame(message, uplink.fPort(), uplink.fCnt());
        } else if (up.payload() instanceof ApplicationDownlink downlink) {
            setFrame(message, downlink.fPort(), downlink.fCnt());
        } else if (up.payload() instanceof ApplicationDownlinkFailed failed && failed.downlink() != null) {
            setFrame(message, failed.downlink().fPort(), failed.downlink().fCnt());
        }
    }

    private static void setFrame(Message message, Integer fPort, Long fCnt) {
        if (fPort != null) {
            message.setHeader(TtsConstants.F_PORT, fPort);
        }
        if (fCnt != null) {
            message.setHeader(TtsConstants.F_CNT, fCnt);
        }
    }
}
