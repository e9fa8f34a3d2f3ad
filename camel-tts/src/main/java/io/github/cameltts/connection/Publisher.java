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
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * What is to be published on a connection: it waits for the connection, and for its turn where the rate is bounded, but
 * never longer than it may. Nothing is published later behind the caller's back. Confined to the thread of its
 * connection.
 */
final class Publisher {

    /** A close so soon after a publish is likely the answer to it. */
    private static final long ANSWER_NANOS = Duration.ofSeconds(2).toNanos();

    private final ConnectionSettings settings;
    private final ConnectionThread thread;
    private final Supplier<ConnectionState> state;
    private final long interval;
    private final Set<Publication> waitingForConnection = new LinkedHashSet<>();
    private Transport transport;
    private long nextTurn = System.nanoTime();
    private Long lastPublish;

    /**
     * @param state for the sentences of failures
     */
    Publisher(ConnectionSettings settings, ConnectionThread thread, Supplier<ConnectionState> state) {
        this.settings = settings;
        this.thread = thread;
        this.state = state;
        this.interval = settings.maxPublishRate() == null
                ? 0
                : (long) (Duration.ofSeconds(1).toNanos() / settings.maxPublishRate());
    }

    /**
     * @param deadline of {@link System#nanoTime()}
     * @param published completes when the bytes are with the operating system
     */
    void publish(String topic, byte[] payload, long deadline, CompletableFuture<Void> published) {
        new Publication(topic, payload, deadline, published).proceed();
    }

    void connected(Transport connected) {
        transport = connected;
        wake();
    }

    void disconnected() {
        transport = null;
    }

    /** There will be no connection any more. */
    void close() {
        transport = null;
        wake();
    }

    /** Whether a connection that is closed at this moment was probably closed for a publish. */
    boolean hasJustPublished() {
        return lastPublish != null && System.nanoTime() - lastPublish < ANSWER_NANOS;
    }

    private void wake() {
        List<Publication> woken = List.copyOf(waitingForConnection);
        waitingForConnection.clear();
        woken.forEach(Publication::proceed);
    }

    private final class Publication {

        private final String topic;
        private final byte[] payload;
        private final long deadline;
        private final CompletableFuture<Void> published;
        private Future<?> timeout;
        private boolean hasTurn;

        Publication(String topic, byte[] payload, long deadline, CompletableFuture<Void> published) {
            this.topic = topic;
            this.payload = payload;
            this.deadline = deadline;
            this.published = published;
        }

        void proceed() {
            if (timeout != null) {
                timeout.cancel(false);
            }
            long now = System.nanoTime();
            if (transport == null) {
                awaitConnection(now);
            } else if (interval > 0 && !hasTurn) {
                awaitTurn(now);
            } else {
                publish(now);
            }
        }

        private void awaitConnection(long now) {
            if (deadline - now <= 0 || state.get().status() == ConnectionState.Status.CLOSED) {
                fail(
                        "The downlink was not sent, there is no connection to " + settings + ": "
                                + state.get().describe(),
                        null);
                return;
            }
            waitingForConnection.add(this);
            timeout = thread.schedule(deadline - now, () -> {
                if (waitingForConnection.remove(this)) {
                    proceed();
                }
            });
        }

        private void awaitTurn(long now) {
            long turn = Math.max(now, nextTurn);
            if (turn - deadline > 0) {
                fail(
                        "The downlink was not sent: too many wait for option maxPublishRate ("
                                + settings.maxPublishRate()
                                + " per second) to let it out within option requestTimeout. Raise one of them.",
                        null);
                return;
            }
            nextTurn = turn + interval;
            hasTurn = true;
            if (turn == now) {
                publish(now);
            } else {
                thread.schedule(turn - now, this::proceed);
            }
        }

        private void publish(long now) {
            if (deadline - now <= 0) {
                fail(
                        "The downlink was not sent: its time (option requestTimeout) was over before its turn came.",
                        null);
                return;
            }
            lastPublish = now;
            Future<?> overdue = thread.schedule(
                    deadline - now,
                    () -> fail(
                            "The downlink could not be written to " + settings
                                    + " in time (option requestTimeout): it is"
                                    + " not known whether the server will have it.",
                            null));
            transport.publish(topic, payload).whenComplete((done, failure) -> {
                overdue.cancel(false);
                if (failure == null) {
                    published.complete(null);
                } else {
                    fail(
                            "The connection to " + settings
                                    + " broke while the downlink was being sent: it is not known"
                                    + " whether the server has it.",
                            failure);
                }
            });
        }

        private void fail(String sentence, Throwable cause) {
            published.completeExceptionally(new TtsConnectionException(sentence, cause));
        }
    }
}
