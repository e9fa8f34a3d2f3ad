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
package io.github.cameltts.compatibility.springboot;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUplink;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Answers an uplink with a downlink that says what was understood of it. */
@Component
public class AnswerRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("tts:app1@ttn").routeId("answer").bean(this, "answer").to("tts:app1@ttn");
    }

    public byte[] answer(@Body ApplicationUplink uplink, @Header(TtsConstants.DEVICE_ID) String device) {
        String answer =
                device + " " + uplink.fCnt() + " " + uplink.decodedPayload().get("temperature");
        return answer.getBytes(StandardCharsets.UTF_8);
    }
}
