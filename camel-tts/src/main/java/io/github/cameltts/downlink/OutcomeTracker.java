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
package io.github.cameltts.downlink;

import io.github.cameltts.TtsConnectionException;
import io.github.cameltts.TtsDecodeException;
import io.github.cameltts.TtsException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.Lease;
import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationDownlinkFailed;
import io.github.cameltts.model.ApplicationInvalidatedDownlinks;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows downlinks by the ids that were put into them: subscribes to their events, then has them published, and
 * completes each request when the awaited events have come. No thread waits: all state lives on one thread, on which
 * nothing blocks, and a waiting request costs memory only.
 *
 * <p>The events come on the upstream connection, which is leased while anything is waited for. If it is lost the wait
 * goes on, and a timeout tells of the gap.
 */
public final class OutcomeTracker {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeTracker.class);

    /** How long subscriptions are kept after the last wait, so that a series of sends does not subscribe each time. */
    private static final Duration LINGER = Duration.ofSeconds(10);
    /** How long events that are under way may take after the downstream connection was closed. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How long the reason of a publish that ran out of time may take to arrive. */
    private static final Duration LAST_WORD = Duration.ofMillis(200);

    private final ApplicationUid application;
    private final Supplier<Lease> upstream;
    private final ScheduledExecutorService thread;

    private final Map<String, PendingDownlinks> byId = new HashMap<>();
    private final Set<PendingDownlinks> pending = new HashSet<>();
    private DownlinkEvents events;
    private Future<?> linger;

    /**
     * @param application whose downlinks are followed
     * @param upstream    leases the upstream connection
     * @param thread      has exactly one thread
     */
    public OutcomeTracker(ApplicationUid application, Supplier<Lease> upstream, ScheduledExecutorService thread) {
        this.application = application;
        this.upstream = upstream;
        this.thread = thread;
    }

    /**
     * Publishes a request once its events can be heard, and follows it.
     *
     * @param  request  the request
     * @param  deviceId its device
     * @param  waitFor  what to wait for, not {@link WaitFor#none}
     * @param  patience how long all of it may take
     * @param  publish  publishes within the time given
     * @return          completes with the awaited event of each downlink, in their order; fails with
     *                  {@link io.github.cameltts.TtsDownlinkFailedException}, {@link OutcomeTimeoutException}, or
     *                  {@link TtsConnectionException} where nothing was sent or that is in doubt
     */
    public CompletionStage<List<ApplicationUp>> send(
            DownlinkRequest request,
            String deviceId,
            WaitFor waitFor,
            Duration patience,
            Function<Duration, CompletionStage<Void>> publish) {
        PendingDownlinks downlinks = new PendingDownlinks(request, deviceId, waitFor);
        long deadline = System.nanoTime() + patience.toNanos();
        execute(() -> {
            try {
                begin(downlinks, deadline, publish);
            } catch (RuntimeException e) {
                fail(downlinks, e);
            }
        });
        return downlinks.outcome;
    }

    /**
     * The downstream connection was lost. Requests that the server has not spoken of by then may never have reached it:
     * they fail, while those that are queued are waited for.
     *
     * @param reason why it was lost, a sentence
     */
    public void downstreamLost(String reason) {
        Instant lostAt = Instant.now();
        execute(() -> thread.schedule(
                () -> List.copyOf(pending).stream()
                        .filter(each ->
                                each.publishedAt != null && !each.publishedAt.isAfter(lostAt) && !each.isHeardOf())
                        .forEach(each -> fail(
                                each,
                                new TtsConnectionException("It is not known whether the server has the downlink, and it"
                                        + " has said nothing of it: the connection was lost after it was sent. "
                                        + reason))),
                GRACE.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /**
     * Gives up what is waited for, and the connection.
     *
     * @return completes when nothing is left
     */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        execute(() -> {
            List.copyOf(pending)
                    .forEach(each -> fail(
                            each,
                            new TtsException("The wait for the outcome of a downlink was ended by a stop. So far: "
                                    + each.describe() + ".")));
            closeEvents().whenComplete((done, failure) -> closed.complete(null));
        });
        return closed;
    }

    /** On the one thread, and an unexpected failure is told, which the executor would keep to itself. */
    private void execute(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("Unexpected failure while following downlinks. This is a fault of camel-tts.", e);
            }
        });
    }

    private void begin(PendingDownlinks downlinks, long deadline, Function<Duration, CompletionStage<Void>> publish) {
        pending.add(downlinks);
        downlinks.request.ids().forEach(id -> byId.put(id, downlinks));
        stopLingering();
        downlinks.timeout =
                thread.schedule(() -> timeOut(downlinks), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (events == null) {
            events = new DownlinkEvents(upstream.get(), application, message -> execute(() -> messageArrived(message)));
        }
        events.hear(downlinks.deviceId)
                .whenComplete((granted, refusal) -> execute(() -> {
                    if (downlinks.outcome.isDone()) {
                        return;
                    }
                    if (refusal != null) {
                        fail(downlinks, refusal);
                        return;
                    }
                    publish(downlinks, deadline, publish);
                }));
    }

    private void publish(PendingDownlinks downlinks, long deadline, Function<Duration, CompletionStage<Void>> publish) {
        downlinks.hearingSince = events.upstream().state().since();
        publish.apply(Duration.ofNanos(deadline - System.nanoTime())).whenComplete((published, failure) -> {
            Instant publishedAt = Instant.now();
            execute(() -> {
                if (failure != null) {
                    fail(downlinks, failure);
                } else {
                    downlinks.publishedAt = publishedAt;
                }
            });
        });
    }

    private void messageArrived(ReceivedMessage message) {
        ApplicationUp event;
        try {
            event = MessageCodec.readApplicationUp(message.payload());
        } catch (TtsDecodeException e) {
            LOG.debug("An event of a downlink cannot be read", e);
            return;
        }
        ids(event).distinct().forEach(id -> {
            PendingDownlinks downlinks = byId.get(id);
            if (downlinks != null && downlinks.hear(id, event)) {
                end(downlinks);
                downlinks.complete();
            }
        });
    }

    /** The ids of the downlinks that an event is about: our own are in the envelope and in the downlink. */
    private static Stream<String> ids(ApplicationUp event) {
        Stream<ApplicationDownlink> downlinks = Stream.empty();
        if (event.payload() instanceof ApplicationDownlink downlink) {
            downlinks = Stream.of(downlink);
        } else if (event.payload() instanceof ApplicationDownlinkFailed failed) {
            downlinks = Stream.ofNullable(failed.downlink());
        } else if (event.payload() instanceof ApplicationInvalidatedDownlinks invalidated) {
            downlinks = invalidated.downlinks().stream();
        }
        return Stream.concat(
                event.correlationIds().stream(), downlinks.flatMap(downlink -> downlink.correlationIds().stream()));
    }

    private void timeOut(PendingDownlinks downlinks) {
        if (downlinks.hearingSince != null && downlinks.publishedAt == null && !downlinks.isHeardOf()) {
            // the publish has run out of time as well, and tells its reason in a moment
            downlinks.timeout = thread.schedule(() -> giveUp(downlinks), LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            giveUp(downlinks);
        }
    }

    private void giveUp(PendingDownlinks downlinks) {
        if (!end(downlinks)) {
            return;
        }
        ConnectionState state = events.upstream().state();
        if (downlinks.hearingSince == null) {
            downlinks.outcome.completeExceptionally(
                    new TtsConnectionException("The downlink was not sent, since its outcome could not be heard: "
                            + (state.isConnected()
                                    ? "the server has not confirmed the subscription to its events."
                                    : "there is no connection to "
                                            + events.upstream().settings() + ": " + state.describe())));
            return;
        }
        boolean gap = !state.isConnected() || !state.since().equals(downlinks.hearingSince);
        downlinks.completeWithTimeout(
                gap
                        ? ". Meanwhile the upstream connection was lost, events may have been missed: "
                                + state.describe()
                        : "");
    }

    private void fail(PendingDownlinks downlinks, Throwable failure) {
        end(downlinks);
        downlinks.outcome.completeExceptionally(failure);
    }

    /** Returns whether it was not at its end yet. */
    private boolean end(PendingDownlinks downlinks) {
        if (!pending.remove(downlinks)) {
            return false;
        }
        downlinks.request.ids().forEach(byId::remove);
        if (downlinks.timeout != null) {
            downlinks.timeout.cancel(false);
        }
        if (pending.isEmpty()) {
            stopLingering();
            linger = thread.schedule(this::closeEvents, LINGER.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private void stopLingering() {
        if (linger != null) {
            linger.cancel(false);
            linger = null;
        }
    }

    private CompletionStage<Void> closeEvents() {
        stopLingering();
        DownlinkEvents ending = events;
        events = null;
        return ending == null ? CompletableFuture.completedFuture(null) : ending.close();
    }
}
