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

import io.github.cameltts.connection.Transport;
import io.github.cameltts.connection.TransportListener;
import io.github.cameltts.connection.TransportOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One socket on an event loop of Vert.x, and the {@link Session} on it. Everything happens on that event loop.
 */
final class VertxTransport implements Transport {

    private final Supplier<VertxInternal> vertx;
    private final TransportOptions options;
    private final TransportListener listener;
    private final Executor mayBlock;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Channel channel;
    private volatile Session session;

    VertxTransport(
            Supplier<VertxInternal> vertx, TransportOptions options, TransportListener listener, Executor mayBlock) {
        this.vertx = vertx;
        this.options = options;
        this.listener = listener;
        this.mayBlock = mayBlock;
    }

    @Override
    public CompletionStage<Void> connect() {
        try {
            return open();
        } catch (GeneralSecurityException | RuntimeException e) {
            // such as a Vert.x in the registry that its owner has closed
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> open() throws GeneralSecurityException {
        VertxInternal owner = vertx.get();
        EventLoop loop = owner.nettyEventLoopGroup().next();
        SslHandler tls = options.broker().tls() ? Tls.handler(options) : null;
        CompletableFuture<Void> connected = new CompletableFuture<>();
        Session opened = new Session(options, listener, new HandOver(loop, mayBlock), connected);
        ChannelFuture opening = new Bootstrap()
                .group(loop)
                .channelFactory(owner.transport().channelFactory(false))
                .resolver(owner.nettyAddressResolverGroup())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(Math.min(options.connectionTimeout().toMillis(), Integer.MAX_VALUE)))
                .option(ChannelOption.TCP_NODELAY, true)
                // else a write that fails costs what the server has sent before and is not read yet
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        if (tls != null) {
                            ch.pipeline().addLast(tls);
                        }
                        ch.pipeline().addLast(MqttEncoder.INSTANCE, opened);
                    }
                })
                .connect(options.broker().host(), options.broker().port());
        session = opened;
        channel = opening.channel();
        opening.addListener(done -> {
            if (!done.isSuccess()) {
                opened.end(done.cause());
            }
        });
        return connected;
    }

    @Override
    public CompletionStage<List<Integer>> subscribe(List<String> filters) {
        return ask(answer -> session.subscribe(filters, answer));
    }

    @Override
    public CompletionStage<Void> unsubscribe(List<String> filters) {
        return ask(answer -> session.unsubscribe(filters, answer));
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload) {
        return ask(answer -> session.publish(topic, payload, answer));
    }

    private <T> CompletionStage<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (channel == null) {
            answer.completeExceptionally(new IOException("There is no connection"));
            return answer;
        }
        try {
            channel.eventLoop().execute(() -> {
                try {
                    question.accept(answer);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IOException("Vert.x was closed", e));
        }
        return answer;
    }

    @Override
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            if (channel == null) {
                closed.complete(null);
                return closed;
            }
            session.silence();
            try {
                channel.eventLoop().execute(() -> {
                    session.close(channel);
                    channel.closeFuture().addListener(done -> session.whenQuiet(() -> closed.complete(null)));
                });
            } catch (RejectedExecutionException e) {
                // the end of the event loop was the end of its sockets
                closed.complete(null);
            }
        }
        return closed;
    }
}
