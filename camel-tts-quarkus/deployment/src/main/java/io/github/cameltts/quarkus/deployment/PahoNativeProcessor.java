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

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import java.util.List;
import org.eclipse.paho.client.mqttv3.internal.ResourceBundleCatalog;
import org.eclipse.paho.client.mqttv3.internal.SSLNetworkModuleFactory;
import org.eclipse.paho.client.mqttv3.internal.TCPNetworkModuleFactory;
import org.eclipse.paho.client.mqttv3.logging.JSR47Logger;
import org.eclipse.paho.client.mqttv3.spi.NetworkModuleFactory;

/**
 * What Eclipse Paho's MQTT v3 client looks up by name. Here, and not left to Camel Quarkus' extension of camel-paho:
 * that is about to go with the deprecated camel-paho, of which only a class of options is needed.
 */
class PahoNativeProcessor {

    private static final String BUNDLES = "org.eclipse.paho.client.mqttv3.internal.nls.";

    /** Its logger and its catalog of messages are created from texts. */
    @BuildStep
    ReflectiveClassBuildItem classes() {
        return ReflectiveClassBuildItem.builder(JSR47Logger.class, ResourceBundleCatalog.class)
                .reason("camel-tts: created by Eclipse Paho from a text")
                .build();
    }

    @BuildStep
    List<NativeImageResourceBundleBuildItem> bundles() {
        return List.of(
                new NativeImageResourceBundleBuildItem(BUNDLES + "logcat"),
                new NativeImageResourceBundleBuildItem(BUNDLES + "messages"));
    }

    /** For {@code tcp://} and {@code ssl://}, all that the component allows. */
    @BuildStep
    ServiceProviderBuildItem networkModules() {
        return new ServiceProviderBuildItem(
                NetworkModuleFactory.class.getName(),
                TCPNetworkModuleFactory.class.getName(),
                SSLNetworkModuleFactory.class.getName());
    }
}
