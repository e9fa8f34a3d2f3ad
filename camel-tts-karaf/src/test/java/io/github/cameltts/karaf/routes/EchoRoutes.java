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
package io.github.cameltts.karaf.routes;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUplink;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;

/**
 * Answers an uplink with two downlinks: its own payload, and what the route got to know of Camel's services here. Answers
 * those of another application, on {@code transport=vertx}, with their payloads, and begins with what it missed.
 */
final class EchoRoutes extends RouteBuilder {

    private final String server =
            "?brokerUrl=" + System.getProperty("tts.brokerUrl") + "&apiKey=" + System.getProperty("tts.apiKey");
    private final String vertx = "?transport=vertx&brokerUrl=" + System.getProperty("tts.brokerUrl") + "&apiKey="
            + System.getProperty("tts.apiKeyOfApp2");

    @Override
    public void configure() {
        from("tts:app1@ttn" + server)
                .routeId("echo")
                .setProperty(
                        "fields",
                        simple("${body.uplinkMessage.fCnt} ${body.uplinkMessage.decodedPayload[temperature]}"))
                .process(exchange -> exchange.setProperty(
                        "converted", exchange.getMessage().getBody(Map.class).containsKey("uplink_message")))
                .setBody(exchange ->
                        exchange.getMessage().getBody(ApplicationUplink.class).frmPayload())
                .toD("tts:app1@ttn/${header.CamelTtsDeviceId}" + server + "&fPort=15&waitFor=queued")
                .process(this::report)
                .to("tts:app1@ttn" + server + "&fPort=16");

        // of another application, since endpoints of one share a connection, and so a transport
        from("tts:app2@ttn" + vertx + "&backfill=storage&backfillInitial=1h&storageUrl="
                        + System.getProperty("tts.storageUrl"))
                .routeId("vertx")
                .setBody(exchange ->
                        exchange.getMessage().getBody(ApplicationUplink.class).frmPayload())
                .to("tts:app2@ttn" + vertx + "&fPort=17&waitFor=queued");
    }

    private void report(Exchange exchange) {
        boolean console = PluginHelper.getDevConsoleResolver(getContext()).resolveDevConsole("tts") != null;
        boolean dynamic = getContext().getEndpoints().stream()
                .noneMatch(endpoint -> endpoint.getEndpointUri().contains("/dev1"));
        String report = "fields=" + exchange.getProperty("fields")
                + " converted=" + exchange.getProperty("converted")
                + " outcome=" + exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME)
                + " dynamic=" + dynamic
                + " console=" + console;
        exchange.getMessage().setBody(report.getBytes(StandardCharsets.UTF_8));
    }
}
