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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static Frame of(String object) throws IOException {
        return Frame.of(object.getBytes(StandardCharsets.UTF_8));
    }
}
