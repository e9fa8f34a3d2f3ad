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
package io.github.cameltts.examples.decoder;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Readings of all devices, made of their bytes; what a formatter on the server makes of them is not looked at. */
public final class DecoderRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // one device that sends something else is not to stop the others
        onException(PayloadException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "readings", "${header.CamelTtsDeviceId}: ${exception.message}");

        from("tts:{{decoder.application}}")
                .routeId("readings")
                // takes an ApplicationUplink: the component converts the message to it
                .bean(PayloadDecoder.class)
                .log("${header.CamelTtsDeviceId}: ${body}")
                .to("{{decoder.readings}}");

        // from here on there are values, not bytes
        from("direct:readings")
                .routeId("warm")
                .filter(body().isInstanceOf(Reading.Climate.class))
                // 25.0, for with 25 Camel would compare whole degrees
                .filter(simple("${body.temperature} > 25.0"))
                .log("${header.CamelTtsDeviceId}: it is getting warm, ${body.temperature} °C");
    }
}
