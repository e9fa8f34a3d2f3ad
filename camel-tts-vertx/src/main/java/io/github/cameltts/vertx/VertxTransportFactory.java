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
import io.github.cameltts.connection.TransportFactory;
import io.github.cameltts.connection.TransportListener;
import io.github.cameltts.connection.TransportOptions;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Makes the transports of one connection, which keeps Vert.x from the first attempt to its end.
 */
final class VertxTransportFactory implements TransportFactory {

    private final SharedVertx shared;
    private final Executor mayBlock;
    private Vertx vertx;

    VertxTransportFactory(SharedVertx shared, Executor mayBlock) {
        this.shared = shared;
        this.mayBlock = mayBlock;
    }

    @Override
    public Transport create(TransportOptions options, TransportListener listener) {
        return new VertxTransport(this::vertx, options, listener, mayBlock);
    }

    private synchronized VertxInternal vertx() {
        if (vertx == null) {
            vertx = shared.acquire();
        }
        return (VertxInternal) vertx;
    }

    @Override
    public synchronized CompletionStage<Void> close() {
        Vertx released = vertx;
        vertx = null;
        return released == null ? CompletableFuture.completedFuture(null) : shared.release(released);
    }
}
