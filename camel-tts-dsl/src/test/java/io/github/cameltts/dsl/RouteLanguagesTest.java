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
package io.github.cameltts.dsl;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLanguagesTest extends RouteStory {

    @ParameterizedTest
    @ValueSource(strings = {"routes.xml", "routes.yaml"})
    void routesAreReadFromAFile(String file) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.resolveMandatoryResource(context, "classpath:io/github/cameltts/dsl/" + file));

        eventsArriveAndADownlinkLeaves();
    }

    @Test
    void routesAreWrittenInJava() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn/dev1?brokerUrl={{tts.brokerUrl}}&apiKey={{tts.apiKey}}&events=up,join")
                        .routeId("events")
                        .to("mock:events");
                from("direct:open")
                        .routeId("open")
                        .to(
                                "tts:app1@ttn/dev1?brokerUrl={{tts.brokerUrl}}&apiKey={{tts.apiKey}}&fPort=15&priority=HIGH");
            }
        });

        eventsArriveAndADownlinkLeaves();
    }
}
