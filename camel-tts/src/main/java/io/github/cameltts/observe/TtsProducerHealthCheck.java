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
package io.github.cameltts.observe;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of a producer: UP while it is connected. Camel asks producers only where the user wants it
 * ({@code camel.health.producersEnabled}).
 */
public final class TtsProducerHealthCheck extends AbstractHealthCheck {

    private final Supplier<ProducerView> producer;

    /**
     * @param address  the address of the endpoint, such as {@code app1@ttn/dev1}
     * @param producer looks at it
     */
    public TtsProducerHealthCheck(String address, Supplier<ProducerView> producer) {
        super("camel", "producer:tts-" + address);
        this.producer = producer;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        ProducerView view = producer.get();
        ConnectionDetails.add(result, view.settings(), view.state());
        result.detail("publish.waiting", view.waiting());
        result.detail("publish.failures", view.publishFailures());
        if (view.state().isConnected()) {
            result.up();
        } else {
            ConnectionDetails.down(result, ConnectionDetails.noConnection(view.settings(), view.state()));
        }
    }
}
