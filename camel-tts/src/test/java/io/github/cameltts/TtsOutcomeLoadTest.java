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
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Answer;
import io.github.cameltts.test.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/**
 * Many confirmed downlinks in flight: some are not acknowledged at first, some fail, some are never answered. Each
 * exchange completes once, with the right outcome. {@code -Dtts.devices=1000} makes it ten thousand downlinks.
 */
class TtsOutcomeLoadTest extends StackTestSupport {

    private static final int DEVICES = Integer.getInteger("tts.devices", 100);
    private static final int DOWNLINKS_EACH = 10;
    private static final int ALL = DEVICES * DOWNLINKS_EACH;

    private final Map<String, AtomicInteger> completions = new ConcurrentHashMap<>();

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:down")
                        .to(tts("", "fPort=15&confirmed=true&waitFor=ack&requestTimeout=" + (20_000 + 10 * ALL)));
            }
        };
    }

    @Test
    void everyExchangeCompletesOnceWithTheRightOutcome() {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(app.device("dev-" + i).activate());
        }
        List<CompletableFuture<Exchange>> sending = new ArrayList<>();
        for (int n = 0; n < DOWNLINKS_EACH; n++) {
            for (int i = 0; i < DEVICES; i++) {
                sending.add(send("dev-" + i, n));
            }
        }
        await().atMost(Duration.ofMinutes(2)).until(() -> app.pushed().size() == ALL);

        // of each device: nack first and then ack for 1 of 10 downlinks; every twentieth device loses its session
        // halfway;
        // every hundredth falls silent
        for (int i = 0; i < DEVICES; i++) {
            Device device = devices.get(i);
            if (i % 100 == 99) {
                continue;
            }
            for (int n = 0; n < DOWNLINKS_EACH; n++) {
                device.answers(n == 3 ? Answer.NACK : Answer.ACK);
                if (i % 20 == 19 && n == 5) {
                    device.failNextTransmission("NO_TIME");
                }
                device.uplink(1, new byte[] {1});
            }
            device.answers(Answer.ACK);
            for (int n = 0; n < 4; n++) {
                device.uplink(1, new byte[] {2});
            }
        }
        CompletableFuture.allOf(sending.toArray(CompletableFuture[]::new)).join();

        Map<String, Integer> outcomes = new TreeMap<>();
        for (CompletableFuture<Exchange> each : sending) {
            Exchange exchange = each.join();
            String outcome = exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME, String.class);
            String result = exchange.getException() == null
                    ? ""
                    : exchange.getException().getClass().getSimpleName();
            outcomes.merge(outcome + " " + result, 1, Integer::sum);
        }
        int silent = DEVICES / 100 * DOWNLINKS_EACH;
        int failed = DEVICES / 20 - DEVICES / 100;
        assertThat(outcomes)
                .as("%s", outcomes)
                .containsEntry("ack ", ALL - silent - failed)
                .containsEntry("failed TtsDownlinkFailedException", failed)
                .containsEntry("queued ExchangeTimedOutException", silent)
                .hasSize(3);
        assertThat(completions.values()).allMatch(count -> count.get() == 1).hasSize(ALL);
        assertThat(stack.loginsAccepted()).isEqualTo(2);
    }

    private CompletableFuture<Exchange> send(String deviceId, int number) {
        CompletableFuture<Exchange> sent = template.asyncSend("direct:down", exchange -> {
            exchange.getMessage().setBody(new byte[] {(byte) number});
            exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, deviceId);
            exchange.getExchangeExtension().addOnCompletion(new org.apache.camel.support.SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    completions
                            .computeIfAbsent(deviceId + "#" + number, key -> new AtomicInteger())
                            .incrementAndGet();
                }
            });
        });
        return sent;
    }
}
