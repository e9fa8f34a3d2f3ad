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
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Connection;
import io.github.cameltts.test.Device;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;

class TtsConsumerTest extends StackTestSupport {

    @Override
    public boolean isUseRouteBuilder() {
        return false;
    }

    @Test
    void anUplinkArrivesTypedWithItsHeaders() throws Exception {
        route(tts("/dev1", "events=up,join"), "mock:up");
        awaitSubscriber("dev1", "up");
        Device device = app.device("dev1");
        device.join();
        byte[] sent = device.uplink(15, new byte[] {1, 2, 3}, Map.of("temperature", 21.5));

        List<Exchange> exchanges = received("mock:up", 2);

        assertThat(exchanges.get(0).getMessage().getBody(ApplicationUp.class).event())
                .isEqualTo(Event.JOIN);
        var message = exchanges.get(1).getMessage();
        ApplicationUp up = message.getBody(ApplicationUp.class);
        assertThat(up.uplinkMessage().frmPayload()).containsExactly(1, 2, 3);
        assertThat(up.uplinkMessage().decodedPayload()).containsEntry("temperature", 21.5);
        assertThat(message.getBody(byte[].class)).isEqualTo(sent);
        assertThat(message.getHeaders())
                .containsEntry(TtsConstants.EVENT, "up")
                .containsEntry(TtsConstants.APPLICATION_ID, "app1")
                .containsEntry(TtsConstants.TENANT_ID, "ttn")
                .containsEntry(TtsConstants.DEVICE_ID, "dev1")
                .containsEntry(TtsConstants.DEV_EUI, device.devEui())
                .containsEntry(TtsConstants.F_PORT, 15)
                .containsEntry(TtsConstants.F_CNT, 0L)
                .containsEntry(TtsConstants.RECEIVED_AT, up.receivedAt())
                .containsEntry(TtsConstants.CORRELATION_IDS, up.correlationIds())
                .containsEntry(TtsConstants.SIMULATED, false)
                .containsEntry(TtsConstants.DEDUPLICATION_ID, up.deduplicationId())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, up.receivedAt().toEpochMilli());
    }

    @Test
    void simpleReadsFieldsOfTheBody() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/+", ""))
                        .transform(simple("${header.CamelTtsDeviceId} ${body.uplinkMessage.fCnt}"
                                + " ${body.uplinkMessage.decodedPayload[temperature]}"
                                + " [${body?.joinAccept.sessionKeyId}]"))
                        .to("mock:up");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        app.device("dev1").join();
        app.device("dev1").uplink(1, new byte[] {1}, Map.of("temperature", 21));

        assertThat(received("mock:up", 1).get(0).getMessage().getBody()).isEqualTo("dev1 0 21 []");
    }

    @Test
    void aConsumerThatAnotherComponentStartsKnowsItsRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").routeId("other").to("mock:other");
                from("direct:elected").routeId("uplinks").to("mock:up");
            }
        });
        context.start();
        // what master: does when it is elected
        TtsConsumer consumer = (TtsConsumer) context.getEndpoint(tts("/dev1", ""))
                .createConsumer(context.getRoute("uplinks").getProcessor());
        ServiceHelper.startService(consumer);
        try {
            awaitSubscriber("dev1", "up");
            app.device("dev1").uplink(1, new byte[] {1});

            assertThat(received("mock:up", 1).get(0).getFromRouteId()).isEqualTo("uplinks");
            assertThat(consumer.getRouteId()).isEqualTo("uplinks");
        } finally {
            ServiceHelper.stopAndShutdownService(consumer);
        }
    }

    @Test
    void twoEventsAreOneConnectionAndTwoFilters() throws Exception {
        route(tts("/dev1", "events=up,join"), "mock:up");
        awaitSubscriber("dev1", "join");

        assertThat(app.connections()).hasSize(1);
        Connection connection = app.connections().get(0);
        assertThat(connection.subscriptions())
                .containsOnlyKeys("v3/app1@ttn/devices/dev1/up", "v3/app1@ttn/devices/dev1/join");
        assertThat(connection.keepAliveSeconds()).isEqualTo(30);
        assertThat(connection.protocolVersion()).isEqualTo(4);
        assertThat(connection.cleanSession()).isTrue();
    }

    @Test
    void tenRoutesAreOneConnectionAndWithProducersTwo() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (int i = 0; i < 10; i++) {
                    from(tts("/dev-" + i, "")).to("mock:up");
                    from("direct:down" + i).to(tts("/dev-" + i, "fPort=1"));
                }
            }
        });
        context.start();
        for (int i = 0; i < 10; i++) {
            awaitSubscriber("dev-" + i, "up");
        }
        stack.awaitConnections(2, PATIENCE);

        assertThat(app.connections())
                .extracting(connection -> connection.subscriptions().size())
                .containsExactlyInAnyOrder(10, 0);
        assertThat(stack.loginsAccepted()).isEqualTo(2);
    }

    @Test
    void routesOnTheSameUriBothHear() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).to("mock:first");
                from(tts("/dev1", "")).to("mock:second");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        uplinks("dev1", 1);

        received("mock:first", 1);
        received("mock:second", 1);
    }

    @Test
    void everyEventArrives() throws Exception {
        route(tts("", "events=all"), "mock:up");
        awaitSubscriber("dev1", "up");
        Device device = app.device("dev1");
        device.join();
        device.uplink(1, new byte[] {1});
        device.normalized(1, new byte[] {1}, Map.of("air", Map.of("temperature", 20)));
        device.serviceData("service", Map.of("key", "value"));
        device.scheduleDownlink(5, new byte[] {5}, false);
        device.uplink(1, new byte[] {2});

        assertThat(received("mock:up", 8))
                .extracting(exchange -> exchange.getMessage().getHeader(TtsConstants.EVENT))
                .containsExactlyInAnyOrder(
                        "join", "up", "up", "up", "up/normalized", "service/data", "down/queued", "down/sent");
    }

    @Test
    void anEventOfNextYearArrivesWithItsNameAndItsBytes() throws Exception {
        route(tts("", "events=all"), "mock:up");
        awaitSubscriber("dev1", "up");
        String json = "{\"end_device_ids\":{\"device_id\":\"dev1\"},\"moon_phase\":{\"full\":true}}";
        app.publish("dev1", "moon/phase", json.getBytes(StandardCharsets.UTF_8));

        var message = received("mock:up", 1).get(0).getMessage();

        assertThat(message.getHeader(TtsConstants.EVENT)).isEqualTo("moon/phase");
        assertThat(message.getBody(ApplicationUp.class).event()).isEqualTo(Event.UNKNOWN);
        assertThat(message.getBody(String.class)).isEqualTo(json);
    }

    @Test
    void jsonIsTheBytesAsReceivedWithHeadersOfTheTopicOnly() throws Exception {
        route(tts("/dev1", "bodyType=json"), "mock:up");
        awaitSubscriber("dev1", "up");
        app.publish("dev1", "up", "{not json".getBytes(StandardCharsets.UTF_8));

        var message = received("mock:up", 1).get(0).getMessage();

        assertThat(message.getBody()).isInstanceOf(byte[].class);
        assertThat(message.getBody(String.class)).isEqualTo("{not json");
        assertThat(message.getHeaders())
                .containsOnlyKeys(
                        TtsConstants.EVENT,
                        TtsConstants.APPLICATION_ID,
                        TtsConstants.TENANT_ID,
                        TtsConstants.DEVICE_ID,
                        Exchange.MESSAGE_TIMESTAMP);
    }

    @Test
    void whatCannotBeDecodedGoesToTheExceptionHandlerOnceWithItsBytesAndTheNextOneArrives() throws Exception {
        List<Exchange> failed = new CopyOnWriteArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("handler", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                failures.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                failures.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                failures.add(exception);
                failed.add(exchange.copy());
            }
        });
        route(tts("/dev1", "exceptionHandler=#handler"), "mock:up");
        awaitSubscriber("dev1", "up");
        app.publish("dev1", "up", "{\"uplink_message\":{\"f_port\":\"x\"}}".getBytes(StandardCharsets.UTF_8));
        uplinks("dev1", 1);

        received("mock:up", 1);
        assertThat(failures).hasSize(1).first().isInstanceOf(TtsDecodeException.class);
        assertThat(failed.get(0).getMessage().getBody(String.class))
                .isEqualTo("{\"uplink_message\":{\"f_port\":\"x\"}}");
        assertThat(failed.get(0).getMessage().getHeader(TtsConstants.DEVICE_ID)).isEqualTo("dev1");
        assertThat(stack.loginsAccepted()).as("the connection did not fall").isEqualTo(1);
    }

    @Test
    void bridgedItGoesToTheRoutesErrorHandlerWithItsBytes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TtsException.class).handled(true).to("mock:failed");
                from(tts("/dev1", "bridgeErrorHandler=true")).to("mock:up");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        app.publish("dev1", "up", "{".getBytes(StandardCharsets.UTF_8));
        uplinks("dev1", 1);

        received("mock:up", 1);
        Exchange failed = received("mock:failed", 1).get(0);
        assertThat(failed.getMessage().getBody(String.class)).isEqualTo("{");
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(TtsDecodeException.class);
    }

    @Test
    void aFailureInTheRouteIsReportedOnceByItsErrorHandler() throws Exception {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("handler", new CollectingExceptionHandler(reported));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "exceptionHandler=#handler"))
                        .errorHandler(deadLetterChannel("mock:dead"))
                        .throwException(new IllegalStateException("broken"));
                from(tts("/dev2", "exceptionHandler=#handler"))
                        .errorHandler(noErrorHandler())
                        .throwException(new IllegalStateException("unhandled"));
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        awaitSubscriber("dev2", "up");
        uplinks("dev1", 1);
        uplinks("dev2", 1);

        received("mock:dead", 1);
        await().atMost(PATIENCE).until(() -> !reported.isEmpty());
        assertThat(reported).extracting(Throwable::getMessage).containsExactly("unhandled");
    }

    @Test
    void keepsTheOrderOfEachDeviceWithManyWorkers() throws Exception {
        Map<String, List<Long>> counters = new ConcurrentHashMap<>();
        AtomicInteger count = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("", "concurrentConsumers=8")).process(exchange -> {
                    counters.computeIfAbsent(
                                    exchange.getMessage().getHeader(TtsConstants.DEVICE_ID, String.class),
                                    device -> new ArrayList<>())
                            .add(exchange.getMessage().getHeader(TtsConstants.F_CNT, Long.class));
                    count.incrementAndGet();
                });
            }
        });
        context.start();
        awaitSubscriber("dev-0", "up");
        for (int i = 0; i < 10; i++) {
            app.device("dev-" + i).join();
        }
        for (int n = 0; n < 100; n++) {
            for (int i = 0; i < 10; i++) {
                app.device("dev-" + i).uplink(1, new byte[] {1});
            }
        }

        await().atMost(PATIENCE).until(() -> count.get() == 1000);
        assertThat(counters).hasSize(10);
        counters.values().forEach(list -> assertThat(list).isSorted().hasSize(100));
    }

    @Test
    void aSlowRouteHoldsUpNeitherTheConnectionNorOtherRoutes() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).process(exchange -> stuck.await()).to("mock:slow");
                from(tts("/dev2", "")).to("mock:fast");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        awaitSubscriber("dev2", "up");
        uplinks("dev1", 50);
        uplinks("dev2", 50);

        received("mock:fast", 50);
        stuck.countDown();
        received("mock:slow", 50);
    }

    @Test
    void anOverflowDropsTheOldest() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "queueSize=5"))
                        .process(exchange -> stuck.await())
                        .to("mock:slow");
                from(tts("/dev2", "")).to("mock:fast");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        awaitSubscriber("dev2", "up");
        uplinks("dev1", 1);
        uplinks("dev2", 1);
        received("mock:fast", 1);
        uplinks("dev1", 20);
        uplinks("dev2", 1);
        received("mock:fast", 2);

        stuck.countDown();

        assertThat(received("mock:slow", 6))
                .extracting(exchange -> exchange.getMessage().getHeader(TtsConstants.F_CNT))
                .containsExactly(0L, 15L, 16L, 17L, 18L, 19L);
    }

    @Test
    void aSuspendedRouteIsUnsubscribedAndKeepsItsConnection() throws Exception {
        route(tts("/dev1", ""), "mock:up");
        awaitSubscriber("dev1", "up");

        context.getRouteController().suspendRoute("route");
        assertThat(app.connections()).singleElement().satisfies(connection -> assertThat(connection.subscriptions())
                .isEmpty());
        uplinks("dev1", 1);

        context.getRouteController().resumeRoute("route");
        awaitSubscriber("dev1", "up");
        app.device("dev1").uplink(1, new byte[] {2});
        assertThat(received("mock:up", 1).get(0).getMessage().getHeader(TtsConstants.F_CNT))
                .isEqualTo(1L);
        assertThat(stack.loginsAccepted()).isEqualTo(1);
    }

    @Test
    void aStoppedRouteLeavesTheOthersAlone() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "")).routeId("first").to("mock:first");
                from(tts("/dev2", "")).routeId("second").to("mock:second");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        awaitSubscriber("dev2", "up");

        context.getRouteController().stopRoute("first");

        assertThat(app.connections()).singleElement().satisfies(connection -> assertThat(connection.subscriptions())
                .containsOnlyKeys("v3/app1@ttn/devices/dev2/up"));
        context.getRouteController().stopRoute("second");
        stack.awaitConnections(0, PATIENCE);
    }

    @Test
    void stoppingHandlesWhatHasArrived() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", ""))
                        .routeId("slow")
                        .process(exchange -> {
                            started.countDown();
                            stuck.await();
                        })
                        .to("mock:slow");
                from(tts("/dev2", "")).to("mock:fast");
            }
        });
        context.start();
        awaitSubscriber("dev1", "up");
        awaitSubscriber("dev2", "up");
        uplinks("dev1", 20);
        uplinks("dev2", 1);
        received("mock:fast", 1);
        started.await();

        Thread stopping = new Thread(() -> {
            try {
                context.getRouteController().stopRoute("slow");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        stopping.start();
        await().atMost(PATIENCE)
                .until(() -> app.connections().get(0).subscriptions().size() == 1);
        stuck.countDown();
        stopping.join();

        assertThat(getMockEndpoint("mock:slow").getReceivedCounter()).isEqualTo(20);
    }

    @Test
    void theTimestampOfAMessageWithoutTimeIsThatOfItsArrival() throws Exception {
        route(tts("", ""), "mock:up");
        awaitSubscriber("dev1", "up");
        long before = System.currentTimeMillis();
        app.publish("dev1", "up", "{\"uplink_message\":{}}".getBytes(StandardCharsets.UTF_8));

        var message = received("mock:up", 1).get(0).getMessage();

        assertThat(message.getHeader(Exchange.MESSAGE_TIMESTAMP, Long.class))
                .isBetween(before, Instant.now().toEpochMilli());
        assertThat(message.getHeader(TtsConstants.RECEIVED_AT)).isNull();
        assertThat(message.getHeader(TtsConstants.F_PORT)).isEqualTo(0);
    }

    private void uplinks(String deviceId, int count) {
        Device device = app.device(deviceId).activate();
        for (int i = 0; i < count; i++) {
            device.uplink(1, new byte[] {1});
        }
    }

    private void route(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("route").to(to);
            }
        });
        context.start();
    }

    private List<Exchange> received(String mock, int count) {
        MockEndpoint endpoint = getMockEndpoint(mock);
        await().atMost(PATIENCE).until(() -> endpoint.getReceivedCounter() >= count);
        assertThat(endpoint.getReceivedExchanges()).hasSize(count);
        return endpoint.getReceivedExchanges();
    }
}
