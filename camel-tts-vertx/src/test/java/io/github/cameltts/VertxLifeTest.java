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
package io.github.cameltts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose Vert.x it is, and how long it lives. */
class VertxLifeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Set<Thread> before = vertxThreads();

    @AfterEach
    void stop() {
        context.stop();
        stack.close();
    }

    @Test
    void oneOfOurOwnIsClosedWithTheLastConnection() throws Exception {
        start();
        assertThat(newThreads()).isNotEmpty();

        context.getRouteController().stopRoute("dev1");
        assertThat(newThreads()).as("the other route goes on").isNotEmpty();
        app.publish("dev2", "up", TtsKillTest.uplink("dev2", 1));

        context.getRouteController().stopRoute("dev2");
        await().atMost(PATIENCE).until(() -> newThreads().isEmpty());

        context.getRouteController().startRoute("dev1");
        app.awaitSubscriber("dev1", "up", PATIENCE);
    }

    @Test
    void theOneOfTheRegistryIsUsedAndNotClosed() throws Exception {
        Vertx given = Vertx.vertx();
        try {
            context.getRegistry().bind("vertx", given);
            start();
            Set<Thread> used = newThreads();
            context.stop();

            given.getOrCreateContext().runOnContext(done -> {});
            assertThat(used).isNotEmpty().allMatch(Thread::isAlive);
        } finally {
            given.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        await().atMost(PATIENCE).until(() -> newThreads().isEmpty());
    }

    @Test
    void optionsOfPahoAreRefused() {
        assertThatThrownBy(() -> context.getEndpoint("tts:app1?transport=vertx&paho.executorServiceTimeout=5"))
                .rootCause()
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage("Option paho.executorServiceTimeout is for transport=paho, but option transport is 'vertx'."
                        + " Leave one of them out.");
    }

    private void start() throws Exception {
        String options = "?transport=vertx&brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey + ")";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String device : new String[] {"dev1", "dev2"}) {
                    from("tts:app1@ttn/" + device + options).routeId(device).log("heard");
                }
            }
        });
        context.start();
        app.awaitSubscriber("dev1", "up", PATIENCE);
        app.awaitSubscriber("dev2", "up", PATIENCE);
    }

    private Set<Thread> newThreads() {
        Set<Thread> now = vertxThreads();
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> vertxThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                .collect(Collectors.toSet());
    }
}
