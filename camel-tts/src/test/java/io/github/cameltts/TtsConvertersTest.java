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

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltts.address.Event;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationJoinAccept;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ApplicationUplink;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtsConvertersTest extends CamelTestSupport {

    // blanks, order and an unknown key are not ours to change
    private static final String JSON =
            "{ \"uplink_message\" : {\"f_port\":15,\"decoded_payload\":{\"temperature\":21.50}}, \"received_at\":"
                    + "\"2024-01-02T03:04:05Z\",\"end_device_ids\":{\"device_id\":\"dev1\"},\"new\":\"\\u003cö\" }";
    private static final byte[] BYTES = JSON.getBytes(StandardCharsets.UTF_8);

    private final ApplicationUp up = ApplicationUp.parse(BYTES);
    private TypeConverter converter;

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:bean").bean(new Reader());
                from("direct:marshal").marshal().json();
                from("direct:unmarshal").unmarshal().json(ApplicationUp.class);
            }
        };
    }

    /** A bean as users write it. */
    public static final class Reader {

        public String read(@Body ApplicationUplink uplink, @Header(TtsConstants.DEVICE_ID) String device) {
            return device + " " + uplink.fPort() + " " + uplink.decodedPayload().get("temperature");
        }
    }

    @BeforeEach
    void converter() {
        converter = context.getTypeConverter();
    }

    @Test
    void asTextAndBytesItIsWhatWasReceived() throws Exception {
        assertThat(converter.mandatoryConvertTo(String.class, up)).isEqualTo(JSON);
        assertThat(converter.mandatoryConvertTo(byte[].class, up)).isEqualTo(BYTES);
        assertThat(converter.mandatoryConvertTo(InputStream.class, up).readAllBytes())
                .isEqualTo(BYTES);
        ByteBuffer buffer = converter.mandatoryConvertTo(ByteBuffer.class, up);
        assertThat(StandardCharsets.UTF_8.decode(buffer).toString()).isEqualTo(JSON);
    }

    @Test
    void asMapAndTreeItHasAllKeys() throws Exception {
        assertThat(converter.mandatoryConvertTo(Map.class, up)).containsEntry("new", "<ö");
        assertThat(converter
                        .mandatoryConvertTo(JsonNode.class, up)
                        .at("/uplink_message/f_port")
                        .asInt())
                .isEqualTo(15);
    }

    @Test
    void itIsMadeOfEveryFormOfJson() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(BYTES);

        assertThat(converter.mandatoryConvertTo(ApplicationUp.class, JSON)).isEqualTo(up);
        assertThat(converter.mandatoryConvertTo(ApplicationUp.class, BYTES)).isEqualTo(up);
        assertThat(converter.mandatoryConvertTo(ApplicationUp.class, new ByteArrayInputStream(BYTES)))
                .isEqualTo(up);
        assertThat(converter.mandatoryConvertTo(ApplicationUp.class, tree).uplinkMessage())
                .isEqualTo(up.uplinkMessage());
        Map<?, ?> map = converter.mandatoryConvertTo(Map.class, up);
        assertThat(converter.mandatoryConvertTo(ApplicationUp.class, map).uplinkMessage())
                .isEqualTo(up.uplinkMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"downlink_queued\":{\"f_port\":1}}",
                "{\"downlink_sent\":{\"f_port\":1}}",
                "{\"downlink_ack\":{\"f_port\":1}}",
                "{\"downlink_nack\":{\"f_port\":1}}"
            })
    void itsPayloadConvertsToItsOwnTypeOnly(String json) throws Exception {
        ApplicationUp downlink = ApplicationUp.parse(json);

        assertThat(converter
                        .mandatoryConvertTo(ApplicationDownlink.class, downlink)
                        .fPort())
                .isEqualTo(1);
        assertThat(converter.convertTo(ApplicationUplink.class, downlink)).isNull();
        assertThat(converter.convertTo(ApplicationJoinAccept.class, downlink)).isNull();
        assertThat(converter.mandatoryConvertTo(ApplicationUplink.class, up)).isSameAs(up.uplinkMessage());
    }

    @Test
    void aPayloadIsJsonInEveryForm() throws Exception {
        ApplicationUplink uplink = up.uplinkMessage();

        assertThat(converter.mandatoryConvertTo(String.class, uplink))
                .isEqualTo("{\"f_port\":15,\"decoded_payload\":{\"temperature\":21.5}}");
        assertThat(new String(converter.mandatoryConvertTo(byte[].class, uplink), StandardCharsets.UTF_8))
                .isEqualTo(converter.mandatoryConvertTo(String.class, uplink));
        assertThat(converter.mandatoryConvertTo(Map.class, uplink)).containsEntry("f_port", 15);
        assertThat(converter
                        .mandatoryConvertTo(JsonNode.class, uplink)
                        .get("f_port")
                        .asInt())
                .isEqualTo(15);
        assertThat(converter.mandatoryConvertTo(InputStream.class, uplink).readAllBytes())
                .isNotEmpty();
    }

    @Test
    void beansBindThePayloadOfABodyThatIsStillJson() {
        assertThat(template.requestBodyAndHeader("direct:bean", BYTES, TtsConstants.DEVICE_ID, "dev1"))
                .isEqualTo("dev1 15 21.5");
        assertThat(template.requestBodyAndHeader("direct:bean", JSON, TtsConstants.DEVICE_ID, "dev1"))
                .isEqualTo("dev1 15 21.5");
    }

    @Test
    void beansBindThePayloadAndHeaders() {
        assertThat(template.requestBodyAndHeader("direct:bean", up, TtsConstants.DEVICE_ID, "dev1"))
                .isEqualTo("dev1 15 21.5");
    }

    @Test
    void marshallingWritesWhatWasReceivedAndUnmarshallingReadsIt() {
        assertThat(template.requestBody("direct:marshal", up, byte[].class)).isEqualTo(BYTES);
        assertThat(template.requestBody("direct:unmarshal", BYTES, ApplicationUp.class)
                        .event())
                .isEqualTo(Event.UP);
    }
}
