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

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error of The Things Stack, as {@code down/failed} carries it: {@code ErrorDetails}.
 *
 * @param namespace the package it comes from
 * @param name its name
 * @param messageFormat its text with {placeholders}
 * @param attributes what fills the placeholders; empty for none
 * @param code the gRPC code
 * @param details further messages, each with {@code @type}; empty for none
 */
record StackError(
        String namespace,
        String name,
        String messageFormat,
        Map<String, Object> attributes,
        int code,
        List<Map<String, Object>> details) {

    private static final String APPLICATION_SERVER = "pkg/applicationserver";
    private static final String NETWORK_SERVER = "pkg/networkserver";

    private static final int UNKNOWN = 2;
    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int FAILED_PRECONDITION = 9;
    private static final int ABORTED = 10;

    static StackError noFPort() {
        return of(APPLICATION_SERVER, "no_f_port", "no FPort", INVALID_ARGUMENT);
    }

    static StackError noDeviceSession() {
        return of(
                APPLICATION_SERVER,
                "no_device_session",
                "no device session; check device activation",
                FAILED_PRECONDITION);
    }

    static StackError maxRetriesReached(long maxRetries) {
        return of(
                APPLICATION_SERVER,
                "max_retries_reached",
                "maximum number of retries ({max_retries}) reached",
                ABORTED,
                Map.of("max_retries", maxRetries));
    }

    static StackError applicationDownlinkTooLong(int length, int max) {
        return of(
                NETWORK_SERVER,
                "application_downlink_too_long",
                "application downlink payload length `{length}` exceeds maximum '{max}'",
                INVALID_ARGUMENT,
                Map.of("length", length, "max", max));
    }

    static StackError fCntTooLow(long fCnt, long minFCnt) {
        return of(
                NETWORK_SERVER,
                "f_cnt_too_low",
                "FCnt `{f_cnt}` is lower than minimum of `{min_f_cnt}`",
                INVALID_ARGUMENT,
                Map.of("f_cnt", fCnt, "min_f_cnt", minFCnt));
    }

    static StackError unknownSession() {
        return of(NETWORK_SERVER, "unknown_session", "unknown session", NOT_FOUND);
    }

    static StackError confirmedMulticastDownlink() {
        return of(
                NETWORK_SERVER,
                "confirmed_multicast_downlink",
                "confirmed downlink queued for multicast device",
                INVALID_ARGUMENT);
    }

    static StackError noDownlinkPath() {
        return of(NETWORK_SERVER, "no_downlink_path", "no downlink path available", NOT_FOUND);
    }

    static StackError downlinkExpired() {
        return of(NETWORK_SERVER, "downlink_expired", "queued downlink is expired", FAILED_PRECONDITION);
    }

    static StackError downlinkQueueCapacity() {
        return of(NETWORK_SERVER, "downlink_queue_capacity", "downlink queue capacity exceeded", RESOURCE_EXHAUSTED);
    }

    static StackError transmission(String result) {
        return of(
                NETWORK_SERVER,
                "transmission",
                "downlink transmission failed with result `{result}`",
                UNKNOWN,
                Map.of("result", result));
    }

    /** Further messages follow plain protobuf JSON: bytes are base64 in them, device addresses too. */
    StackError withDetail(Map<String, Object> detail) {
        return new StackError(namespace, name, messageFormat, attributes, code, List.of(detail));
    }

    Json toJson() {
        return Json.object()
                .text("namespace", namespace)
                .text("name", name)
                .text("message_format", messageFormat)
                .map("attributes", attributes)
                .text("correlation_id", HexFormat.of().formatHex(CorrelationIds.random(16)))
                .number("code", code)
                .objects("details", details.stream().map(StackError::detail).toList());
    }

    private static Json detail(Map<String, Object> members) {
        Json detail = Json.object();
        detail.members().putAll(members);
        return detail;
    }

    private static StackError of(String namespace, String name, String messageFormat, int code) {
        return of(namespace, name, messageFormat, code, Map.of());
    }

    private static StackError of(
            String namespace, String name, String messageFormat, int code, Map<String, Object> attributes) {
        return new StackError(namespace, name, messageFormat, new TreeMap<>(attributes), code, List.of());
    }
}
