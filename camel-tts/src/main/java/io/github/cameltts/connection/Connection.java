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
import io.github.cameltts.address.Topic;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.connection.ConnectionState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that several endpoints share, kept up from the first lease to the last. It makes a new
 * {@link Transport} for every attempt and tries for ever:
 *
 * <pre>
 *                  accepted                     lost, or no answer
 *  CONNECTING ─────────────────▶ CONNECTED ─────────────────────────┐
 *      │                             ▲                              │
 *      │ failed                      │ accepted                     │
 *      ▼                             │                              ▼
 *  DISCONNECTED ◀──────────── next attempt ◀───── pause ◀──── DISCONNECTED
 *                    failed
 *
 *  any state ── last lease given back ──▶ CLOSED
 * </pre>
 *
 * <p>State changes on one thread only; what others read is a snapshot. Every change is logged once, attempts are not.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ConnectionSettings settings;
    private final TransportOptions options;
    private final TransportFactory factory;
    private final ConnectionThread thread;
    private final ReconnectPause pause;
    private final ConnectionLog log;
    private final Grants grants;

    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private final Publisher publisher;
    private final List<Consumer<String>> lossListeners = new CopyOnWriteArrayList<>();
    private Attempt attempt;
    private Future<?> timer;
    private CompletionStage<Void> lastClose = CompletableFuture.completedFuture(null);

    private volatile Dispatch dispatch = Dispatch.NOBODY;
    private volatile ConnectionState state = new ConnectionState(Status.CONNECTING, Instant.now(), null, 0, null, 0);

    Connection(ConnectionSettings settings, SSLContext sslContext, TransportFactory factory, ConnectionThread thread) {
        this.settings = settings;
        this.options = new TransportOptions(
                settings.broker(),
                clientId(settings),
                settings.application().toString(),
                settings.apiKey(),
                settings.keepAlive(),
                settings.connectionTimeout(),
                sslContext);
        this.factory = factory;
        this.thread = thread;
        this.pause = pause(settings);
        this.log = new ConnectionLog(settings);
        this.grants = new Grants(settings, thread, pause(settings), this::lost);
        this.publisher = new Publisher(settings, thread, this::state);
    }

    private static ReconnectPause pause(ConnectionSettings settings) {
        return new ReconnectPause(
                settings.reconnectDelay(), settings.maxReconnectDelay(), () -> ThreadLocalRandom.current()
                        .nextDouble());
    }

    private static String clientId(ConnectionSettings settings) {
        String given = settings.clientId();
        // a broker other than The Things Stack lets a client id in only once
        return (given != null ? given : "camel-tts-" + UUID.randomUUID()) + "-" + settings.direction();
    }

    ConnectionSettings settings() {
        return settings;
    }

    ConnectionState state() {
        return state;
    }

    Map<TopicFilter, Grant> grants() {
        return grants.view();
    }

    void open() {
        thread.execute(this::connect);
    }

    /** Ends it for good; completes when nothing is left. */
    CompletionStage<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        thread.execute(() -> {
            boolean wasConnected = state.isConnected();
            changeState(Status.CLOSED, null, null);
            endAttempt();
            cancelTimer();
            publisher.close();
            if (wasConnected) {
                log.closed();
            }
            lastClose.thenCompose(done -> factory.close()).whenComplete((done, failure) -> closed.complete(null));
        });
        return closed;
    }

    /** Logs in anew, or ends the pause before the next attempt. An attempt that is under way goes on. */
    void reconnect() {
        thread.execute(() -> {
            boolean pausing = attempt == null;
            if (state.status() == Status.CLOSED || !pausing && !state.isConnected()) {
                return;
            }
            log.reconnecting();
            if (!pausing) {
                pause.lost(System.nanoTime());
                endAttempt();
                changeState(Status.DISCONNECTED, "It was asked for a new connection.", Instant.now());
                tellLoss(state.reason());
            }
            connect();
        });
    }

    Subscription subscribe(String deviceId, List<TopicFilter> filters, MessageListener listener) {
        Subscription subscription = new Subscription(this, deviceId, filters, listener);
        thread.execute(() -> {
            subscriptions.add(subscription);
            dispatch = new Dispatch(subscriptions);
            grants.want(subscription.filters());
        });
        return subscription;
    }

    CompletionStage<Void> unsubscribe(Subscription subscription) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.execute(() -> {
            if (!subscriptions.contains(subscription)) {
                done.complete(null);
                return;
            }
            // it hears on until the server has stopped, since what is under way would be lost otherwise
            grants.unwant(subscription.filters()).whenComplete((settled, failure) -> {
                subscriptions.remove(subscription);
                dispatch = new Dispatch(subscriptions);
                done.complete(null);
            });
        });
        return done;
    }

    CompletionStage<Void> whenGranted(Subscription subscription) {
        CompletableFuture<Void> granted = new CompletableFuture<>();
        thread.execute(() -> grants.whenGranted(subscription.filters()).whenComplete((done, refusal) -> {
            if (refusal == null) {
                granted.complete(null);
            } else {
                granted.completeExceptionally(refusal instanceof CompletionException ? refusal.getCause() : refusal);
            }
        }));
        return granted;
    }

    void onLoss(Consumer<String> listener) {
        lossListeners.add(listener);
    }

    /**
     * Publishes as soon as there is a connection, within the time given; never later than that.
     *
     * @return completes when the bytes are with the operating system, fails with {@link TtsConnectionException} when the
     *         time is over at the latest
     */
    CompletionStage<Void> publish(String topic, byte[] payload, Duration patience) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        long deadline = System.nanoTime() + patience.toNanos();
        thread.execute(() -> publisher.publish(topic, payload, deadline, published));
        return published;
    }

    private void connect() {
        if (state.status() == Status.CLOSED) {
            return;
        }
        cancelTimer();
        Attempt next = new Attempt();
        attempt = next;
        next.transport = factory.create(options, next);
        timer = thread.schedule(
                settings.connectionTimeout().toNanos(),
                () -> next.failed(new TimeoutException("no answer to the login")));
        next.transport
                .connect()
                .whenComplete((accepted, failure) -> thread.execute(() -> {
                    if (failure == null) {
                        next.accepted();
                    } else {
                        next.failed(failure);
                    }
                }));
    }

    private void accepted() {
        cancelTimer();
        pause.connected(System.nanoTime());
        ConnectionState before = state;
        changeState(Status.CONNECTED, null, null);
        log.connected(before);
        grants.connected(attempt.transport);
        publisher.connected(attempt.transport);
    }

    private void lost(Throwable cause) {
        pause.lost(System.nanoTime());
        ConnectionFault fault = ConnectionFault.ofLoss(settings, cause, publisher.hasJustPublished());
        tryAgain(fault);
        tellLoss(fault.sentence());
    }

    private void tellLoss(String reason) {
        lossListeners.forEach(listener -> listener.accept(reason));
        subscriptions.forEach(subscription -> subscription.listener().interrupted());
    }

    private void tryAgain(ConnectionFault fault) {
        boolean wasConnected = state.isConnected();
        endAttempt();
        cancelTimer();
        long nanos = pause.next(System.nanoTime());
        changeState(Status.DISCONNECTED, fault.sentence(), Instant.now().plusNanos(nanos));
        log.notConnected(wasConnected, fault, nanos);
        timer = thread.schedule(nanos, this::connect);
    }

    private void endAttempt() {
        if (attempt != null) {
            lastClose = attempt.transport.close();
            attempt = null;
        }
        grants.disconnected();
        publisher.disconnected();
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void changeState(Status status, String reason, Instant nextAttempt) {
        ConnectionState before = state;
        boolean same = before.status() == status;
        // a loss is no failed attempt
        int attempts = status == Status.DISCONNECTED && !before.isConnected() ? before.attempts() + 1 : 0;
        long logins = before.logins() + (status == Status.CONNECTED ? 1 : 0);
        state = new ConnectionState(
                status, same ? before.since() : Instant.now(), reason, attempts, nextAttempt, logins);
    }

    /** One transport, and what it tells. After its end it is not listened to. */
    private final class Attempt implements TransportListener {

        private final Topics topics = new Topics(settings.application());
        private Transport transport;

        private boolean isCurrent() {
            return attempt == this;
        }

        void accepted() {
            if (isCurrent() && !state.isConnected()) {
                Connection.this.accepted();
            }
        }

        void failed(Throwable failure) {
            if (isCurrent() && !state.isConnected()) {
                tryAgain(ConnectionFault.ofAttempt(settings, failure));
            }
        }

        @Override
        public void connectionLost(Throwable cause) {
            thread.execute(() -> {
                if (isCurrent()) {
                    if (state.isConnected()) {
                        lost(cause);
                    } else {
                        failed(cause);
                    }
                }
            });
        }

        @Override
        public boolean mayBlock() {
            return dispatch.mayBlock();
        }

        @Override
        public void messageArrived(String topicName, byte[] payload) {
            Topic topic = topics.get(topicName);
            if (topic == null) {
                LOG.debug("{}: topic '{}' is not one of The Things Stack, the message is ignored", settings, topicName);
                return;
            }
            if (!dispatch.deliver(new ReceivedMessage(topic, payload, System.currentTimeMillis()))) {
                LOG.debug("{}: nobody wants the message on '{}'", settings, topicName);
            }
        }
    }
}
