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
package io.github.cameltts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsConstants;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class LifeTest extends RoutesSupport {

    @Test
    void startWithoutTheServer() throws Exception {
        stack.stop();
        route();
        assertThat(context.getStatus().isStarted()).isTrue();

        stack.restart();
        awaitSubscriber();
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void reconnectAfterTheServerWasAway() throws Exception {
        route();
        awaitSubscriber();
        stack.stop();
        stack.restart();
        awaitSubscriber();
        device.uplink(1, new byte[] {1});

        received("mock:up", 1);
    }

    @Test
    void suspendAndResumeOnTheSameConnection() throws Exception {
        route();
        awaitSubscriber();
        stack.awaitConnections(2, PATIENCE);
        context.getRouteController().suspendRoute("up");
        device.uplink(1, new byte[] {1});
        context.getRouteController().resumeRoute("up");
        awaitSubscriber();
        device.uplink(1, new byte[] {2});

        assertThat(received("mock:up", 1).get(0).getMessage().getHeader(TtsConstants.F_CNT))
                .isEqualTo(1L);
        assertThat(stack.loginsAccepted()).as("one for each direction").isEqualTo(2);
    }

    @Test
    void stopClosesEveryConnection() throws Exception {
        route();
        awaitSubscriber();
        stack.awaitConnections(2, PATIENCE);

        context.stop();

        stack.awaitConnections(0, PATIENCE);
        await().atMost(PATIENCE).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("Tts")));
    }

    private void route() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "reconnectDelay=50&maxReconnectDelay=200"))
                        .routeId("up")
                        .to("mock:up");
                from("direct:down").to(tts("/dev1", "fPort=1&reconnectDelay=50&maxReconnectDelay=200"));
            }
        });
    }
}
