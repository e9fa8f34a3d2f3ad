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

import static org.awaitility.Awaitility.await;

import io.github.cameltts.connection.TransportContractTest;
import io.github.cameltts.connection.TransportFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;

class VertxTransportTest extends TransportContractTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService mayBlock = Executors.newCachedThreadPool();
    private final VertxTransportProvider provider = new VertxTransportProvider();
    /** Of tests that ran before in this JVM, and of their stand-ins. */
    private final Set<Thread> threadsBefore = vertxThreads();

    @Override
    protected TransportFactory factory() {
        return provider.factory(context, mayBlock);
    }

    @Override
    protected void release() {
        mayBlock.shutdown();
        await().atMost(PATIENCE).until(() -> threadsBefore.containsAll(vertxThreads()));
    }

    private static Set<Thread> vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x"))
                .collect(Collectors.toSet());
    }

    @Override
    protected int pingsWhileHeld() {
        return 3;
    }

    @Override
    protected Duration slowestNotice(Duration interval) {
        return interval.multipliedBy(3).dividedBy(2).plusMillis(700);
    }
}
