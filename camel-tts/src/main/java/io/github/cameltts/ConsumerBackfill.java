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

import io.github.cameltts.address.Event;
import io.github.cameltts.address.Topic;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.connection.Subscription;
import io.github.cameltts.lane.Lanes;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.storage.Backfill;
import io.github.cameltts.storage.BackfillSettings;
import io.github.cameltts.storage.BackfillSink;
import io.github.cameltts.storage.BackfillView;
import io.github.cameltts.storage.CursorStore;
import io.github.cameltts.storage.StorageClient;
import io.github.cameltts.storage.Ticket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the lanes of a consumer and its backfill. Of fetched messages only a few are on their way at a time, so that a live
 * one has not many before it, whatever the backlog.
 */
final class ConsumerBackfill implements BackfillSink {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerBackfill.class);

    /** So many fetched messages for each worker keep it busy. */
    private static final int FETCHED_FOR_EACH_WORKER = 4;

    private static final int FEWEST_FETCHED = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    /** Until the server is asked again whether it grants a filter that it has refused. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final BackfillOptions options;
    private final Lanes<Arrival> lanes;
    private final BiConsumer<byte[], TtsDecodeException> undecodable;
    private final ScheduledExecutorService timer;
    private final ExecutorServiceManager threads;
    private final Backfill backfill;
    private final HeldMessages<Arrival> held;
    private final Semaphore places;
    private ExecutorService thread;
    private Future<?> saving;
    private volatile boolean stopped;
    private volatile boolean paused;

    /**
     * @param endpoint    whose options count
     * @param name        of the consumer, for log lines
     * @param key         of the cursor
     * @param store       of the cursor
     * @param client      of the storage
     * @param lanes       to the route
     * @param undecodable takes stored messages that cannot be read
     */
    ConsumerBackfill(
            TtsEndpoint endpoint,
            String name,
            String key,
            CursorStore store,
            StorageClient client,
            Lanes<Arrival> lanes,
            BiConsumer<byte[], TtsDecodeException> undecodable) {
        this.options = endpoint.backfillOptions();
        this.lanes = lanes;
        this.undecodable = undecodable;
        this.timer = endpoint.getComponent().cursorThread();
        this.threads = endpoint.getCamelContext().getExecutorServiceManager();
        this.backfill = new Backfill(
                new BackfillSettings(
                        name,
                        key,
                        endpoint.parsedAddress().deviceId(),
                        options.initial(),
                        options.overlap(),
                        options.retention()),
                endpoint.parsedAddress().application(),
                client,
                store,
                this);
        TtsConfiguration configuration = endpoint.getConfiguration();
        this.held = new HeldMessages<>(Math.max(1, configuration.getQueueSize() / 2), this::toLane);
        this.places = new Semaphore(
                Math.max(FEWEST_FETCHED, FETCHED_FOR_EACH_WORKER * configuration.getConcurrentConsumers()));
        LOG.info("{}: backfill is on: {}.", name, options.limits());
    }

    void start(Object owner, String threadName) {
        if (!options.hold().isZero()) {
            held.hold();
        }
        thread = threads.newSingleThreadExecutor(owner, threadName);
        thread.execute(backfill);
        saving = timer.scheduleWithFixedDelay(
                backfill::save, SAVE_EVERY.toMillis(), SAVE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Fetches no more. What is on its way may still be completed. */
    void stopFetching() {
        stopped = true;
        backfill.close();
        saving.cancel(false);
        threads.shutdownNow(thread);
        held.release();
    }

    /** The route is done: keeps the cursor. */
    void stop() {
        backfill.save();
    }

    /** The consumer has asked for messages. */
    void listens(Subscription subscription) {
        paused = false;
        subscription.granted().whenComplete((granted, refusal) -> {
            if (refusal == null) {
                granted();
            } else if (!stopped && !paused) {
                timer.schedule(() -> listens(subscription), ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Messages may be missing until the subscription is granted again. */
    void interrupted(Subscription subscription) {
        if (!options.hold().isZero()) {
            held.hold();
        }
        backfill.interrupted();
        if (subscription != null) {
            listens(subscription);
        }
    }

    /** The consumer asks for no messages: nor does it fetch any. */
    void pauses() {
        paused = true;
        backfill.paused();
        held.release();
    }

    /** The consumer will ask for messages again: those of the pause are missing. */
    void resumes() {
        interrupted(null);
    }

    private void granted() {
        if (stopped) {
            return;
        }
        backfill.granted();
        if (!options.hold().isZero()) {
            timer.schedule(held::release, options.hold().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A live message has arrived. */
    void arrived(ReceivedMessage message) {
        Arrival arrival = new Arrival(message, backfill.arrived(), null);
        if (options.hold().isZero()) {
            toLane(arrival);
        } else {
            held.offer(arrival);
        }
    }

    private void toLane(Arrival arrival) {
        lanes.offer(arrival.message().topic().deviceId(), arrival);
    }

    /** Whether a message is to go to the route; if not, there is nothing more to be told of it. */
    boolean admit(Arrival arrival, ApplicationUp up) {
        if (backfill.admit(up, arrival.isFetched())) {
            return true;
        }
        completed(arrival, up);
        return false;
    }

    /** The route is done with a message; null for one that could not be decoded. */
    void completed(Arrival arrival, ApplicationUp up) {
        backfill.completed(arrival.ticket(), up);
        leavePlace(arrival);
    }

    /** The route could not finish a message, since it stops. */
    void givenUp(Arrival arrival, ApplicationUp up) {
        backfill.givenUp(arrival.ticket(), up);
        leavePlace(arrival);
    }

    /** A message was dropped before it reached the route. */
    void dropped(Arrival arrival) {
        backfill.dropped(arrival.ticket());
        leavePlace(arrival);
    }

    private void leavePlace(Arrival arrival) {
        if (arrival.isFetched()) {
            places.release();
        }
    }

    @Override
    public void offer(ApplicationUp up, Ticket ticket) throws InterruptedException {
        while (paused || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            checkStopped();
            if (paused) {
                TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis());
            }
        }
        String device = up.endDeviceIds().deviceId();
        Topic topic = new Topic(device, Event.UP.topicSuffix(), Event.UP);
        Arrival arrival = new Arrival(new ReceivedMessage(topic, new byte[0], System.currentTimeMillis()), ticket, up);
        while (!lanes.offerPatiently(device, arrival, PATIENCE)) {
            checkStopped();
        }
    }

    private void checkStopped() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("the consumer stops");
        }
    }

    @Override
    public void undecodable(byte[] json, TtsDecodeException failure) {
        undecodable.accept(json, failure);
    }

    @Override
    public void caughtUp() {
        held.release();
    }

    BackfillView view() {
        return backfill.view();
    }

    int held() {
        return held.size();
    }
}
