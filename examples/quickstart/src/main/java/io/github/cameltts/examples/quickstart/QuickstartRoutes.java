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
package io.github.cameltts.examples.quickstart;

import io.github.cameltts.TtsConstants;
import org.apache.camel.builder.RouteBuilder;

/**
 * The routes: one that reads uplinks, one that answers, one that follows the answers.
 */
public class QuickstartRoutes extends RouteBuilder {

    private static final int FAN_PORT = 15;
    private static final byte[] FAN_ON = {1};

    @Override
    public void configure() {
        from("tts:{{quickstart.application}}?events=up")
                .routeId("uplinks")
                .bean(new UplinkLine(), "print")
                .filter()
                .method(
                        new HotDevices(getContext().resolvePropertyPlaceholders("{{quickstart.threshold}}")),
                        "isNewlyHot")
                .to("direct:cool-down");

        // the device is known from the header that the uplink brought
        from("direct:cool-down")
                .routeId("cool-down")
                .setBody(constant(FAN_ON))
                .to("tts:{{quickstart.application}}?fPort=" + FAN_PORT + "&priority=HIGH")
                .log("→ ${header.CamelTtsDeviceId}: too hot, downlink sent to port " + FAN_PORT + " as ${header."
                        + TtsConstants.DOWNLINK_ID + "}");

        from("tts:{{quickstart.application}}?events=down/queued,down/sent,down/ack,down/nack,down/failed,join,location/solved")
                .routeId("events")
                .bean(new EventLine(), "print");
    }
}
