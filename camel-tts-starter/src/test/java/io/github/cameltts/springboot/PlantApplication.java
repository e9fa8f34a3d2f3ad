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
package io.github.cameltts.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** All that an application has to have: this, and {@code application.properties}. */
@SpringBootApplication
class PlantApplication {

    @Component
    static class PlantRoute extends RouteBuilder {

        @Override
        public void configure() {
            from("tts:app1@ttn")
                    .routeId("answer")
                    .setBody(simple("${body.uplinkMessage.frmPayload}", byte[].class))
                    .to("tts:app1@ttn");
        }
    }
}
