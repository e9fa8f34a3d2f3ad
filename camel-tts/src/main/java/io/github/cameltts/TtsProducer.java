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

import io.github.cameltts.connection.Direction;
import io.github.cameltts.connection.Lease;
import io.github.cameltts.downlink.DownlinkOperation;
import io.github.cameltts.downlink.DownlinkRequest;
import io.github.cameltts.observe.TtsProducerHealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends downlinks. Every failure ends up on the exchange, and no thread waits.
 */
public class TtsProducer extends DefaultAsyncProducer {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final TtsEndpoint endpoint;
    private volatile Lease lease;
    private WritableHealthCheckRepository healthChecks;
    private TtsProducerHealthCheck healthCheck;

    TtsProducer(TtsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            DownlinkRequest request = request(exchange.getMessage());
            setId(exchange.getMessage(), request.ids());
            lease.publish(
                            request.topic(),
                            request.json(),
                            Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout()))
                    .whenComplete((published, failure) -> complete(exchange, failure, callback));
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void complete(Exchange exchange, Throwable failure, AsyncCallback callback) {
        if (failure != null) {
            exchange.setException(failure instanceof CompletionException ? failure.getCause() : failure);
        }
        try {
            endpoint.getComponent().producerThreads().execute(() -> callback.done(false));
        } catch (RejectedExecutionException e) {
            // at a stop: there is no thread left for the route but this
            callback.done(false);
        }
    }

    private DownlinkRequest request(Message message) throws Exception {
        // an id of an earlier send must not be taken for one of this
        message.removeHeader(TtsConstants.DOWNLINK_ID);
        String deviceId = DownlinkHeaders.deviceId(message, endpoint);
        DownlinkOperation operation = DownlinkHeaders.operation(message, endpoint);
        return DownlinkRequest.of(
                endpoint.parsedAddress().application(),
                deviceId,
                operation,
                DownlinkBody.read(message, deviceId),
                DownlinkHeaders.defaults(message, endpoint));
    }

    private static void setId(Message message, List<String> ids) {
        if (!ids.isEmpty()) {
            message.setHeader(TtsConstants.DOWNLINK_ID, ids.size() == 1 ? ids.get(0) : ids);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lease = endpoint.lease(Direction.DOWNSTREAM);
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthCheck = new TtsProducerHealthCheck(endpoint.getAddress(), lease::settings, lease::state);
            healthCheck.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
            healthChecks.addHealthCheck(healthCheck);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (healthChecks != null && healthCheck != null) {
            healthChecks.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
        if (lease != null) {
            lease.giveBack()
                    .toCompletableFuture()
                    .completeOnTimeout(null, STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            lease = null;
        }
        super.doStop();
    }
}
