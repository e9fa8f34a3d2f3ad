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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import io.github.cameltts.model.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"result\":{\"end_device_ids\":{\"device_id\":\"dev1\"}}} | {\"end_device_ids\":{\"device_id\":\"dev1\"}}",
                "{\"result\":{\"end_device_ids\":{}}} | {\"end_device_ids\":{}}",
                "{\"result\":{}} | {}",
                "{ \"result\" : {\"ü\" : [1]} } | {\"ü\" : [1]}",
                "{\"later\":{\"result\":1},\"result\":{\"a\":\"}\"},\"more\":[]} | {\"a\":\"}\"}",
            })
    void givesTheResultAsSent(String object, String result) throws IOException {
        Frame frame = of(object);
        assertThat(new String(frame.result(), StandardCharsets.UTF_8)).isEqualTo(result);
        assertThat(frame.error()).isNull();
    }

    @Test
    void givesTheErrorOfEitherGateway() throws IOException {
        assertThat(of("{\"error\":{\"code\":8,\"message\":\"too\\nmuch\",\"details\":[{\"code\":3}]}}")
                        .error())
                .isEqualTo(new ServerError(8, "too much"));
        assertThat(of("{\"error\":{\"grpc_code\":14,\"http_code\":503,\"message\":\"gone\"}}")
                        .error())
                .isEqualTo(new ServerError(14, "gone"));
        assertThat(of("{\"error\":{\"message\":\"" + "x".repeat(1000) + "\"}}")
                        .error()
                        .message())
                .hasSize(301);
    }

    @Test
    void isNeitherForOtherObjects() throws IOException {
        assertThat(of("{\"count\":{}}")).isEqualTo(new Frame(null, null));
        assertThat(of("{\"result\":null}")).isEqualTo(new Frame(null, null));
        assertThatThrownBy(() -> of("{result}")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storage_result-1.json", "storage_result-2.json"})
    void givesTheRecordedMessages(String sample) throws IOException {
        byte[] object = new FrameReader(new ByteArrayInputStream(Samples.read(sample)), 10_000).next();
        ApplicationUp message = MessageCodec.readApplicationUp(Frame.of(object).result());
        assertThat(message.endDeviceIds().deviceId()).isEqualTo("dev1");
        assertThat(message.uplinkMessage().fPort()).isEqualTo(10);
        assertThat(message.deduplicationId()).startsWith("up:app1/dev1:");
    }

    @Test
    void givesTheRecordedErrors() {
        assertThat(ServerError.of(Samples.read("http_error-1.json")))
                .isEqualTo(new ServerError(
                        7, "error:pkg/auth/rights:no_user_rights (no rights for user `admin@thethings`)"));
        assertThat(ServerError.of(Samples.read("http_error-2.json")).code()).isEqualTo(8);
        assertThat(ServerError.of("<html>".getBytes(StandardCharsets.UTF_8))).isEqualTo(ServerError.NONE);
        assertThat(ServerError.of(new byte[0])).isEqualTo(ServerError.NONE);
    }

    private static Frame of(String object) throws IOException {
        return Frame.of(object.getBytes(StandardCharsets.UTF_8));
    }
}
