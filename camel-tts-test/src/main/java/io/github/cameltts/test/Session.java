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
package io.github.cameltts.test;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that is logged in. Nothing of it outlives it. All on the server's thread. */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private static final int MAX_PENDING_QOS_2 = 128;

    private final MqttEndpoint endpoint;
    private final Login login;
    private final MqttFrontend.Settings settings;
    private final Faults faults;
    private final Changes changes;
    private final Consumer<Session> closed;
    private final DownlinkPublications publications;
    private final Map<String, Integer> subscriptions = new LinkedHashMap<>();
    private final Set<Integer> pendingQoS2 = new HashSet<>();
    private final IdleTimer idleTimer;
    private boolean open = true;
    private int unsent;
    private long delivered;
    private long lost;

    Session(
            MqttEndpoint endpoint,
            Login login,
            MqttFrontend.Settings settings,
            Faults faults,
            Vertx vertx,
            Changes changes,
            Consumer<Session> closed) {
        this.endpoint = endpoint;
        this.login = login;
        this.settings = settings;
        this.faults = faults;
        this.changes = changes;
        this.closed = closed;
        publications = new DownlinkPublications(login, settings.rateLimit());
        // a keep alive other than 0 is watched by the library
        idleTimer =
                endpoint.keepAliveTimeSeconds() == 0 ? new IdleTimer(vertx, settings.idleTimeout(), this::close) : null;
    }

    void accept() {
        endpoint.closeHandler(nothing -> gone());
        endpoint.exceptionHandler(e -> LOG.debug("{}: {}", this, e.toString()));
        endpoint.autoKeepAlive(false);
        endpoint.pingHandler(nothing -> answer(endpoint::pong));
        endpoint.subscribeHandler(packet -> answer(() -> subscribe(packet)));
        endpoint.unsubscribeHandler(packet -> answer(() -> unsubscribe(packet)));
        endpoint.publishHandler(packet -> answer(() -> publish(packet)));
        endpoint.publishReleaseHandler(packetId -> answer(() -> release(packetId)));
        endpoint.accept(false);
    }

    Login login() {
        return login;
    }

    /** The library closes by itself as well (DISCONNECT, keep alive, second CONNECT) and tells of it a moment later. */
    boolean isOpen() {
        return open && endpoint.isConnected();
    }

    boolean receives(String topic) {
        return isOpen()
                && login.mayRead()
                && subscriptions.keySet().stream().anyMatch(filter -> Topics.matches(filter, topic));
    }

    void deliver(String topic, byte[] payload) {
        Delivery delivery = new Delivery(clientId(), topic, payload);
        if (faults.isUnresponsive() || faults.drops(delivery)) {
            return;
        }
        write(delivery);
        if (faults.repeats(delivery)) {
            write(delivery);
        }
    }

    void close() {
        boolean closing = isOpen();
        gone();
        if (closing) {
            endpoint.close();
        }
    }

    Connection describe() {
        return new Connection(
                clientId(),
                login.application().uid(),
                Collections.unmodifiableMap(new LinkedHashMap<>(subscriptions)),
                endpoint.keepAliveTimeSeconds(),
                endpoint.isCleanSession(),
                endpoint.protocolVersion(),
                delivered,
                lost);
    }

    @Override
    public String toString() {
        return "Session[" + clientId() + ", " + login + "]";
    }

    private String clientId() {
        return endpoint.clientIdentifier() == null ? "" : endpoint.clientIdentifier();
    }

    /** Always QoS 0, never retained. What the socket does not take piles up, or is lost beyond the buffer. */
    private void write(Delivery delivery) {
        if (!isOpen()) {
            return;
        }
        if (settings.sessionBuffer() > 0 && unsent >= settings.sessionBuffer()) {
            lost++;
            return;
        }
        unsent++;
        delivered++;
        endpoint.publish(delivery.topic(), Buffer.buffer(delivery.payload()), MqttQoS.AT_MOST_ONCE, false, false)
                .onComplete(written -> unsent--);
    }

    private void answer(Runnable handling) {
        if (idleTimer != null) {
            idleTimer.restart();
        }
        if (isOpen() && !faults.isUnresponsive()) {
            handling.run();
        }
    }

    private void subscribe(MqttSubscribeMessage packet) {
        List<MqttTopicSubscription> requested = packet.topicSubscriptions();
        if (!requested.stream().allMatch(each -> Topics.isLegalFilter(each.topicName()))) {
            close();
            return;
        }
        List<MqttQoS> granted = new ArrayList<>();
        for (MqttTopicSubscription each : requested) {
            Optional<String> filter = accept(each.topicName()).filter(accepted -> !faults.refuses(accepted));
            filter.ifPresent(accepted ->
                    subscriptions.put(accepted, each.qualityOfService().value()));
            granted.add(filter.isPresent() ? each.qualityOfService() : MqttQoS.FAILURE);
        }
        endpoint.subscribeAcknowledge(packet.messageId(), granted);
        changes.happened();
    }

    private void unsubscribe(MqttUnsubscribeMessage packet) {
        if (!packet.topics().stream().allMatch(Topics::isLegalFilter)) {
            close();
            return;
        }
        packet.topics().forEach(requested -> accept(requested).ifPresent(subscriptions::remove));
        endpoint.unsubscribeAcknowledge(packet.messageId());
        changes.happened();
    }

    private Optional<String> accept(String requested) {
        return Topics.accept(login.application().uid(), requested);
    }

    /** The request is carried out before it is acknowledged, and acknowledged whatever came of it. */
    private void publish(MqttPublishMessage packet) {
        int qos = packet.qosLevel().value();
        boolean broken = !Topics.isLegalTopic(packet.topicName()) || packet.isDup() && qos == 0;
        if (broken || faults.takeCloseOfPublish()) {
            close();
            return;
        }
        boolean repeated = qos == 2 && !pendingQoS2.add(packet.messageId());
        if (pendingQoS2.size() > MAX_PENDING_QOS_2) {
            pendingQoS2.clear();
        }
        if (!repeated
                && !publications.handle(packet.topicName(), packet.payload().getBytes(), qos)) {
            close();
            return;
        }
        if (qos == 1) {
            endpoint.publishAcknowledge(packet.messageId());
        } else if (qos == 2) {
            endpoint.publishReceived(packet.messageId());
        }
    }

    private void release(int packetId) {
        pendingQoS2.remove(packetId);
        endpoint.publishComplete(packetId);
    }

    private void gone() {
        if (!open) {
            return;
        }
        open = false;
        if (idleTimer != null) {
            idleTimer.cancel();
        }
        closed.accept(this);
        changes.happened();
    }
}
