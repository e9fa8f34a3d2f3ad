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

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts a stand-in for The Things Stack in dev and test mode, where no server is configured. */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
class TtsDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(TtsDevServicesProcessor.class);

    private static final String COMPONENT = "camel.component.tts.";
    private static final String BROKER_URL = COMPONENT + "broker-url";
    private static final String STORAGE_URL = COMPONENT + "storage-url";
    private static final String API_KEY = COMPONENT + "api-key";

    /** As Camel takes them: in both spellings, and through the component's option {@code configuration}. */
    private static final List<String> SERVER_OPTIONS = spellings("broker-url", "brokerUrl", "cluster");

    private static final List<String> API_KEY_OPTIONS = spellings("api-key", "apiKey");
    private static final List<String> API_KEY_MAPS = List.of(COMPONENT + "api-keys[", COMPONENT + "apiKeys[");

    /** No secret: it opens nothing but the stand-in. */
    private static final String API_KEY_OF_STAND_IN = "dev-services";

    @BuildStep
    DevServicesResultBuildItem standIn(TtsBuildTimeConfig config) {
        if (!config.devServices().enabled()) {
            LOG.debug("Not starting Dev Services for The Things Stack: they are disabled");
            return null;
        }
        if (ConfigUtils.isAnyPropertyPresent(SERVER_OPTIONS)) {
            LOG.debug("Not starting Dev Services for The Things Stack: a server is configured");
            return null;
        }
        Set<String> configuredKeys = configuredApiKeys(ConfigProvider.getConfig());
        boolean withoutKey = !ConfigUtils.isAnyPropertyPresent(API_KEY_OPTIONS);
        Set<String> apiKeys = new TreeSet<>(configuredKeys);
        if (withoutKey) {
            apiKeys.add(API_KEY_OF_STAND_IN);
        }
        StandInSettings settings = StandInSettings.of(config.devServices(), apiKeys);
        return DevServicesResultBuildItem.owned()
                .feature(TtsProcessor.FEATURE)
                .description("A stand-in for The Things Stack, application " + settings.application()
                        + ", simulated devices: " + settings.devices())
                .serviceConfig(settings)
                .startable(() -> new StandIn(settings))
                .postStartHook(
                        standIn -> LOG.infof("Dev Services for The Things Stack started: %s", standIn.description()))
                .config(withoutKey ? Map.of(API_KEY, API_KEY_OF_STAND_IN) : Map.of())
                .configProvider(
                        settings.multiTenant()
                                ? Map.of(BROKER_URL, StandIn::getConnectionInfo, STORAGE_URL, StandIn::storageUrl)
                                : Map.of(BROKER_URL, StandIn::getConnectionInfo))
                .build();
    }

    /**
     * The keys that the application will log in with, since what is configured wins over what a dev service says: the
     * stand-in takes them as well.
     */
    private static Set<String> configuredApiKeys(Config config) {
        Stream<String> ofMaps = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> API_KEY_MAPS.stream().anyMatch(name::startsWith));
        return Stream.concat(API_KEY_OPTIONS.stream(), ofMaps)
                .flatMap(name -> config.getOptionalValue(name, String.class).stream())
                .collect(Collectors.toSet());
    }

    private static List<String> spellings(String... options) {
        return Stream.of(options)
                .flatMap(option -> Stream.of(COMPONENT + option, COMPONENT + "configuration." + option))
                .toList();
    }
}
