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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import io.github.cameltts.TtsDecodeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JacksonMappersTest {

    private static final String JSON =
            "{ \"end_device_ids\" : {\"device_id\":\"dev1\"},\n\t\"later\":[1.50,\"\\u00e9é€😀\"],"
                    + "\"uplink_message\":{\"f_port\":1,\"decoded_payload\":{\"a\":1.0,\"b\":\"\\u003c\",\"c\":null}}} ";

    private final ApplicationUp message = ApplicationUp.parse(JSON);

    static Stream<ObjectMapper> mappers() {
        return Stream.of(
                new ObjectMapper(),
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build(),
                JsonMapper.builder()
                        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build(),
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                        .serializationInclusion(JsonInclude.Include.NON_EMPTY)
                        .defaultPrettyPrinter(new MinimalPrettyPrinter("\n\n"))
                        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .build(),
                JsonMapper.builder()
                        .activateDefaultTyping(
                                BasicPolymorphicTypeValidator.builder()
                                        .allowIfSubType(Object.class)
                                        .build(),
                                ObjectMapper.DefaultTyping.EVERYTHING)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void anyMapperWritesWhatWasReceived(ObjectMapper mapper) throws IOException {
        assertThat(mapper.writeValueAsBytes(message)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(mapper.writeValueAsString(message)).isEqualTo(JSON);
        assertThat(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(message))
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void anyMapperReadsByOurCodec(ObjectMapper mapper) throws IOException {
        ApplicationUp read = mapper.readValue(JSON, ApplicationUp.class);

        assertThat(read).isEqualTo(message);
        assertThat(read.rawJson()).contains("\"later\":[1.50,");
        assertThat(read.deduplicationId()).isEqualTo(message.deduplicationId());
    }

    @Test
    void aMessageWithinAnotherValueIsWrittenAsItIs() throws IOException {
        assertThat(new ObjectMapper().writeValueAsString(Map.of("m", List.of(message))))
                .isEqualTo("{\"m\":[" + JSON + "]}");
    }

    @Test
    void aTreeHasTheMembersOfTheMessage() {
        JsonNode tree = new ObjectMapper().valueToTree(message);

        assertThat(tree.at("/uplink_message/f_port").intValue()).isEqualTo(1);
        assertThat(tree.at("/later/0").doubleValue()).isEqualTo(1.5);
        assertThat(tree.at("/uplink_message/decoded_payload/c").isNull()).isTrue();
    }

    @Test
    void aMapHasTheMembersOfTheMessage() {
        Map<?, ?> map = new ObjectMapper().convertValue(message, Map.class);

        assertThat(map.keySet()).map(Object::toString).containsExactly("end_device_ids", "later", "uplink_message");
        assertThat(new ObjectMapper().convertValue(map, ApplicationUp.class)).isEqualTo(message);
    }

    @Test
    void aPayloadByItselfIsWrittenInTheServersSchema() throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();

        assertThat(mapper.writeValueAsString(message.payload()))
                .isEqualTo("{\"f_port\":1,\"decoded_payload\":{\"a\":1.0,\"b\":\"\\u003C\",\"c\":null}}");
        assertThat(new String(MessageCodec.write(message.payload()), StandardCharsets.UTF_8))
                .isEqualTo(mapper.writeValueAsString(message.payload()));
        assertThat(mapper.<JsonNode>valueToTree(message.payload()).at("/f_port").intValue())
                .isEqualTo(1);
    }

    @Test
    void whatAMapperCannotReadIsTheSameFault() {
        assertThatThrownBy(() -> new ObjectMapper().readValue("{\"uplink_message\":3}", ApplicationUp.class))
                .isInstanceOfSatisfying(TtsDecodeException.class, fault -> assertThat(fault.path())
                        .isEqualTo("uplink_message"));
        assertThatThrownBy(() -> new ObjectMapper().readValue("7", ApplicationUp.class))
                .isInstanceOf(TtsDecodeException.class);
    }
}
