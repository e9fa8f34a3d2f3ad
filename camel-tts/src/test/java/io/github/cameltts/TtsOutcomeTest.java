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

import io.github.cameltts.address.Event;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Answer;
import io.github.cameltts.test.Connection;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Publication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TtsOutcomeTest extends StackTestSupport {

    private static final byte[] PAYLOAD = {1, 2, 3};

    private Device device;

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:queued").routeId("queued").to(tts("", "fPort=15&waitFor=queued"));
                from("direct:hasty").to(tts("", "fPort=15&waitFor=queued&requestTimeout=300"));
                from("direct:sent").to(tts("", "fPort=15&waitFor=sent&requestTimeout=20s"));
                from("direct:brief").to(tts("", "fPort=15&waitFor=sent&requestTimeout=3s"));
                from("direct:ack").routeId("ack").to(tts("", "fPort=15&confirmed=true&waitFor=ack&requestTimeout=20s"));
                from("direct:none").to(tts("", "fPort=15"));
                from("direct:paced")
                        .to("tts:app1@ttn?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + pacedKey
                                + "&fPort=15&maxPublishRate=20");
            }
        };
    }

    private final String pacedKey = app.apiKey(io.github.cameltts.test.Right.LINK);

    @BeforeEach
    void device() {
        device = app.device("dev1").activate();
    }

    @Test
    void waitsUntilItIsQueued() {
        Exchange exchange = send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("queued");
        ApplicationUp event = exchange.getMessage().getBody(ApplicationUp.class);
        assertThat(event.event()).isEqualTo(Event.DOWN_QUEUED);
        assertThat(event.downlinkQueued().frmPayload()).isEqualTo(PAYLOAD);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TtsConstants.EVENT, "down/queued")
                .containsEntry(TtsConstants.DEVICE_ID, "dev1")
                .containsEntry(TtsConstants.F_PORT, 15)
                .containsKey(TtsConstants.DOWNLINK_ID);
        assertThat(device.queue()).hasSize(1);
    }

    @Test
    void inOnlyKeepsItsBodyAndHasTheOutcomeAsAHeader() {
        Exchange exchange = send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOnly);

        assertThat(exchange.getMessage().getBody()).isEqualTo(PAYLOAD);
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("queued");
    }

    @Test
    void waitsUntilItIsSent() {
        CompletableFuture<Exchange> sending = sendLater("direct:sent", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        assertThat(sending).isNotDone();

        device.uplink(1, new byte[] {1});

        Exchange exchange = join(sending);
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("sent");
        assertThat(exchange.getMessage()
                        .getBody(ApplicationUp.class)
                        .downlinkSent()
                        .frmPayload())
                .isEqualTo(PAYLOAD);
    }

    @Test
    void waitsUntilItIsAcknowledgedOverANack() {
        device.answers(Answer.NACK);
        CompletableFuture<Exchange> sending = sendLater("direct:ack", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        device.uplink(1, new byte[] {1});
        device.uplink(1, new byte[] {2});
        assertThat(sending).isNotDone();

        device.answers(Answer.ACK);
        device.uplink(1, new byte[] {3});

        Exchange exchange = join(sending);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("ack");
    }

    @Test
    void failsWhenNoAttemptIsLeft() {
        device.answers(Answer.NACK);
        CompletableFuture<Exchange> sending =
                CompletableFuture.supplyAsync(() -> template.send("direct:ack", exchange -> {
                    exchange.setPattern(ExchangePattern.InOut);
                    exchange.getMessage().setBody(PAYLOAD);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
                    exchange.getMessage().setHeader(TtsConstants.DOWNLINK_MAX_ATTEMPTS, 1);
                }));
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        for (int i = 0; i < 4; i++) {
            device.uplink(1, new byte[] {1});
        }

        Exchange exchange = join(sending);
        assertThat(exchange.getException())
                .isInstanceOf(TtsDownlinkFailedException.class)
                .hasMessageStartingWith("The downlink failed. The server says: ")
                .hasMessageContaining("max_retries_reached");
        assertThat(exchange.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("failed");
    }

    @Test
    void tellsWhatTheServerSaysOfAFailure() {
        device.forgetSession();

        Exchange exchange = send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);

        TtsDownlinkFailedException failure = exchange.getException(TtsDownlinkFailedException.class);
        assertThat(failure.error().name()).isEqualTo("no_device_session");
        assertThat(failure.error().code()).isEqualTo(9);
        assertThat(failure.event().event()).isEqualTo(Event.DOWN_FAILED);
        assertThat(failure).hasMessageContaining("(no_device_session, code 9)");
    }

    @Test
    void silenceEndsInATimeoutThatSaysWhatWasHeard() {
        send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);
        Exchange unknown = send("direct:hasty", "no-such-device", PAYLOAD, ExchangePattern.InOut);
        assertThat(unknown.getException())
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining("the event that waitFor=queued waits for did not come: camel-tts:")
                .hasMessageContaining("nothing was heard of it.");
        assertThat(unknown.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isNull();

        Exchange asleep = template.send("direct:hasty", exchange -> {
            exchange.getMessage().setBody(PAYLOAD);
            exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
            exchange.getMessage().setHeader(TtsConstants.DOWNLINK_WAIT_FOR, "sent");
        });
        assertThat(asleep.getException())
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining(": down/queued.");
        assertThat(asleep.getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME)).isEqualTo("queued");
    }

    @Test
    void severalAreWaitedForTogether() {
        List<ApplicationDownlink> downlinks = List.of(
                ApplicationDownlink.builder().frmPayload((byte) 1).build(),
                ApplicationDownlink.builder().frmPayload((byte) 2).build());

        Exchange exchange = send("direct:queued", "dev1", downlinks, ExchangePattern.InOut);

        List<?> events = exchange.getMessage().getBody(List.class);
        assertThat(events)
                .extracting(event -> ((ApplicationUp) event).downlinkQueued().frmPayload())
                .containsExactly(new byte[] {1}, new byte[] {2});
    }

    @Test
    void severalThatFailAreAllTold() {
        device.forgetSession();
        List<ApplicationDownlink> downlinks = List.of(
                ApplicationDownlink.builder().frmPayload((byte) 1).build(),
                ApplicationDownlink.builder().frmPayload((byte) 2).build());

        Exchange exchange = send("direct:queued", "dev1", downlinks, ExchangePattern.InOut);

        assertThat(exchange.getException(TtsDownlinkFailedException.class).events())
                .hasSize(2);
        assertThat(exchange.getException()).hasMessageStartingWith("2 downlinks of the request failed.");
    }

    @Test
    void aSecondSendDoesNotCompleteOnTheEventsOfTheFirst() {
        send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);
        stack.faults().drop(delivery -> delivery.topic().endsWith("down/queued"));

        Exchange second = send("direct:hasty", "dev1", PAYLOAD, ExchangePattern.InOut);

        assertThat(second.getException()).isInstanceOf(ExchangeTimedOutException.class);
    }

    @Test
    void aLaterEventStandsForAnEarlierOneThatWasLost() {
        stack.faults().drop(delivery -> delivery.topic().endsWith("down/queued"));
        CompletableFuture<Exchange> sending = sendLater("direct:queued", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);

        device.uplink(1, new byte[] {1});

        assertThat(join(sending).getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("sent");
    }

    @Test
    void eventsComeOnTheUpstreamConnectionOfTheDeviceAloneAndLaterOfAll() {
        send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);
        assertThat(upstream().subscriptions()).containsOnlyKeys("v3/app1@ttn/devices/dev1/down/+");

        for (int i = 0; i < 30; i++) {
            app.device("many-" + i).activate();
            assertThat(send("direct:queued", "many-" + i, PAYLOAD, ExchangePattern.InOut)
                            .getException())
                    .isNull();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(upstream().subscriptions())
                .containsOnlyKeys("v3/app1@ttn/devices/+/down/+"));
        assertThat(app.connections()).hasSizeBetween(2, 3);
    }

    @Test
    void impossibleWaitsAreRefused() {
        assertRefused(
                template.send("direct:ack", exchange -> {
                    exchange.getMessage().setBody(PAYLOAD);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
                    exchange.getMessage().setHeader(TtsConstants.DOWNLINK_CONFIRMED, false);
                }),
                "The downlink is not confirmed, so that the device will not acknowledge it. Set confirmed=true, or wait for"
                        + " queued or sent.");
        assertRefused(
                template.send("direct:queued", exchange -> {
                    exchange.getMessage().setBody(List.of());
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
                    exchange.getMessage().setHeader(TtsConstants.DOWNLINK_OPERATION, "replace");
                }),
                "The request clears the queue, of which the server says nothing: there is no event to wait for.");
        assertRefused(
                template.send("direct:none", exchange -> {
                    exchange.getMessage().setBody(PAYLOAD);
                    exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
                    exchange.getMessage().setHeader(TtsConstants.DOWNLINK_WAIT_FOR, "ack");
                }),
                "Header CamelTtsDownlinkWaitFor 'ack' needs option requestTimeout");
        assertThat(app.pushed()).isEmpty();
    }

    @Test
    void aRefusedSubscriptionMeansThatNothingIsSent() {
        stack.faults().refuseFilters(filter -> filter.endsWith("down/+"));

        Exchange exchange = send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);

        assertThat(exchange.getException())
                .isInstanceOf(TtsConnectionException.class)
                .hasMessageContaining("the server refused the subscription to 'v3/app1@ttn/devices/dev1/down/+'");
        assertThat(app.pushed()).isEmpty();
    }

    @Test
    void withoutAServerNothingIsSentAndTheReasonIsTold() {
        stack.stop();

        Exchange exchange = send("direct:hasty", "dev1", PAYLOAD, ExchangePattern.InOut);

        assertThat(exchange.getException())
                .isInstanceOf(TtsConnectionException.class)
                .hasMessageStartingWith("The downlink was not sent, since its outcome could not be heard: there is no"
                        + " connection to ");
    }

    @Test
    void aCloseRightAfterAPublishIsSuspectedToBeTheRateLimit() {
        send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);
        stack.faults().closeAtNextPublishes(1);

        Exchange exchange = template.send("direct:queued", sent -> {
            sent.getMessage().setBody(PAYLOAD);
            sent.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
        });

        assertThat(exchange.getException())
                .isInstanceOf(TtsConnectionException.class)
                .hasMessageContaining("It is not known whether the server has the downlink")
                .hasMessageContaining("probably its rate limit for downlinks. Set option maxPublishRate below it.");
        assertThat(app.connections())
                .as("uplinks are not touched")
                .anyMatch(connection -> connection.clientId().endsWith("-upstream"));
    }

    @Test
    void whatIsQueuedIsWaitedForThoughTheDownstreamConnectionIsLost() {
        CompletableFuture<Exchange> sending = sendLater("direct:sent", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        stack.faults().closeAtNextPublishes(1);
        send("direct:none", "dev1", new byte[] {9}, ExchangePattern.InOnly);
        await().pollDelay(Duration.ofMillis(2500)).atMost(PATIENCE).until(() -> stack.loginsAccepted() >= 3);

        device.uplink(1, new byte[] {1});

        assertThat(join(sending).getMessage().getHeader(TtsConstants.DOWNLINK_OUTCOME))
                .isEqualTo("sent");
    }

    @Test
    void aGapOfTheUpstreamConnectionIsToldInTheTimeout() {
        CompletableFuture<Exchange> sending = sendLater("direct:brief", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);
        stack.faults().disconnectAll();

        Exchange exchange = join(sending);

        assertThat(exchange.getException())
                .isInstanceOf(ExchangeTimedOutException.class)
                .hasMessageContaining(
                        "down/queued. Meanwhile the upstream connection was lost, events may have been missed");
    }

    @Test
    void stoppingEndsTheWait() throws Exception {
        CompletableFuture<Exchange> sending = sendLater("direct:sent", "dev1", PAYLOAD);
        await().atMost(PATIENCE).until(() -> device.queue().size() == 1);

        context.stop();

        assertThat(join(sending).getException())
                .isInstanceOf(TtsException.class)
                .hasMessageStartingWith(
                        "The wait for the outcome of a downlink was ended by a stop. So far: camel-tts:")
                .hasMessageEndingWith(": down/queued.");
    }

    @Test
    void publishesArePacedAndNoneIsLost() {
        for (int i = 0; i < 10; i++) {
            int number = i;
            template.asyncSend("direct:paced", exchange -> {
                exchange.getMessage().setBody(new byte[] {(byte) number});
                exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, "dev1");
            });
        }

        await().atMost(PATIENCE).until(() -> app.pushed().size() == 10);
    }

    @Test
    void anyEventsOfOthersAreNoHarm() {
        app.publish("dev1", "down/queued", "{not json".getBytes(StandardCharsets.UTF_8));
        send("direct:queued", "dev1", PAYLOAD, ExchangePattern.InOut);
        app.publish("dev1", "down/queued", "{not json".getBytes(StandardCharsets.UTF_8));
        app.publish("dev1", "down/queued", "{\"downlink_queued\":{}}".getBytes(StandardCharsets.UTF_8));

        assertThat(send("direct:queued", "dev1", Map.of("a", 1), ExchangePattern.InOut)
                        .getException())
                .isNull();
        assertThat(app.pushed()).extracting(Publication::outcome).containsOnly(Publication.Outcome.QUEUED);
    }

    private Connection upstream() {
        return app.connections().stream()
                .filter(connection -> connection.clientId().endsWith("-upstream"))
                .findFirst()
                .orElseThrow();
    }

    private Exchange send(String endpoint, String deviceId, Object body, ExchangePattern pattern) {
        return template.send(endpoint, pattern, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(TtsConstants.DEVICE_ID, deviceId);
        });
    }

    private CompletableFuture<Exchange> sendLater(String endpoint, String deviceId, Object body) {
        return CompletableFuture.supplyAsync(() -> send(endpoint, deviceId, body, ExchangePattern.InOut));
    }

    private static Exchange join(CompletableFuture<Exchange> sending) {
        return sending.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static void assertRefused(Exchange exchange, String sentence) {
        assertThat(exchange.getException())
                .isInstanceOf(TtsInvalidDownlinkException.class)
                .hasMessageContaining(sentence);
    }
}
