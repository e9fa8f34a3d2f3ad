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
package io.github.cameltts;

import io.github.cameltts.connection.TransportFactory;
import io.github.cameltts.connection.TransportProvider;
import io.github.cameltts.connection.paho.PahoOptions;
import io.github.cameltts.connection.paho.PahoTransportFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.paho.PahoConfiguration;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * The transports that option {@code transport} can name: Paho, which is always present, and what Camel's factory finder
 * finds.
 */
final class Transports {

    private static final String PAHO = "paho";
    private static final String VERTX = "vertx";

    private final CamelContext context;
    private final Map<String, TransportProvider> providers = new HashMap<>();

    Transports(CamelContext context) {
        this.context = context;
    }

    /**
     * @throws TtsConfigurationException if the transport is not present, or one of its own options has no meaning
     */
    void check(TtsConfiguration options) {
        if (PAHO.equals(options.getTransport())) {
            PahoOptions.check(options.getPahoOptions());
            return;
        }
        provider(options.getTransport());
        if (!options.getPahoOptions().isEmpty()) {
            throw new TtsConfigurationException("Option paho."
                    + options.getPahoOptions().keySet().iterator().next()
                    + " is for transport=paho, but option transport is '" + options.getTransport()
                    + "'. Leave one of them out.");
        }
    }

    /**
     * @param options  were checked
     * @param mayBlock runs what may hold a thread for a while
     */
    TransportFactory factory(TtsConfiguration options, Executor mayBlock) {
        if (!PAHO.equals(options.getTransport())) {
            return provider(options.getTransport()).factory(context, mayBlock);
        }
        PahoConfiguration paho = new PahoConfiguration();
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(paho)
                .withProperties(new HashMap<>(options.getPahoOptions()))
                .bind();
        return new PahoTransportFactory(paho, mayBlock);
    }

    private synchronized TransportProvider provider(String name) {
        return providers.computeIfAbsent(name, this::find);
    }

    private TransportProvider find(String name) {
        return context.getCamelContextExtension()
                .getFactoryFinder(TransportProvider.PATH)
                .newInstance(name, TransportProvider.class)
                .orElseThrow(() -> new TtsConfigurationException(
                        VERTX.equals(name)
                                ? "Option transport 'vertx' needs the jar io.github.camel-tts:camel-tts-vertx, which is"
                                        + " not on the class path. Add it, or leave the option out for transport=paho."
                                : "Option transport '" + name
                                        + "' names no transport that is present. Write transport=paho, or leave the"
                                        + " option out; transport=vertx is there with the jar"
                                        + " io.github.camel-tts:camel-tts-vertx."));
    }
}
