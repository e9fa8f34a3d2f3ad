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
import io.github.cameltts.connection.MessageListener;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.connection.Subscription;
import io.github.cameltts.lane.LaneListener;
import io.github.cameltts.lane.LaneSettings;
import io.github.cameltts.lane.Lanes;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.lane.SharedWorkers;
import io.github.cameltts.observe.ConsumerView;
import io.github.cameltts.observe.ConsumerWatch;
import io.github.cameltts.observe.ManagedTtsConsumer;
import io.github.cameltts.observe.Meters;
import io.github.cameltts.observe.TtsConsumerHealthCheck;
import io.github.cameltts.storage.BackfillView;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events that the endpoint selects from the shared connection, by way of lanes that keep the order of each
 * device, to the route.
 */
@ManagedResource(description = "Managed consumer of The Things Stack")
public class TtsConsumer extends DefaultConsumer
        implements Suspendable, ShutdownAware, LaneListener<Arrival>, ManagedTtsConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(TtsConsumer.class);

    /** How long the server may take to confirm the end of a subscription, at a stop. */
    private static final Duration UNSUBSCRIBE_PATIENCE = Duration.ofSeconds(2);
    /** How long a stop waits for exchanges in flight that Camel's own shutdown has given up. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final TtsEndpoint endpoint;
    private final ArrivalHandler handler;
    private SharedWorkers.Group workers;
    private volatile Lanes<Arrival> lanes;
    private volatile Lease lease;
    private volatile Subscription subscription;
    private volatile ConsumerWatch watch;
    private Meters.Registration meters;
    private volatile ConsumerBackfill backfill;

    TtsConsumer(TtsEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.handler = new ArrivalHandler(this);
    }

    /**
     * A consumer that another component starts for its route, as {@code master:} does, is not told the route: it is the one
     * with this processor. Cursor, meters and log lines go by its id.
     */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (getRouteId() == null) {
            for (Route route : endpoint.getCamelContext().getRoutes()) {
                if (route.getProcessor() == getProcessor()) {
                    setRouteId(route.getRouteId());
                }
            }
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        TtsConfiguration configuration = endpoint.getConfiguration();
        workers = endpoint.getComponent().consumerWorkers().group();
        Lanes<Arrival> opened = new Lanes<>(
                new LaneSettings(
                        configuration.getQueueSize(),
                        configuration.getOverflowPolicy(),
                        configuration.getConcurrentConsumers(),
                        Duration.ofMillis(configuration.getKeepAliveInterval() / 2)),
                workers,
                handler,
                this);
        lanes = opened;
        lease = endpoint.lease(Direction.UPSTREAM);
        backfill = endpoint.backfillOptions() == null ? null : startBackfill(opened);
        watch = new ConsumerWatch(lease, opened::counters, this::backfillView, silenceThreshold(configuration));
        meters = endpoint.getComponent().meters().consumer(getRouteId(), this::view);
        subscribe();
        TtsConsumerHealthCheck healthCheck = new TtsConsumerHealthCheck(getRouteId(), this::view);
        healthCheck.setEnabled(endpoint.getComponent().isHealthCheckConsumerEnabled());
        setHealthCheck(healthCheck);
        endpoint.getComponent().startGate().whenOpen(opened::open);
    }

    private ConsumerBackfill startBackfill(Lanes<Arrival> opened) throws Exception {
        Storages storages = endpoint.getComponent().storages();
        ConsumerBackfill started = new ConsumerBackfill(
                endpoint,
                toString(),
                CursorKey.of(endpoint.parsedAddress(), getRouteId()),
                storages.cursorStore(endpoint, toString()),
                storages.client(endpoint),
                opened,
                handler::handleUndecodable);
        started.start(this, "TtsBackfill[" + endpoint.getAddress() + "]");
        return started;
    }

    private BackfillView backfillView() {
        ConsumerBackfill current = backfill;
        return current == null ? null : current.view();
    }

    private static Duration silenceThreshold(TtsConfiguration configuration) {
        long millis = configuration.getSilenceThreshold();
        return millis == 0 ? null : Duration.ofMillis(millis);
    }

    /** The order matters: nothing new, then nothing waiting, then no route, then no connection. */
    @Override
    protected void doStop() throws Exception {
        setHealthCheck(null);
        if (backfill != null) {
            backfill.stopFetching();
        }
        unsubscribe();
        if (lanes != null) {
            int givenUp = lanes.close(STOP_PATIENCE);
            if (givenUp > 0) {
                LOG.warn(
                        "{}: stopped with {} messages waiting, which are {}.",
                        this,
                        givenUp,
                        backfill == null ? "lost" : "fetched again at the next start");
            }
        }
        super.doStop();
        if (workers != null) {
            workers.shutdownNow();
            workers = null;
        }
        if (backfill != null) {
            backfill.stop();
        }
        if (meters != null) {
            meters.close();
            meters = null;
        }
        if (lease != null) {
            watch.ended();
            await(lease.giveBack().toCompletableFuture(), STOP_PATIENCE);
            lease = null;
        }
    }

    /** Unsubscribes and keeps the connection; what has arrived is still handled. */
    @Override
    protected void doSuspend() throws Exception {
        unsubscribe();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        if (backfill != null) {
            backfill.resumes();
        }
        subscribe();
    }

    private void subscribe() {
        if (subscription == null) {
            Subscription begun =
                    lease.subscribe(endpoint.parsedAddress().deviceId(), endpoint.filters(), messageListener());
            subscription = begun;
            watch.listens(begun);
            if (backfill != null) {
                backfill.listens(begun);
            }
        }
    }

    private MessageListener messageListener() {
        Lanes<Arrival> target = lanes;
        ConsumerWatch counting = watch;
        ConsumerBackfill filling = backfill;
        boolean mayBlock = endpoint.getConfiguration().getOverflowPolicy() == OverflowPolicy.block;
        return new MessageListener() {

            @Override
            public void messageArrived(ReceivedMessage message) {
                counting.received(message.receivedAt());
                if (filling == null) {
                    target.offer(message.topic().deviceId(), new Arrival(message, null, null));
                } else {
                    filling.arrived(message);
                }
            }

            @Override
            public boolean mayBlock() {
                return mayBlock;
            }

            @Override
            public void interrupted() {
                if (filling != null) {
                    filling.interrupted(subscription);
                }
            }
        };
    }

    private void unsubscribe() {
        Subscription ending = subscription;
        if (ending != null) {
            subscription = null;
            watch.listensNoMore();
            await(ending.close().toCompletableFuture(), UNSUBSCRIBE_PATIENCE);
            if (backfill != null) {
                backfill.pauses();
            }
        }
    }

    private void await(Future<?> future, Duration patience) {
        try {
            future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // a forced shutdown: what is left to do is done without waiting
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{}: the server did not confirm in time", this, e);
        }
    }

    @Override
    public void dropped(Arrival arrival) {
        // counted by the lanes, told by the two below
        if (backfill != null) {
            backfill.dropped(arrival);
        }
    }

    @Override
    public void overflowStarted() {
        LOG.warn(
                "{}: {} messages wait for the route, which is all that option queueSize allows. Messages are being"
                        + " dropped (overflowPolicy={}). Let the route work faster, or more of it at a time (option"
                        + " concurrentConsumers).",
                this,
                endpoint.getConfiguration().getQueueSize(),
                endpoint.getConfiguration().getOverflowPolicy());
    }

    @Override
    public void overflowEnded(long dropped) {
        LOG.info("{}: the overflow is over. It cost {} messages.", this, dropped);
    }

    /** The counters since the last start. */
    ConsumerWatch watch() {
        return watch;
    }

    /** Null without the option {@code backfill}. */
    ConsumerBackfill backfill() {
        return backfill;
    }

    @Override
    public TtsEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public ConsumerView view() {
        ConsumerWatch current = watch;
        return current == null ? null : current.view();
    }

    @Override
    public void reconnect() {
        Lease current = lease;
        if (current != null) {
            current.reconnect();
        }
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        // stopped in its turn, and suspended before: what waits is still handled
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        Lanes<Arrival> current = lanes;
        ConsumerBackfill filling = backfill;
        return (current == null ? 0 : current.waiting()) + (filling == null ? 0 : filling.held());
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // the order of doSuspend and doStop says all
    }

    /** For log lines: the address, and the route where it is known; options do not matter there. */
    @Override
    public String toString() {
        String consumer = "tts:" + endpoint.getAddress();
        return getRouteId() == null ? consumer : consumer + " (route " + getRouteId() + ")";
    }
}
