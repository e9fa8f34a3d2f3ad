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
package io.github.cameltts.vertx;

import io.github.cameltts.connection.ConnackException;
import io.github.cameltts.connection.TransportListener;
import io.github.cameltts.connection.TransportOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * MQTT on a socket: the login, questions and their answers, what arrives, and the end. Confined to the event loop of the
 * socket, {@link #silence} apart.
 */
final class Session extends ChannelInboundHandlerAdapter implements PacketReader.Handler {

    /** How long it may take to write a DISCONNECT packet, in milliseconds. */
    private static final long DISCONNECT_TIMEOUT = 1000;
    /** What a message takes in memory beside its payload, roughly. */
    private static final int MESSAGE_OVERHEAD = 200;

    private static final int LARGEST_PACKET_ID = 0xffff;

    private final TransportOptions options;
    private final TransportListener listener;
    private final HandOver handOver;
    private final CompletableFuture<Void> connected;
    private final PacketReader reader = new PacketReader(this);
    private final Map<Integer, CompletableFuture<List<Integer>>> subscribes = new HashMap<>();
    private final Map<Integer, CompletableFuture<Void>> unsubscribes = new HashMap<>();
    private ChannelHandlerContext context;
    private KeepAlive keepAlive;
    private int packetId;
    private boolean up;
    private boolean ended;
    private Throwable fault;
    private volatile boolean silent;

    /**
     * @param connected completes with the answer to the login
     */
    Session(
            TransportOptions options,
            TransportListener listener,
            HandOver handOver,
            CompletableFuture<Void> connected) {
        this.options = options;
        this.listener = listener;
        this.handOver = handOver;
        this.connected = connected;
    }

    void subscribe(List<String> filters, CompletableFuture<List<Integer>> answer) {
        int id = nextPacketId();
        MqttMessageBuilders.SubscribeBuilder packet =
                MqttMessageBuilders.subscribe().messageId(id);
        filters.forEach(filter -> packet.addSubscription(MqttQoS.AT_MOST_ONCE, filter));
        ask(packet.build(), id, subscribes, answer);
    }

    void unsubscribe(List<String> filters, CompletableFuture<Void> answer) {
        int id = nextPacketId();
        MqttMessageBuilders.UnsubscribeBuilder packet =
                MqttMessageBuilders.unsubscribe().messageId(id);
        filters.forEach(packet::addTopicFilter);
        ask(packet.build(), id, unsubscribes, answer);
    }

    private <T> void ask(
            MqttMessage packet, int id, Map<Integer, CompletableFuture<T>> awaited, CompletableFuture<T> answer) {
        if (!up || ended) {
            answer.completeExceptionally(cause());
            return;
        }
        awaited.put(id, answer);
        write(packet).addListener(written -> {
            if (!written.isSuccess() && awaited.remove(id, answer)) {
                answer.completeExceptionally(Faults.translate(written.cause()));
            }
        });
    }

    void publish(String topic, byte[] payload, CompletableFuture<Void> written) {
        if (!up || ended) {
            written.completeExceptionally(cause());
            return;
        }
        write(MqttMessageBuilders.publish()
                        .topicName(topic)
                        .qos(MqttQoS.AT_MOST_ONCE)
                        .payload(Unpooled.wrappedBuffer(payload))
                        .build())
                .addListener(done -> {
                    if (done.isSuccess()) {
                        written.complete(null);
                    } else {
                        written.completeExceptionally(Faults.translate(done.cause()));
                    }
                });
    }

    /** Nobody listens any more; for any thread. */
    void silence() {
        silent = true;
    }

    /** Ends the session in whatever state it is. */
    void close(Channel channel) {
        if (!up || ended) {
            abort(channel);
            return;
        }
        Future<?> impatience =
                channel.eventLoop().schedule(() -> abort(channel), DISCONNECT_TIMEOUT, TimeUnit.MILLISECONDS);
        write(MqttMessage.DISCONNECT).addListener(written -> channel.close());
        channel.closeFuture().addListener(closed -> impatience.cancel(false));
    }

    /** Runs when no callback is under way any more. */
    void whenQuiet(Runnable task) {
        handOver.inTurn(task);
    }

    /** There is no connection, or none any more. */
    void end(Throwable failure) {
        if (ended) {
            return;
        }
        ended = true;
        if (fault == null) {
            fault = Faults.translate(failure);
        }
        if (keepAlive != null) {
            keepAlive.stop();
        }
        Throwable cause = cause();
        if (!up) {
            connected.completeExceptionally(cause);
            return;
        }
        handOver.inTurn(() -> {
            subscribes.values().forEach(answer -> answer.completeExceptionally(cause));
            unsubscribes.values().forEach(answer -> answer.completeExceptionally(cause));
            if (!silent) {
                listener.connectionLost(cause);
            }
        });
    }

    private Throwable cause() {
        if (silent) {
            return new IOException("The connection was closed");
        }
        return fault != null ? fault : new IOException("There is no connection");
    }

    /** Past TLS, which would wait for its farewell to be written, and with all that is not written. */
    private static void abort(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }

    private void fail(Throwable failure) {
        if (fault == null) {
            fault = Faults.translate(failure);
        }
        abort(context.channel());
    }

    private ChannelFuture write(MqttMessage packet) {
        if (keepAlive != null) {
            keepAlive.written();
        }
        return context.writeAndFlush(packet);
    }

    private int nextPacketId() {
        packetId = packetId == LARGEST_PACKET_ID ? 1 : packetId + 1;
        return packetId;
    }

    private void logIn() {
        MqttMessageBuilders.ConnectBuilder login = MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .cleanSession(true)
                .keepAlive((int) options.keepAlive().toSeconds())
                .clientId(options.clientId())
                .username(options.userName());
        String key = options.apiKey().value();
        if (key != null) {
            login.password(key.getBytes(StandardCharsets.UTF_8));
        }
        write(login.build());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        handOver.attach(added.channel(), this::fail);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        if (active.pipeline().get(SslHandler.class) == null) {
            logIn();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                logIn();
            } else {
                fail(handshake.cause());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext read, Object bytes) throws ProtocolException {
        ByteBuf in = (ByteBuf) bytes;
        try {
            // what follows a fault is not understood, what follows a close is not wanted
            if (fault == null && !silent) {
                reader.read(in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext complete) {
        handOver.flush();
        if (keepAlive != null) {
            keepAlive.read();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable failure) {
        fail(failure);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        end(new EOFException("The server closed the connection"));
    }

    @Override
    public void publish(String topic, byte[] payload) {
        if (handOver.isIdle() && !listener.mayBlock()) {
            if (!silent) {
                listener.messageArrived(topic, payload);
            }
            return;
        }
        handOver.add(
                () -> {
                    if (!silent) {
                        listener.messageArrived(topic, payload);
                    }
                },
                payload.length + MESSAGE_OVERHEAD);
    }

    @Override
    public void packet(int type, byte[] body) throws ProtocolException {
        if (!up && type != PacketReader.CONNACK) {
            throw new ProtocolException("The server sent another packet before its answer to the login");
        }
        switch (type) {
            case PacketReader.CONNACK -> loginAnswered(body);
            case PacketReader.SUBACK -> {
                CompletableFuture<List<Integer>> answer = subscribes.remove(id(body));
                if (answer != null) {
                    List<Integer> codes = new ArrayList<>();
                    for (int i = 2; i < body.length; i++) {
                        codes.add(body[i] & 0xff);
                    }
                    handOver.inTurn(() -> answer.complete(codes));
                }
            }
            case PacketReader.UNSUBACK -> {
                CompletableFuture<Void> answer = unsubscribes.remove(id(body));
                if (answer != null) {
                    // after the messages before it, which somebody may still want
                    handOver.inTurn(() -> answer.complete(null));
                }
            }
            default -> {
                // an answer to a ping has done what it is for by arriving
            }
        }
    }

    private void loginAnswered(byte[] body) throws ProtocolException {
        if (up || body.length != 2) {
            throw new ProtocolException("The server sent an answer to the login that is none");
        }
        int code = body[1] & 0xff;
        if (code != 0) {
            fail(new ConnackException(code));
            return;
        }
        up = true;
        keepAlive = new KeepAlive(
                context.executor(),
                options.keepAlive().toNanos(),
                handOver::isHeld,
                () -> write(MqttMessage.PINGREQ),
                () -> fail(new SocketTimeoutException("the server does not answer, not even a ping")));
        keepAlive.start();
        connected.complete(null);
    }

    private static int id(byte[] body) throws ProtocolException {
        if (body.length < 2) {
            throw new ProtocolException("The server sent an acknowledgement without the number of what it is for");
        }
        return (body[0] & 0xff) << 8 | body[1] & 0xff;
    }
}
