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

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What stands at the seam in tests: every transport that was made, and a server behind it that does as it is told.
 */
final class FakeServer implements TransportFactory {

    final List<FakeTransport> transports = new CopyOnWriteArrayList<>();
    volatile Throwable refusal;
    volatile boolean silent;
    volatile boolean unwritable;
    final Set<String> refusedFilters = new HashSet<>();

    @Override
    public Transport create(TransportOptions options, TransportListener listener) {
        FakeTransport transport = new FakeTransport(options, listener);
        transports.add(transport);
        return transport;
    }

    FakeTransport last() {
        return transports.get(transports.size() - 1);
    }

    void down() {
        refusal = new ConnectException("Connection refused");
    }

    void up() {
        refusal = null;
    }

    final class FakeTransport implements Transport {

        final TransportOptions options;
        final TransportListener listener;
        final List<String> log = new CopyOnWriteArrayList<>();
        final List<String> published = new CopyOnWriteArrayList<>();
        volatile boolean connected;
        volatile boolean closed;

        FakeTransport(TransportOptions options, TransportListener listener) {
            this.options = options;
            this.listener = listener;
        }

        void lose(Throwable cause) {
            connected = false;
            listener.connectionLost(cause);
        }

        void deliver(String topic, String payload) {
            listener.messageArrived(topic, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public CompletionStage<Void> connect() {
            if (silent) {
                return new CompletableFuture<>();
            }
            if (refusal != null) {
                return CompletableFuture.failedFuture(refusal);
            }
            connected = true;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<List<Integer>> subscribe(List<String> filters) {
            log.add("subscribe " + String.join(" ", filters));
            if (silent) {
                return new CompletableFuture<>();
            }
            List<Integer> codes = new ArrayList<>();
            synchronized (refusedFilters) {
                filters.forEach(filter -> codes.add(refusedFilters.contains(filter) ? 0x80 : 0));
            }
            return CompletableFuture.completedFuture(codes);
        }

        @Override
        public CompletionStage<Void> unsubscribe(List<String> filters) {
            log.add("unsubscribe " + String.join(" ", filters));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> publish(String topic, byte[] payload) {
            if (!connected) {
                return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
            }
            if (unwritable) {
                return new CompletableFuture<>();
            }
            published.add(topic);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> close() {
            connected = false;
            closed = true;
            return CompletableFuture.completedFuture(null);
        }
    }
}
