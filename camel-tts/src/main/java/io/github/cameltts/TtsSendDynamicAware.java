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

import io.github.cameltts.address.Identifiers;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.SendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Lets {@code toD("tts:app1@ttn/${header.device}")} use one endpoint and producer for all devices: the device goes into a
 * header for the time of the send.
 */
@SendDynamic("tts")
public class TtsSendDynamicAware extends ServiceSupport implements SendDynamicAware {

    // Camel's own base class is not extended on purpose: one of its methods changed its type between the versions that
    // this component runs on

    private CamelContext camelContext;
    private String scheme;

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) {
        return new DynamicAwareEntry(uri, originalUri, Map.of(), Map.of());
    }

    /**
     * @return the URI without the device, or null where it names none, or one that is not valid, so that the usual way
     *         tells what is wrong: an empty variable must not reach a device that a header names
     */
    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        Parts parts = Parts.of(entry.getUri());
        return parts == null ? null : parts.prefix + parts.query;
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Parts parts = Parts.of(entry.getUri());
        if (parts == null) {
            return null;
        }
        return prepared -> prepared.getMessage().setHeader(TtsConstants.DEVICE_ID, parts.deviceId);
    }

    /** The header is as it was, so that the next send does not go to the device of this one. */
    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        if (Parts.of(entry.getUri()) == null) {
            return null;
        }
        Object before = exchange.getMessage().getHeader(TtsConstants.DEVICE_ID);
        return sent -> {
            if (before == null) {
                sent.getMessage().removeHeader(TtsConstants.DEVICE_ID);
            } else {
                sent.getMessage().setHeader(TtsConstants.DEVICE_ID, before);
            }
        };
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** The parts of a URI with a device: scheme and application, device, query with its question mark. */
    private record Parts(String prefix, String deviceId, String query) {

        static Parts of(String uri) {
            int query = uri.indexOf('?');
            String address = query < 0 ? uri : uri.substring(0, query);
            int slash = address.lastIndexOf('/');
            int scheme = address.indexOf(':');
            boolean hasDevice = slash > scheme + 2 && Identifiers.isValid(address.substring(slash + 1));
            return hasDevice
                    ? new Parts(
                            address.substring(0, slash),
                            address.substring(slash + 1),
                            query < 0 ? "" : uri.substring(query))
                    : null;
        }
    }
}
