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
package io.github.cameltts.quarkus.deployment;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Set;

/**
 * What makes one stand-in different from another: when it changes, dev mode starts a new one. Made of types of the JDK,
 * since settings are compared across class loaders.
 *
 * @param port on 127.0.0.1, 0 for a free one
 * @param application its unique id
 * @param devices how many simulated ones, 0 for none
 * @param uplinkInterval between two uplinks of a device
 * @param apiKeys with which one may log in; never empty
 */
record StandInSettings(int port, String application, int devices, Duration uplinkInterval, Set<String> apiKeys) {

    private static final String PREFIX = "quarkus.camel.tts.devservices.";
    private static final int MAX_PORT = 65_535;

    /**
     * @throws ConfigurationException when an option has a value that cannot be
     */
    static StandInSettings of(TtsBuildTimeConfig.DevServices config, Set<String> apiKeys) {
        int port = config.port().orElse(0);
        if (port < 0 || port > MAX_PORT) {
            throw fault("port", port, "Give a port from 1 to " + MAX_PORT + ", or leave it out for a free one.");
        }
        if (config.devices() < 0) {
            throw fault("devices", config.devices(), "Give 0 or more.");
        }
        Duration interval = config.uplinkInterval();
        if (interval.isNegative() || interval.isZero()) {
            throw fault("uplink-interval", interval, "Give a time such as 500ms, 5s or 1m.");
        }
        return new StandInSettings(port, config.application(), config.devices(), interval, apiKeys);
    }

    boolean multiTenant() {
        return application.contains("@");
    }

    /** Without the keys: one of them may be a real one. */
    @Override
    public String toString() {
        return "StandInSettings[port=" + port + ", application=" + application + ", devices=" + devices
                + ", uplinkInterval=" + uplinkInterval + "]";
    }

    private static ConfigurationException fault(String option, Object value, String wayOut) {
        return new ConfigurationException(PREFIX + option + " is " + value + ". " + wayOut, Set.of(PREFIX + option));
    }
}
