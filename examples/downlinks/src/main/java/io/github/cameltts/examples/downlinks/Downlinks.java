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
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * Runs the routes against the stand-in until Ctrl-C: every ten seconds a downlink to a door sensor of its fleet, which
 * acknowledges not always at once, and one to a device that does not exist.
 */
public final class Downlinks {

    private Downlinks() {}

    /**
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            try (Fleet fleet = Fleet.start(application, Duration.ofSeconds(3))) {
                Main main = new Main();
                main.addInitialProperty("camel.component.tts.broker-url", stack.brokerUrl());
                main.addInitialProperty("camel.component.tts.api-key", application.apiKey(Right.LINK));
                main.addInitialProperty("downlinks.application", "app1@ttn");
                main.configure().addRoutesBuilder(new DownlinkRoutes());
                main.configure().addRoutesBuilder(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("timer:downlinks?period=10000")
                                .setBody(constant(new byte[] {1}))
                                .setHeader(TtsConstants.DEVICE_ID, constant("door-1"))
                                .to("direct:send")
                                .setBody(constant(new byte[] {1}))
                                .setHeader(TtsConstants.DEVICE_ID, constant("no-such-device"))
                                .to("direct:wait");
                    }
                });
                main.run(args);
            }
        }
    }
}
