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

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.OptionalInt;

/** What the extension reads while an application is built. */
@ConfigMapping(prefix = "quarkus.camel.tts")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface TtsBuildTimeConfig {

    /** Dev Services: a stand-in for The Things Stack in dev and test mode. */
    @WithName("devservices")
    DevServices devServices();

    /** The stand-in that is started where no server is configured. */
    @ConfigGroup
    interface DevServices {

        /**
         * Whether a stand-in for The Things Stack is started in dev and test mode, when neither
         * `camel.component.tts.broker-url` nor `camel.component.tts.cluster` is configured.
         */
        @WithDefault("true")
        boolean enabled();

        /** The port on 127.0.0.1 that the stand-in listens on. Without it a free one is chosen at each start. */
        OptionalInt port();

        /**
         * The unique id of the application at the stand-in, as the URIs of the routes name it: `my-app@ttn`. Without a
         * tenant (`my-app`) the stand-in is of the Open Source edition.
         */
        @WithDefault("app1@ttn")
        String application();

        /**
         * How many simulated devices the application has: temperature sensors, door sensors and trackers in turn, named
         * `temperature-1`, `door-1`, `tracker-1`, `temperature-2` and so on. With 0 nothing is sent.
         */
        @WithDefault("3")
        int devices();

        /** The time between two uplinks of a device. */
        @WithDefault("5s")
        Duration uplinkInterval();
    }
}
