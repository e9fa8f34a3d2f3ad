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
 * An error of The Things Stack as its HTTP interface tells it.
 *
 * @param status the HTTP status
 * @param code the gRPC code
 * @param namespace the package it comes from; null where the gateway in front of the server says it
 * @param name its name; null where the gateway in front of the server says it
 * @param messageFormat its text with {placeholders}
 * @param attributes what fills the placeholders
 */
record StorageError(
        int status, int code, String namespace, String name, String messageFormat, Map<String, Object> attributes) {

    static final int RATE_LIMITED = 429;

    private static final String RIGHTS = "pkg/auth/rights";

    static StorageError noRoute() {
        return new StorageError(404, 5, null, null, "Not Found", Map.of());
    }

    static StorageError wrongMethod() {
        return new StorageError(501, 12, null, null, "Method Not Allowed", Map.of());
    }

    static StorageError unauthenticated() {
        return new StorageError(401, 16, "pkg/auth", "invalid_token", "invalid token", Map.of());
    }

    static StorageError noRights(String uid) {
        return new StorageError(
                403,
                7,
                RIGHTS,
                "insufficient_application_rights",
                "insufficient rights for application `{uid}`",
                Map.of("uid", uid));
    }

    static StorageError applicationNotFound(String applicationId) {
        return new StorageError(
                404,
                5,
                "pkg/identityserver/store",
                "application_not_found",
                "application `{application_id}` not found",
                Map.of("application_id", applicationId));
    }

    static StorageError notEnabled(String applicationId) {
        return new StorageError(
                404,
                5,
                "pkg/applicationserver/io/packages",
                "association_not_found",
                "package `storage-integration` is not associated with application `{application_id}`",
                Map.of("application_id", applicationId));
    }

    static StorageError invalid(String parameter, String value) {
        return new StorageError(
                400, 3, null, null, "parsing field \"" + parameter + "\": invalid value \"" + value + "\"", Map.of());
    }

    static StorageError rateLimitExceeded(String resource, int rate) {
        return new StorageError(
                RATE_LIMITED,
                8,
                "pkg/ratelimit",
                "rate_limit_exceeded",
                "rate limit of `{rate}` accesses per minute exceeded for resource `{key}`",
                Map.of("key", resource, "rate", rate));
    }

    static StorageError database() {
        return new StorageError(500, 13, "pkg/applicationserver/io/packages", "database", "database error", Map.of());
    }

    /** What a status says where nothing more is known of it. */
    static StorageError ofStatus(int status) {
        int code =
                switch (status) {
                    case 400 -> 3;
                    case 401 -> 16;
                    case 403 -> 7;
                    case 404 -> 5;
                    case 409 -> 10;
                    case RATE_LIMITED -> 8;
                    case 503 -> 14;
                    case 504 -> 4;
                    default -> 13;
                };
        return new StorageError(status, code, "pkg/standin", "made_to_fail", "made to fail", Map.of());
    }

    Json toJson() {
        if (name == null) {
            return Json.object().number("code", code).text("message", messageFormat);
        }
        Json details = Json.object()
                .text("@type", "type.googleapis.com/ttn.lorawan.v3.ErrorDetails")
                .text("namespace", namespace)
                .text("name", name)
                .text("message_format", messageFormat)
                .map("attributes", new TreeMap<>(attributes))
                .text("correlation_id", HexFormat.of().formatHex(CorrelationIds.random(16)))
                .number("code", code);
        return Json.object()
                .number("code", code)
                .text("message", "error:" + namespace + ":" + name + " (" + message() + ")")
                .objects("details", List.of(details));
    }

    private String message() {
        String message = messageFormat;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            message = message.replace("{" + attribute.getKey() + "}", String.valueOf(attribute.getValue()));
        }
        return message;
    }
}
