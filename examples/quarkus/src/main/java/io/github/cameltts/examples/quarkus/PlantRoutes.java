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
package io.github.cameltts.examples.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Remembers what devices say, and turns on their fans. */
@ApplicationScoped
public class PlantRoutes extends RouteBuilder {

    private final Readings readings;
    private final String application;

    PlantRoutes(Readings readings, @ConfigProperty(name = "plant.application") String application) {
        this.readings = readings;
        this.application = application;
    }

    @Override
    public void configure() {
        from("tts:" + application)
                .routeId("uplinks")
                .bean(readings)
                .log("${header.CamelTtsDeviceId} #${header.CamelTtsFCnt}: ${body.uplinkMessage.decodedPayload}");

        // a device of class A is heard of when it has sent something, therefore no longer wait than for the queue
        from("direct:fan")
                .routeId("fan")
                .errorHandler(noErrorHandler())
                .to("tts:" + application + "?fPort=15&waitFor=queued&requestTimeout=5s");
    }
}
