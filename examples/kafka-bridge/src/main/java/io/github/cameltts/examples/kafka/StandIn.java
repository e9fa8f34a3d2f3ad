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
package io.github.cameltts.examples.kafka;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A stand-in for The Things Stack with simulated devices, which ends with the application. */
final class StandIn extends MainListenerSupport {

    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final TheThingsStack stack;
    private final Fleet fleet;

    private StandIn(TheThingsStack stack, Fleet fleet) {
        this.stack = stack;
        this.fleet = fleet;
    }

    /** Starts it, and lets the application use it. */
    static void startFor(Main main) {
        TheThingsStack stack = TheThingsStack.start();
        Application application = stack.application("app1@ttn");
        main.addOverrideProperty("bridge.application", application.uid());
        main.addOverrideProperty("camel.component.tts.broker-url", stack.brokerUrl());
        main.addOverrideProperty("camel.component.tts.api-key", application.apiKey(Right.LINK));
        main.addMainListener(new StandIn(stack, Fleet.start(application, INTERVAL)));
    }

    @Override
    public void afterStop(BaseMainSupport main) {
        fleet.close();
        stack.close();
    }
}
