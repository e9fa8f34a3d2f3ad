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

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

class TtsManagementTest extends StackTestSupport {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev1", "events=up,join")).routeId("up").to("mock:up");
                from("direct:down").routeId("down").to(tts("/dev1", "fPort=1"));
            }
        };
    }

    @Test
    void aConsumerShowsItsConnectionAndItsCounters() throws Exception {
        awaitSubscriber("dev1", "join");
        app.device("dev1").activate().uplink(1, new byte[] {1});
        app.publish("dev1", "up", "{".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE)
                .until(() -> attributes(consumerName()).get("DecodeFailures").equals(1L));

        assertThat(attributes(consumerName()))
                .containsEntry("ConnectionState", "CONNECTED")
                .containsEntry("Reason", null)
                .containsEntry("FailedAttempts", 0)
                .containsEntry("NextAttempt", null)
                .containsEntry("Reconnects", 0L)
                .containsEntry("FiltersGranted", "v3/app1@ttn/devices/dev1/join v3/app1@ttn/devices/dev1/up")
                .containsEntry("FiltersPending", "")
                .containsEntry("FiltersRefused", "")
                .containsEntry("Waiting", 0)
                .containsEntry("InWork", 0)
                .containsEntry("Received", 2L)
                .containsEntry("Delivered", 1L)
                .containsEntry("DroppedByOverflow", 0L)
                .containsEntry("Overflowing", false)
                .containsEntry("Silent", false)
                .hasEntrySatisfying(
                        "ConnectedSince", since -> assertThat((Date) since).isBeforeOrEqualTo(new Date()))
                .hasEntrySatisfying("LastMessageAt", at -> assertThat((Date) at).isBeforeOrEqualTo(new Date()))
                // beside what Camel shows of every consumer
                .containsEntry("State", "Started");
    }

    @Test
    void aConsumerTellsWhyThereIsNoConnection() throws Exception {
        awaitSubscriber("dev1", "join");
        stack.awaitConnections(2, PATIENCE);
        stack.stop();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(attributes(consumerName()))
                .containsEntry("ConnectionState", "DISCONNECTED")
                .containsEntry("ConnectedSince", null)
                .hasEntrySatisfying(
                        "FailedAttempts", failed -> assertThat((int) failed).isPositive())
                .hasEntrySatisfying(
                        "Reason", reason -> assertThat((String) reason).contains(stack.brokerUrl()))
                .hasEntrySatisfying("NextAttempt", next -> assertThat(next).isInstanceOf(Date.class)));
    }

    @Test
    void aProducerShowsItsConnectionAndItsCounters() throws Exception {
        stack.awaitConnections(2, PATIENCE);
        template.sendBody("direct:down", new byte[] {1});

        assertThat(attributes(producerName()))
                .containsEntry("ConnectionState", "CONNECTED")
                .containsEntry("Waiting", 0L)
                .containsEntry("Published", 1L)
                .containsEntry("PublishFailures", 0L)
                .hasEntrySatisfying("LastPublishAt", at -> assertThat((Date) at).isBeforeOrEqualTo(new Date()));
    }

    @Test
    void aStoppedConsumerIsClosedWhateverItsNeighbourDoes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(tts("/dev2", "")).routeId("neighbour").to("mock:neighbour");
            }
        });
        awaitSubscriber("dev1", "join");
        awaitSubscriber("dev2", "up");
        stack.awaitConnections(2, PATIENCE);
        TtsConsumer stopped = (TtsConsumer) context.getRoute("up").getConsumer();
        TtsConsumer neighbour = (TtsConsumer) context.getRoute("neighbour").getConsumer();

        context.getRouteController().stopRoute("up");

        assertThat(stopped.getConnectionState()).isEqualTo("CLOSED");
        assertThat(stopped.getConnectedSince()).isNull();
        assertThat(stopped.getFiltersGranted()).isEmpty();
        assertThat(neighbour.getConnectionState()).isEqualTo("CONNECTED");
    }

    @Test
    void anEndpointShowsWhereItGoes() throws Exception {
        assertThat(attributes(name("endpoints", "events=up")))
                .containsEntry("Server", stack.brokerUrl())
                .containsEntry("Application", "app1@ttn")
                .containsEntry("Device", "dev1")
                .containsEntry("Filters", "v3/app1@ttn/devices/dev1/up v3/app1@ttn/devices/dev1/join");
    }

    @Test
    void anOperatorConnectsAnew() throws Exception {
        stack.awaitConnections(2, PATIENCE);
        awaitSubscriber("dev1", "join");

        server.invoke(consumerName(), "reconnect", null, null);

        await().atMost(PATIENCE).until(() -> stack.loginsAccepted() == 3);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(attributes(consumerName()))
                .containsEntry("Reconnects", 1L)
                .containsEntry("ConnectionState", "CONNECTED")
                .hasEntrySatisfying("FiltersGranted", granted -> assertThat((String) granted)
                        .isNotEmpty()));
    }

    @Test
    void theKeyIsInNoAttributeOfAnyBean() throws Exception {
        awaitSubscriber("dev1", "join");
        template.sendBody("direct:down", new byte[] {1});
        int beans = 0;

        for (ObjectName bean : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            assertThat(bean.toString()).doesNotContain(apiKey);
            assertThat(attributes(bean).toString()).as("%s", bean).doesNotContain(apiKey);
            assertThat(server.getMBeanInfo(bean).toString()).doesNotContain(apiKey);
            beans++;
        }

        assertThat(beans).isGreaterThan(5);
    }

    private ObjectName consumerName() throws Exception {
        return name("consumers", "TtsConsumer");
    }

    private ObjectName producerName() throws Exception {
        return name("producers", "TtsProducer");
    }

    private ObjectName name(String type, String part) throws Exception {
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=" + type + ",*"),
                null);
        return names.stream()
                .filter(name -> name.getKeyProperty("name").contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " among " + names));
    }

    private Map<String, Object> attributes(ObjectName bean) throws Exception {
        String[] names = Arrays.stream(server.getMBeanInfo(bean).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        Map<String, Object> attributes = new TreeMap<>();
        server.getAttributes(bean, names).asList().forEach(each -> attributes.put(each.getName(), each.getValue()));
        return attributes;
    }
}
