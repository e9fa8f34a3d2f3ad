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
package io.github.cameltts.quarkus.it;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** Hears every device, and turns on the fan of one. Neither an address nor a key is configured anywhere. */
@ApplicationScoped
public class PlantRoutes extends RouteBuilder {

    private final Readings readings;

    PlantRoutes(Readings readings) {
        this.readings = readings;
    }

    @Override
    public void configure() {
        from("tts:app1@ttn")
                .routeId("uplinks")
                .setHeader("counter", simple("${body.uplinkMessage.fCnt}"))
                .setHeader("strength", simple("${body.uplinkMessage.bestReception.rssi}"))
                .bean(readings);

        from("direct:fan")
                .routeId("fan")
                .setBody(constant(new byte[] {1}))
                .to("tts:app1@ttn/temperature-1?fPort=15&waitFor=queued");
    }
}
