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
import io.github.cameltts.model.ApplicationUplink;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VertxTransportTest extends RoutesSupport {

    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final String VERTX = "transport=vertx&reconnectDelay=50&maxReconnectDelay=200";

    private final Set<Thread> ofTheStandIn = eventLoops();

    @BeforeEach
    void routes() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", VERTX)).to("mock:up");
                from("direct:queued").to(tts("/dev1", "fPort=15&waitFor=queued&" + VERTX));
            }
        });
        awaitSubscriber();
    }

    @Test
    void typedUplinks() {
        device.uplink(15, PAYLOAD);

        assertThat(received("mock:up", 1)
                        .get(0)
                        .getMessage()
                        .getBody(ApplicationUplink.class)
                        .frmPayload())
                .isEqualTo(PAYLOAD);
    }

    @Test
    void downlinksThatWaitForQueued() {
        Exchange exchange = template.send("direct:queued", ExchangePattern.InOnly, each -> each.getMessage()
                .setBody(PAYLOAD));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("queued");
        assertThat(device.queue()).singleElement().satisfies(downlink -> assertThat(downlink.frmPayload())
                .isEqualTo(PAYLOAD));
    }

    @Test
    void reconnectAfterTheServerWasAway() {
        stack.stop();
        stack.restart();
        awaitSubscriber();
        device.uplink(1, PAYLOAD);

        received("mock:up", 1);
    }

    @Test
    void stopClosesEveryConnectionAndVertx() {
        stack.awaitConnections(2, PATIENCE);

        context.stop();

        stack.awaitConnections(0, PATIENCE);
        await().atMost(PATIENCE).until(() -> ofTheStandIn.containsAll(eventLoops()));
    }

    private static Set<Thread> eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                .collect(Collectors.toSet());
    }
}
