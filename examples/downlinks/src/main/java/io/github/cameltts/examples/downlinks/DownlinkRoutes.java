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
package io.github.cameltts.examples.downlinks;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.TtsException;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;

/**
 * Two ways to learn what became of a downlink: to wait for it, and to follow it by its id.
 */
public class DownlinkRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // waits: the exchange goes on when the server has queued the downlink, and fails if it will not
        from("direct:wait")
                .routeId("wait")
                .doTry()
                .to("tts:{{downlinks.application}}?fPort=10&waitFor=queued")
                .log("${header.CamelTtsDeviceId}: ${header.CamelTtsDownlinkOutcome}")
                .doCatch(TtsException.class, ExchangeTimedOutException.class)
                .log("${header.CamelTtsDeviceId}: ${exception.message}");

        // does not wait: what was sent and what comes of it meet in an aggregator, by the id that the send has set
        from("direct:send")
                .routeId("send")
                .to("tts:{{downlinks.application}}?fPort=10&confirmed=true")
                .to("direct:story");

        from("tts:{{downlinks.application}}?events=down")
                .routeId("events")
                .setHeader(TtsConstants.DOWNLINK_ID, method(DownlinkStory.class, "ownId"))
                // downlinks that others have sent
                .filter(header(TtsConstants.DOWNLINK_ID).isNotNull())
                .to("direct:story");

        from("direct:story")
                .routeId("story")
                .aggregate(header(TtsConstants.DOWNLINK_ID), new DownlinkStory())
                .completionPredicate(method(DownlinkStory.class, "isAtItsEnd"))
                .completionTimeout("{{downlinks.patience}}")
                .log("${header.CamelTtsDeviceId}: ${body}")
                .to("{{downlinks.end}}");
    }
}
