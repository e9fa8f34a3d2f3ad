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
package io.github.cameltts.examples.springboot;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/** A stand-in for The Things Stack with simulated devices, which ends with the application. */
final class StandIn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Duration INTERVAL = Duration.ofSeconds(3);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TheThingsStack stack = TheThingsStack.start();
        Application application = stack.application("app1@ttn");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "stand-in",
                        Map.of(
                                "plant.application", application.uid(),
                                "camel.component.tts.broker-url", stack.brokerUrl(),
                                "camel.component.tts.api-key", application.apiKey(Right.LINK))));
        Fleet fleet = Fleet.start(application, INTERVAL);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                fleet.close();
                stack.close();
            }
        });
    }
}
