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
package io.github.cameltts.connection.paho;

import io.github.cameltts.connection.ConnackException;
import io.github.cameltts.connection.Transport;
import io.github.cameltts.connection.TransportListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.camel.component.paho.PahoConfiguration;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.TimerPingSender;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of the Eclipse Paho v3 asynchronous client.
 */
final class PahoTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(PahoTransport.class);

    private static final int QOS = 0;
    /** How long it may take to write a DISCONNECT packet and to end, in milliseconds. */
    private static final long DISCONNECT_TIMEOUT = 1000;
    /** How often, and how long in between in milliseconds, a client that is still busy ending is looked at. */
    private static final int CLOSE_ATTEMPTS = 100;

    private static final long CLOSE_PAUSE = 20;

    private final PahoConfiguration configuration;
    private final MqttConnectOptions connectOptions;
    private final TransportListener listener;
    private final Executor closer;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    /** Paho forgets publishes of QoS 0 that it has not written when the connection ends. */
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();

    private volatile Client client;
    private volatile Network network;

    PahoTransport(
            PahoConfiguration configuration,
            MqttConnectOptions connectOptions,
            TransportListener listener,
            Executor closer) {
        this.configuration = configuration;
        this.connectOptions = connectOptions;
        this.listener = listener;
        this.closer = closer;
    }

    @Override
    public CompletionStage<Void> connect() {
        return ask(token -> null, action -> {
            client = new Client();
            client.setCallback(new Callback());
            client.connect(connectOptions, null, action);
        });
    }

    @Override
    public CompletionStage<List<Integer>> subscribe(List<String> filters) {
        String[] topics = filters.toArray(String[]::new);
        int[] qos = new int[topics.length];
        Arrays.fill(qos, QOS);
        return ask(
                token -> IntStream.of(token.getGrantedQos()).boxed().toList(),
                action -> client.subscribe(topics, qos, null, action));
    }

    @Override
    public CompletionStage<Void> unsubscribe(List<String> filters) {
        String[] topics = filters.toArray(String[]::new);
        // Paho tells the answer ahead of messages that came before it, up to ten, which somebody may still want
        CompletionStage<Void> answered = ask(token -> null, action -> client.unsubscribe(topics, null, action));
        return answered.thenCompose(done -> network.caughtUp());
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload) {
        return ask(token -> null, action -> client.publish(topic, payload, QOS, false, null, action));
    }

    @Override
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            closer.execute(() -> {
                try {
                    end();
                } finally {
                    failUnanswered(new IOException("The connection was closed"));
                    closed.complete(null);
                }
            });
        }
        return closed;
    }

    private void end() {
        if (client == null) {
            return;
        }
        if (network != null) {
            network.abandon();
        }
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(DISCONNECT_TIMEOUT);
            }
        } catch (MqttException e) {
            LOG.debug("Disconnecting failed", e);
        }
        if (network != null) {
            // ends an attempt under way, which Paho itself cannot
            network.stop();
        }
        closeClient();
    }

    private void closeClient() {
        for (int i = 0; i < CLOSE_ATTEMPTS; i++) {
            try {
                if (client.hasEnded()) {
                    client.close();
                    return;
                }
            } catch (MqttException e) {
                LOG.trace("Not closed yet", e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(CLOSE_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        LOG.debug("The MQTT client {} did not end in time", client.getClientId());
    }

    private void failUnanswered(Throwable cause) {
        unanswered.forEach(future -> future.completeExceptionally(cause));
    }

    private <T> CompletionStage<T> ask(Function<IMqttToken, T> answer, Question question) {
        CompletableFuture<T> future = new CompletableFuture<>();
        unanswered.add(future);
        future.whenComplete((value, failure) -> unanswered.remove(future));
        try {
            question.ask(new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    future.complete(answer.apply(token));
                }

                @Override
                public void onFailure(IMqttToken token, Throwable failure) {
                    if (refusedFilters(token)) {
                        future.complete(answer.apply(token));
                    } else {
                        future.completeExceptionally(translate(failure));
                    }
                }
            });
        } catch (MqttException | RuntimeException e) {
            future.completeExceptionally(translate(e));
        }
        return future;
    }

    /** Paho takes a SUBACK with a single filter that was refused for a failure. It is an answer. */
    private static boolean refusedFilters(IMqttToken token) {
        return token != null && token.getGrantedQos() != null && token.getGrantedQos().length > 0;
    }

    private static Throwable translate(Throwable failure) {
        if (failure instanceof MqttException mqtt) {
            int code = mqtt.getReasonCode();
            if (code >= MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION
                    && code <= MqttException.REASON_CODE_NOT_AUTHORIZED) {
                return new ConnackException(code);
            }
            return mqtt.getCause() != null ? mqtt.getCause() : mqtt;
        }
        return failure;
    }

    @FunctionalInterface
    private interface Question {
        void ask(IMqttActionListener action) throws MqttException;
    }

    private final class Callback implements MqttCallback {

        @Override
        public void connectionLost(Throwable cause) {
            if (!closing.get()) {
                Throwable translated = translate(cause);
                failUnanswered(translated);
                listener.connectionLost(translated);
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            try {
                byte[] payload = network.deliver(message.getPayload());
                if (!closing.get()) {
                    listener.messageArrived(topic, payload);
                }
            } finally {
                network.delivered();
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // each publish has its own listener
        }
    }

    /** Paho's client, with its network in our hands. */
    private final class Client extends MqttAsyncClient {

        Client() throws MqttException {
            super(
                    configuration.getBrokerUrl(),
                    configuration.getClientId(),
                    new MemoryPersistence(),
                    new TimerPingSender());
        }

        /** Closing before that would keep Paho from ending its threads. */
        boolean hasEnded() {
            return comms.isDisconnected();
        }

        @Override
        protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options)
                throws MqttException {
            NetworkModule[] modules = super.createNetworkModules(address, options);
            network = new Network(modules[0], Duration.ofSeconds(options.getKeepAliveInterval()));
            return new NetworkModule[] {network};
        }
    }
}
