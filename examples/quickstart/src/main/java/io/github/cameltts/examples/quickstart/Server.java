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

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Fleet;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which server the routes talk to: a real one where an API key is set, else a stand-in with simulated devices.
 *
 * @param options what Camel needs to know
 * @param standIn what has to end with the routes
 */
record Server(Map<String, String> options, AutoCloseable standIn) {

    private static final Logger LOG = LoggerFactory.getLogger("quickstart");
    private static final String STAND_IN_APPLICATION = "app1@ttn";
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    /**
     * @param environment {@code TTS_API_KEY}, {@code TTS_APPLICATION} ({@code app1@ttn}), {@code TTS_CLUSTER} ({@code eu1})
     *                    or {@code TTS_BROKER_URL}, {@code TTS_THRESHOLD} (degrees Celsius)
     */
    static Server of(Map<String, String> environment) {
        Map<String, String> options = new HashMap<>();
        options.put("quickstart.threshold", environment.getOrDefault("TTS_THRESHOLD", "30"));
        if (environment.containsKey("TTS_API_KEY")) {
            return real(environment, options);
        }
        return standIn(options);
    }

    private static Server real(Map<String, String> environment, Map<String, String> options) {
        String application = environment.get("TTS_APPLICATION");
        if (application == null) {
            throw new IllegalArgumentException(
                    "TTS_API_KEY is set, TTS_APPLICATION is not: set it to the application and"
                            + " its tenant, such as app1@ttn.");
        }
        options.put("quickstart.application", application);
        options.put("camel.component.tts.api-key", environment.get("TTS_API_KEY"));
        putIfSet(options, "camel.component.tts.cluster", environment.get("TTS_CLUSTER"));
        putIfSet(options, "camel.component.tts.broker-url", environment.get("TTS_BROKER_URL"));
        LOG.info("Connecting to the real application {}. Ctrl-C ends it.", application);
        return new Server(options, () -> {});
    }

    private static Server standIn(Map<String, String> options) {
        TheThingsStack stack = TheThingsStack.start();
        Application application = stack.application(STAND_IN_APPLICATION);
        Fleet fleet = Fleet.start(application, INTERVAL);
        options.put("quickstart.application", STAND_IN_APPLICATION);
        options.put("camel.component.tts.api-key", application.apiKey(Right.LINK));
        options.put("camel.component.tts.broker-url", stack.brokerUrl());
        LOG.info(
                "TTS_API_KEY is not set: using a stand-in for The Things Stack at {} with simulated devices. Ctrl-C ends"
                        + " it.",
                stack.brokerUrl());
        return new Server(options, () -> {
            fleet.close();
            stack.close();
        });
    }

    private static void putIfSet(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    void close() {
        try {
            standIn.close();
        } catch (Exception e) {
            LOG.warn("The stand-in did not stop well", e);
        }
    }
}
