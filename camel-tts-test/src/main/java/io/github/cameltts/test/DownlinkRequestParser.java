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

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameltts.test.Downlink.ClassBC;
import io.github.cameltts.test.Downlink.ClassBCGateway;
import io.github.cameltts.test.Downlink.ConfirmedRetry;
import io.github.cameltts.test.ProtoJsonReader.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Reads and validates what a client publishes on {@code down/push} and {@code down/replace}. Only {@code downlinks} is
 * read: the topic names the device. One bad item spoils all.
 */
final class DownlinkRequestParser {

    private static final Fields REQUEST = new Fields("downlinks");
    private static final Fields DOWNLINK = new Fields(
            "session_key_id",
            "f_port",
            "f_cnt",
            "frm_payload",
            "decoded_payload",
            "decoded_payload_warnings",
            "confirmed",
            "class_b_c",
            "priority",
            "correlation_ids",
            "confirmed_retry");
    private static final Fields CLASS_B_C = new Fields("gateways", "absolute_time");
    private static final Fields CLASS_B_C_GATEWAY = new Fields("gateway_ids", "antenna_index", "group_index");
    private static final Fields GATEWAY_IDS = new Fields("gateway_id", "eui");
    private static final Fields CONFIRMED_RETRY = new Fields("attempt", "max_attempts");

    private static final int MAX_PAYLOAD = 255;
    private static final int MAX_SESSION_KEY_ID = 2048;
    private static final int MAX_CORRELATION_ID = 100;
    private static final int MAX_ATTEMPTS = 100;
    private static final int RESERVED_F_PORT = 224;

    private final ProtoJsonReader reader;

    private DownlinkRequestParser(ProtoJsonReader reader) {
        this.reader = reader;
    }

    /**
     * The downlinks of a payload, in its order.
     *
     * @throws MalformedDownlinksException where the server drops the payload
     */
    static List<Downlink> parse(byte[] payload) throws MalformedDownlinksException {
        try {
            return new DownlinkRequestParser(ProtoJsonReader.of(payload)).request();
        } catch (JsonProcessingException e) {
            throw new MalformedDownlinksException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MalformedDownlinksException("not JSON: " + e.getMessage());
        }
    }

    private List<Downlink> request() throws IOException, MalformedDownlinksException {
        Holder<List<Downlink>> downlinks = new Holder<>(List.of());
        reader.message(
                "the payload",
                REQUEST,
                field -> downlinks.value = reader.list("downlinks", () -> new DownlinkFields().read()));
        return downlinks.value;
    }

    private ClassBC classBC() throws IOException, MalformedDownlinksException {
        Holder<List<ClassBCGateway>> gateways = new Holder<>(List.of());
        Holder<Instant> absoluteTime = new Holder<>(null);
        reader.message("class_b_c", CLASS_B_C, field -> {
            if (field.equals("gateways")) {
                gateways.value = reader.list("gateways", this::gateway);
            } else {
                absoluteTime.value = reader.timestamp("absolute_time");
            }
        });
        return new ClassBC(gateways.value, absoluteTime.value);
    }

    private ClassBCGateway gateway() throws IOException, MalformedDownlinksException {
        Holder<String> id = new Holder<>(null);
        Holder<Long> antenna = new Holder<>(0L);
        Holder<Long> group = new Holder<>(0L);
        reader.message("a gateway", CLASS_B_C_GATEWAY, field -> {
            switch (field) {
                case "gateway_ids" -> id.value = gatewayId();
                case "antenna_index" -> antenna.value = reader.uint32(field);
                default -> group.value = reader.uint32(field);
            }
        });
        check(id.value != null, "a gateway without gateway_ids");
        return new ClassBCGateway(id.value, antenna.value, group.value);
    }

    private String gatewayId() throws IOException, MalformedDownlinksException {
        Holder<String> id = new Holder<>("");
        reader.message("gateway_ids", GATEWAY_IDS, field -> {
            if (field.equals("gateway_id")) {
                id.value = reader.text(field);
            } else {
                int length = reader.bytes(field).length;
                check(
                        length == 0 || length == 8,
                        "eui of " + length + " bytes (hexadecimal digits are read as base64)");
            }
        });
        check(Identifiers.isId(id.value), "gateway_id '" + id.value + "'");
        return id.value;
    }

    private ConfirmedRetry confirmedRetry() throws IOException, MalformedDownlinksException {
        Holder<Long> attempt = new Holder<>(0L);
        Holder<Long> maxAttempts = new Holder<>(null);
        reader.message("confirmed_retry", CONFIRMED_RETRY, field -> {
            if (field.equals("attempt")) {
                attempt.value = reader.uint32(field);
            } else {
                maxAttempts.value = reader.uint32(field);
                check(maxAttempts.value > 0 && maxAttempts.value <= MAX_ATTEMPTS, "max_attempts " + maxAttempts.value);
            }
        });
        return new ConfirmedRetry(attempt.value, maxAttempts.value);
    }

    private static void check(boolean valid, String what) throws MalformedDownlinksException {
        if (!valid) {
            throw new MalformedDownlinksException(what + " is not valid");
        }
    }

    private static final class Holder<T> {
        private T value;

        Holder(T value) {
            this.value = value;
        }
    }

    /** One item while it is read. */
    private final class DownlinkFields {
        private byte[] sessionKeyId;
        private int fPort;
        private long fCnt;
        private byte[] frmPayload;
        private Map<String, Object> decodedPayload;
        private boolean confirmed;
        private ClassBC classBC;
        private TxSchedulePriority priority = TxSchedulePriority.LOWEST;
        private List<String> correlationIds = List.of();
        private ConfirmedRetry confirmedRetry;

        Downlink read() throws IOException, MalformedDownlinksException {
            reader.message("a downlink", DOWNLINK, this::read);
            return new Downlink(
                    sessionKeyId,
                    fPort,
                    fCnt,
                    frmPayload,
                    decodedPayload,
                    confirmed,
                    classBC,
                    priority,
                    correlationIds,
                    confirmedRetry);
        }

        private void read(String field) throws IOException, MalformedDownlinksException {
            switch (field) {
                case "session_key_id" -> {
                    sessionKeyId = reader.bytes(field);
                    check(sessionKeyId.length <= MAX_SESSION_KEY_ID, "session_key_id");
                }
                case "f_port" -> {
                    long port = reader.uint32(field);
                    check(port <= 255 && port != RESERVED_F_PORT, "f_port " + port);
                    fPort = (int) port;
                }
                case "f_cnt" -> fCnt = reader.uint32(field);
                case "frm_payload" -> {
                    frmPayload = reader.bytes(field);
                    check(frmPayload.length <= MAX_PAYLOAD, "frm_payload of " + frmPayload.length + " bytes");
                }
                case "decoded_payload" -> decodedPayload = reader.struct(field);
                // read for its syntax; the server throws it away
                case "decoded_payload_warnings" -> reader.list(field, () -> reader.text(field));
                case "confirmed" -> confirmed = reader.bool(field);
                case "class_b_c" -> classBC = classBC();
                case "priority" -> priority = reader.constant(field, TxSchedulePriority.class);
                case "correlation_ids" -> correlationIds = reader.list(field, this::correlationId);
                case "confirmed_retry" -> confirmedRetry = confirmedRetry();
                default -> throw new IllegalStateException(field);
            }
        }

        private String correlationId() throws IOException, MalformedDownlinksException {
            String id = reader.text("correlation_ids");
            check(id.codePointCount(0, id.length()) <= MAX_CORRELATION_ID, "a correlation id over 100 characters");
            return id;
        }
    }
}
