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
import io.github.cameltts.downlink.DownlinkRequest;
import io.github.cameltts.downlink.OutcomeTracker;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.observe.ManagedTtsProducer;
import io.github.cameltts.observe.ProducerView;
import io.github.cameltts.observe.ProducerWatch;
import io.github.cameltts.observe.TtsProducerHealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends downlinks. Every failure ends up on the exchange, and no thread waits.
 */
@ManagedResource(description = "Managed producer of The Things Stack")
public class TtsProducer extends DefaultAsyncProducer implements ManagedTtsProducer {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final TtsEndpoint endpoint;
    private volatile Lease lease;
    private OutcomeTracker tracker;
    private volatile ProducerWatch watch;
    private WritableHealthCheckRepository healthChecks;
    private TtsProducerHealthCheck healthCheck;

    TtsProducer(TtsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            Message message = exchange.getMessage();
            // what an earlier send left must not be taken for this one's
            message.removeHeader(TtsConstants.DOWNLINK_ID);
            message.removeHeader(TtsConstants.DOWNLINK_OUTCOME);
            DownlinkHeaders headers = new DownlinkHeaders(message, endpoint);
            DownlinkRequest request = request(message, headers);
            setId(message, request.ids());
            if (headers.waitFor == WaitFor.none) {
                publish(request, requestTimeout())
                        .whenComplete((published, failure) -> complete(exchange, callback, () -> {
                            if (failure != null) {
                                exchange.setException(unwrap(failure));
                            }
                        }));
            } else {
                sendAndWait(exchange, callback, headers, request);
            }
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void sendAndWait(
            Exchange exchange, AsyncCallback callback, DownlinkHeaders headers, DownlinkRequest request) {
        long began = System.nanoTime();
        tracker()
                .send(request, headers.deviceId, headers.waitFor, requestTimeout(), left -> publish(request, left))
                .whenComplete((events, failure) -> complete(exchange, callback, () -> {
                    if (failure == null) {
                        DownlinkReply.succeed(
                                exchange, endpoint.parsedAddress().application(), headers.deviceId, events);
                    } else {
                        DownlinkReply.fail(
                                exchange, unwrap(failure), requestTimeout().toMillis());
                    }
                    watch.outcome(Duration.ofNanos(System.nanoTime() - began), DownlinkReply.outcome(exchange));
                }));
    }

    private CompletionStage<Void> publish(DownlinkRequest request, Duration patience) {
        return watch.publishes(lease.publish(request.topic(), request.json(), patience));
    }

    private Duration requestTimeout() {
        return Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout());
    }

    /** Goes on with the route, on a thread that may wait. */
    private void complete(Exchange exchange, AsyncCallback callback, Runnable result) {
        Runnable completion = () -> {
            try {
                result.run();
            } catch (RuntimeException e) {
                exchange.setException(e);
            }
            callback.done(false);
        };
        try {
            endpoint.getComponent().producerThreads().execute(completion);
        } catch (RejectedExecutionException e) {
            // at a stop: there is no thread left for the route but this
            completion.run();
        }
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    /** All faults of headers and body at once. */
    private DownlinkRequest request(Message message, DownlinkHeaders headers) throws Exception {
        List<String> faults = new ArrayList<>(headers.faults());
        List<ApplicationDownlink> downlinks;
        try {
            downlinks = DownlinkBody.read(message, headers.deviceId, faults);
        } catch (TtsInvalidDownlinkException e) {
            faults.addAll(e.faults());
            throw new TtsInvalidDownlinkException(faults, e.getCause());
        }
        return DownlinkRequest.of(
                endpoint.parsedAddress().application(),
                headers.deviceId,
                headers.operation,
                downlinks,
                headers.defaults,
                headers.waitFor,
                faults);
    }

    private synchronized OutcomeTracker tracker() {
        if (tracker == null) {
            tracker = endpoint.getComponent().trackers().acquire(endpoint, lease);
        }
        return tracker;
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
        watch = new ProducerWatch(lease, endpoint.getComponent().meters());
        healthChecks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (healthChecks != null) {
            healthCheck = new TtsProducerHealthCheck(endpoint.getAddress(), this::view);
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
        synchronized (this) {
            if (tracker != null) {
                await(endpoint.getComponent().trackers().giveBack(lease));
                tracker = null;
            }
        }
        if (lease != null) {
            watch.ended();
            await(lease.giveBack());
            lease = null;
        }
        super.doStop();
    }

    private static void await(CompletionStage<Void> ending) {
        ending.toCompletableFuture()
                .completeOnTimeout(null, STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public ProducerView view() {
        ProducerWatch current = watch;
        return current == null ? null : current.view();
    }

    @Override
    public void reconnect() {
        Lease current = lease;
        if (current != null) {
            current.reconnect();
        }
    }
}
