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

import io.github.cameltts.TtsConstants;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillTest extends RoutesSupport {

    private final MemoryStateRepository cursors = new MemoryStateRepository();

    BackfillTest() {
        super(TheThingsStack.builder().storage(StorageSettings.cloud()).start());
    }

    @BeforeEach
    void route() throws Exception {
        context.getRegistry().bind("cursors", cursors);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts(
                                "/dev1",
                                "backfill=storage&storageUrl=" + stack.storage().url()
                                        + "&cursorRepository=#cursors&reconnectDelay=50&maxReconnectDelay=200"))
                        .routeId("up")
                        .to("mock:up");
            }
        });
        awaitSubscriber();
        device.uplink(1, new byte[] {0});
        received("mock:up", 1);
    }

    @Test
    void uplinksOfAnInterruption() {
        stack.stop();
        device.uplink(1, new byte[] {1});
        stack.restart();

        assertBackfilled(received("mock:up", 2));
    }

    @Test
    void uplinksSentWhileTheRouteWasStopped() throws Exception {
        context.getRouteController().stopRoute("up");
        device.uplink(1, new byte[] {1});
        context.getRouteController().startRoute("up");

        assertBackfilled(received("mock:up", 2));
    }

    private static void assertBackfilled(List<Exchange> received) {
        assertThat(received.get(1).getMessage().getHeaders())
                .containsEntry(TtsConstants.F_CNT, 1L)
                .containsEntry(TtsConstants.BACKFILLED, true);
    }
}
