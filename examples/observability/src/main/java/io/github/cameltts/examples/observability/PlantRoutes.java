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
package io.github.cameltts.examples.observability;

import org.apache.camel.builder.RouteBuilder;

/**
 * Hears every device of an application, and opens a valve.
 */
public final class PlantRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("tts:{{plant.application}}?silenceThreshold={{plant.silence}}")
                .routeId("uplinks")
                .log("${header.CamelTtsDeviceId}: ${body.uplinkMessage.decodedPayload}");

        from("direct:open-valve")
                .routeId("open-valve")
                .setBody(constant(new byte[] {1}))
                .to("tts:{{plant.application}}/{{plant.valve}}?fPort=15");
    }
}
