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
package io.github.cameltts.connection;

import io.github.cameltts.TtsConnectionException;
import io.github.cameltts.address.TopicFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters that are wanted, and what the server said to each. Wanted and actual are kept apart: after every change of
 * either, the difference is asked for, one packet at a time, until there is none. A filter that another granted one
 * covers is not asked for, since a broker may deliver a message once for each of two overlapping filters; one whose
 * cover was refused is.
 *
 * <p>Confined to the thread of its connection, but for {@link #view()}.
 */
final class Grants {

    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    private static final int REFUSED = 0x80;
    /** After how long without an answer the end of a subscription is no longer waited for. */
    private static final Duration OVERDUE = Duration.ofSeconds(2);

    private final ConnectionSettings settings;
    private final ConnectionThread thread;
    private final ReconnectPause pause;
    private final Consumer<Throwable> onFailure;

    private final Map<TopicFilter, Integer> wanted = new LinkedHashMap<>();
    private final Set<TopicFilter> subscribed = new LinkedHashSet<>();
    private final Map<TopicFilter, Instant> refused = new LinkedHashMap<>();
    private final Set<TopicFilter> toldRefused = new HashSet<>();
    private final List<CompletableFuture<Void>> settled = new ArrayList<>();
    private final Map<TopicFilter, CompletableFuture<Void>> awaited = new HashMap<>();
    private Transport transport;
    private boolean busy;
    private boolean overdue;
    private Future<?> overdueTimer;
    private Future<?> timeout;
    private Future<?> retry;
    private volatile Map<TopicFilter, Grant> view = Map.of();

    /**
     * @param settings  for log lines
     * @param thread    the thread of the connection
     * @param pause     how long to wait before a refused filter is asked for again
     * @param onFailure told when the server did not answer, so that the connection cannot be trusted
     */
    Grants(ConnectionSettings settings, ConnectionThread thread, ReconnectPause pause, Consumer<Throwable> onFailure) {
        this.settings = settings;
        this.thread = thread;
        this.pause = pause;
        this.onFailure = onFailure;
    }

    /**
     * What the server said to each wanted filter; for a covered one, what it said to the cover. A snapshot, for any
     * thread.
     */
    Map<TopicFilter, Grant> view() {
        return view;
    }

    /** Wants filters, each once more. */
    void want(Collection<TopicFilter> filters) {
        filters.forEach(filter -> wanted.merge(filter, 1, Integer::sum));
        reconcile();
    }

    /**
     * Wants filters once less; completes when the server no longer sends for those that nobody wants, or has owed an
     * answer for too long. However many wait, a silent server costs them that time once.
     */
    CompletionStage<Void> unwant(Collection<TopicFilter> filters) {
        filters.forEach(filter -> wanted.computeIfPresent(filter, (f, count) -> count == 1 ? null : count - 1));
        CompletableFuture<Void> done = new CompletableFuture<>();
        settled.add(done);
        reconcile();
        return done;
    }

    /** The transport is connected: the server knows of no filter. */
    void connected(Transport connected) {
        transport = connected;
        reconcile();
    }

    /** There is no transport: whatever the server said is void. */
    void disconnected() {
        transport = null;
        notBusy();
        subscribed.clear();
        refused.clear();
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
        publishView();
        settle();
    }

    /** Completes when the server has granted all of the filters, fails if it refuses one or nobody wants it any more. */
    CompletionStage<Void> whenGranted(Collection<TopicFilter> filters) {
        CompletableFuture<?>[] all = filters.stream()
                .map(filter -> awaited.computeIfAbsent(filter, awaitedOnce -> new CompletableFuture<>()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> granted = CompletableFuture.allOf(all);
        tellAwaited();
        return granted;
    }

    private void tellAwaited() {
        for (TopicFilter filter : List.copyOf(awaited.keySet())) {
            Grant grant = view.get(filter);
            if (grant == null) {
                awaited.remove(filter)
                        .completeExceptionally(
                                new TtsConnectionException("The subscription to '" + filter + "' was ended."));
            } else if (grant.status() == Grant.Status.GRANTED) {
                awaited.remove(filter).complete(null);
            } else if (grant.status() == Grant.Status.REFUSED) {
                awaited.remove(filter)
                        .completeExceptionally(new TtsConnectionException(settings
                                + ": the server refused the subscription to '" + filter + "'. Check application and"
                                + " tenant, and the access rules of a broker in between."));
            }
        }
    }

    private void reconcile() {
        refused.keySet().retainAll(wanted.keySet());
        toldRefused.retainAll(wanted.keySet());
        if (refused.isEmpty()) {
            pause.over();
        }
        publishView();
        if (transport == null) {
            settle();
            return;
        }
        if (busy) {
            if (overdue) {
                settle();
            }
            return;
        }
        Set<TopicFilter> covers = new HashSet<>(wanted.keySet());
        covers.removeAll(refused.keySet());
        List<TopicFilter> plan = TopicFilter.withoutCovered(wanted.keySet(), covers);
        List<TopicFilter> missing = plan.stream()
                .filter(filter -> !subscribed.contains(filter) && !refused.containsKey(filter))
                .toList();
        if (!missing.isEmpty()) {
            subscribe(missing);
            return;
        }
        List<TopicFilter> surplus =
                subscribed.stream().filter(filter -> !plan.contains(filter)).toList();
        if (!surplus.isEmpty()) {
            unsubscribe(surplus);
            return;
        }
        settle();
    }

    private void subscribe(List<TopicFilter> filters) {
        LOG.debug("{}: subscribing to {}", settings, filters);
        ask(transport.subscribe(strings(filters)), codes -> {
            for (int i = 0; i < filters.size(); i++) {
                answered(filters.get(i), i < codes.size() ? codes.get(i) : REFUSED);
            }
            askAgainLater();
        });
    }

    private void unsubscribe(List<TopicFilter> filters) {
        LOG.debug("{}: unsubscribing from {}", settings, filters);
        ask(transport.unsubscribe(strings(filters)), done -> filters.forEach(subscribed::remove));
    }

    /** One packet at a time: no further one before the answer, which is of no interest if the transport has gone. */
    private <T> void ask(CompletionStage<T> answer, Consumer<T> then) {
        Transport asked = transport;
        busy = true;
        overdueTimer = thread.schedule(OVERDUE.toNanos(), () -> {
            overdue = busy;
            settle();
        });
        timeout = thread.schedule(settings.connectionTimeout().toNanos(), () -> {
            if (asked == transport) {
                onFailure.accept(new TimeoutException("no answer to a change of subscriptions"));
            }
        });
        answer.whenComplete((value, failure) -> thread.execute(() -> {
            if (asked != transport) {
                return;
            }
            notBusy();
            if (failure != null) {
                onFailure.accept(failure);
                return;
            }
            then.accept(value);
            reconcile();
        }));
    }

    private void notBusy() {
        if (busy) {
            busy = false;
            overdue = false;
            overdueTimer.cancel(false);
            timeout.cancel(false);
        }
    }

    private void answered(TopicFilter filter, int code) {
        if (code < REFUSED) {
            subscribed.add(filter);
            if (refused.remove(filter) != null || toldRefused.contains(filter)) {
                LOG.info("{}: the server now grants the subscription to '{}'.", settings, filter);
            }
            toldRefused.remove(filter);
            return;
        }
        refused.putIfAbsent(filter, Instant.now());
        if (toldRefused.add(filter)) {
            LOG.warn(
                    "{}: the server refused the subscription to '{}'. Routes that need it hear nothing; it is asked for"
                            + " again, with growing pauses. Check application and tenant, and the access rules of a"
                            + " broker in between.",
                    settings,
                    filter);
        }
    }

    /** A refused filter stays refused for those who look, until the server says otherwise. */
    private void askAgainLater() {
        if (refused.isEmpty() || retry != null) {
            return;
        }
        Transport asked = transport;
        retry = thread.schedule(pause.next(System.nanoTime()), () -> {
            if (asked != transport) {
                return;
            }
            retry = null;
            if (busy) {
                askAgainLater();
            } else if (!refused.isEmpty()) {
                subscribe(List.copyOf(refused.keySet()));
            }
        });
    }

    private void settle() {
        List<CompletableFuture<Void>> done = List.copyOf(settled);
        settled.clear();
        done.forEach(future -> future.complete(null));
    }

    private void publishView() {
        Map<TopicFilter, Grant> previous = view;
        Map<TopicFilter, Grant> next = new HashMap<>();
        for (TopicFilter filter : wanted.keySet()) {
            Grant.Status status = refused.containsKey(filter)
                    ? Grant.Status.REFUSED
                    : subscribed.contains(filter)
                                    || TopicFilter.withoutCovered(List.of(filter), subscribed)
                                            .isEmpty()
                            ? Grant.Status.GRANTED
                            : Grant.Status.PENDING;
            Grant before = previous.get(filter);
            next.put(filter, before != null && before.status() == status ? before : new Grant(status, Instant.now()));
        }
        view = Map.copyOf(next);
        tellAwaited();
    }

    private static List<String> strings(List<TopicFilter> filters) {
        return filters.stream().map(TopicFilter::toString).toList();
    }
}
