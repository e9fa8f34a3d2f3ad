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
package io.github.cameltts.examples.karaf;

import java.util.Properties;
import org.apache.camel.builder.RouteBuilder;

/** Every uplink is a line of the log; above 30 °C the fan of the device is turned on. */
final class PlantRoutes extends RouteBuilder {

    private final String application;
    private final Properties options = new Properties();

    PlantRoutes(String application, String brokerUrl, String apiKey) {
        this.application = application;
        options.put("plant.brokerUrl", brokerUrl);
        options.put("plant.apiKey", apiKey);
    }

    @Override
    public void configure() {
        getContext().getPropertiesComponent().setInitialProperties(options);
        String server = "brokerUrl={{plant.brokerUrl}}&apiKey={{plant.apiKey}}";

        from("tts:" + application + "?" + server)
                .routeId("uplinks")
                .log("${header.CamelTtsDeviceId} port ${header.CamelTtsFPort}: ${body.uplinkMessage.decodedPayload}")
                // 30.0, for with 30 Camel would compare whole degrees
                .filter(simple("${body.uplinkMessage.decodedPayload[temperature]} > 30.0"))
                // turns on the fan of the device, whose id the uplink has brought
                .setBody(constant(new byte[] {1}))
                .to("tts:" + application + "?fPort=15&operation=replace&waitFor=queued&" + server)
                .log("${header.CamelTtsDeviceId} is too hot, downlink to its fan: ${header.CamelTtsDownlinkOutcome}");
    }
}
