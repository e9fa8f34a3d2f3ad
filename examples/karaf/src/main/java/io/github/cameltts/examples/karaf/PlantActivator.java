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
package io.github.cameltts.examples.karaf;

import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The routes run while the bundle does. */
public final class PlantActivator implements BundleActivator {

    private CamelContext context;

    @Override
    public void start(BundleContext bundle) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        context.addRoutes(new PlantRoutes(
                property(bundle, "tts.application", "app1@ttn"),
                property(bundle, "tts.brokerUrl", "tcp://localhost:1883"),
                property(bundle, "tts.apiKey", "stand-in")));
        context.start();
    }

    @Override
    public void stop(BundleContext bundle) {
        context.stop();
    }

    private static String property(BundleContext bundle, String name, String otherwise) {
        String value = bundle.getProperty(name);
        return value == null ? otherwise : value;
    }
}
