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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationDownlinkFailed;
import io.github.cameltts.model.ApplicationInvalidatedDownlinks;
import io.github.cameltts.model.ApplicationJoinAccept;
import io.github.cameltts.model.ApplicationLocation;
import io.github.cameltts.model.ApplicationServiceData;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ApplicationUpPayload;
import io.github.cameltts.model.ApplicationUplink;
import io.github.cameltts.model.ApplicationUplinkNormalized;
import io.github.cameltts.model.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;

/**
 * Camel's type converters between a received message, its payload, and JSON in its usual forms. To text and bytes it is
 * the message as received, byte for byte. A payload type of another event than the message's converts to null.
 */
@Converter(generateLoader = true)
public final class TtsConverters {

    // no user's mapper: it could bend the format of the wire
    private static final JsonMapper MAPPER = new JsonMapper();

    private TtsConverters() {}

    @Converter
    public static String toString(ApplicationUp up) {
        return up.rawJson();
    }

    @Converter
    public static byte[] toBytes(ApplicationUp up) {
        return up.raw().toByteArray();
    }

    @Converter
    public static InputStream toInputStream(ApplicationUp up) {
        return up.raw().toInputStream();
    }

    @Converter
    public static ByteBuffer toByteBuffer(ApplicationUp up) {
        return up.raw().toByteBuffer();
    }

    @Converter
    public static Map<String, Object> toMap(ApplicationUp up) throws JsonProcessingException {
        return MAPPER.readValue(up.rawJson(), new TypeReference<>() {});
    }

    @Converter
    public static JsonNode toJsonNode(ApplicationUp up) throws JsonProcessingException {
        return MAPPER.readTree(up.rawJson());
    }

    @Converter
    public static String toString(ApplicationUpPayload payload) {
        return new String(MessageCodec.write(payload), StandardCharsets.UTF_8);
    }

    @Converter
    public static byte[] toBytes(ApplicationUpPayload payload) {
        return MessageCodec.write(payload);
    }

    @Converter
    public static InputStream toInputStream(ApplicationUpPayload payload) {
        return new ByteArrayInputStream(MessageCodec.write(payload));
    }

    @Converter
    public static Map<String, Object> toMap(ApplicationUpPayload payload) throws IOException {
        return MAPPER.readValue(MessageCodec.write(payload), new TypeReference<>() {});
    }

    @Converter
    public static JsonNode toJsonNode(ApplicationUpPayload payload) throws IOException {
        return MAPPER.readTree(MessageCodec.write(payload));
    }

    /**
     * A whole message in any form of JSON to its payload, so that {@code @Body ApplicationUplink} binds with
     * {@code bodyType=json} too.
     */
    @Converter(fallback = true)
    public static Object toPayload(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry) {
        boolean payload = ApplicationUpPayload.class.isAssignableFrom(type);
        boolean json = value instanceof String
                || value instanceof byte[]
                || value instanceof InputStream
                || value instanceof JsonNode
                || value instanceof Map;
        if (!payload || !json || exchange == null) {
            return null;
        }
        ApplicationUp up = exchange.getContext().getTypeConverter().convertTo(ApplicationUp.class, exchange, value);
        return up != null && type.isInstance(up.payload()) ? up.payload() : null;
    }

    @Converter
    public static ApplicationUp toApplicationUp(String json) {
        return ApplicationUp.parse(json);
    }

    @Converter
    public static ApplicationUp toApplicationUp(byte[] json) {
        return ApplicationUp.parse(json);
    }

    @Converter
    public static ApplicationUp toApplicationUp(InputStream json) throws IOException {
        return ApplicationUp.parse(json.readAllBytes());
    }

    @Converter
    public static ApplicationUp toApplicationUp(Map<String, Object> json) throws JsonProcessingException {
        return ApplicationUp.parse(MAPPER.writeValueAsBytes(json));
    }

    @Converter
    public static ApplicationUp toApplicationUp(JsonNode json) {
        return ApplicationUp.parse(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Converter(allowNull = true)
    public static ApplicationUplink toUplink(ApplicationUp up) {
        return up.uplinkMessage();
    }

    @Converter(allowNull = true)
    public static ApplicationUplinkNormalized toUplinkNormalized(ApplicationUp up) {
        return up.uplinkNormalized();
    }

    @Converter(allowNull = true)
    public static ApplicationJoinAccept toJoinAccept(ApplicationUp up) {
        return up.joinAccept();
    }

    @Converter(allowNull = true)
    public static ApplicationDownlink toDownlink(ApplicationUp up) {
        return up.payload() instanceof ApplicationDownlink downlink ? downlink : null;
    }

    @Converter(allowNull = true)
    public static ApplicationDownlinkFailed toDownlinkFailed(ApplicationUp up) {
        return up.downlinkFailed();
    }

    @Converter(allowNull = true)
    public static ApplicationInvalidatedDownlinks toInvalidatedDownlinks(ApplicationUp up) {
        return up.downlinkQueueInvalidated();
    }

    @Converter(allowNull = true)
    public static ApplicationLocation toLocation(ApplicationUp up) {
        return up.locationSolved();
    }

    @Converter(allowNull = true)
    public static ApplicationServiceData toServiceData(ApplicationUp up) {
        return up.serviceData();
    }
}
