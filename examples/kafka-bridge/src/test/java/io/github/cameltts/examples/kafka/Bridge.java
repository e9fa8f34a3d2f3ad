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
package io.github.cameltts.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The bridge between a stand-in and a broker, and what can be seen at its ends. */
final class Bridge implements AutoCloseable {

    static final int DEVICES = 6;
    static final int ROUNDS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TheThingsStack stack = TheThingsStack.start();
    private final Application application = stack.application("app1@ttn");
    private final Main main = new Main();
    private final String brokers;
    private final Map<String, List<String>> sent = new HashMap<>();

    Bridge(String brokers) {
        this.brokers = brokers;
        main.configure().addRoutesBuilder(new BridgeRoutes());
        main.addOverrideProperty("bridge.application", application.uid());
        main.addOverrideProperty("bridge.topic", "uplinks");
        main.addOverrideProperty("camel.component.tts.broker-url", stack.brokerUrl());
        main.addOverrideProperty("camel.component.tts.api-key", application.apiKey(Right.LINK));
        main.addOverrideProperty("camel.component.kafka.brokers", brokers);
        main.addOverrideProperty("camel.component.kafka.max-block-ms", "1000");
        main.start();
        application.awaitSubscriber("dev1", "up", PATIENCE);
    }

    /** Lets the devices send in turn, of which one has no DevEUI. */
    void sendUplinks() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int number = 1; number <= DEVICES; number++) {
                Device device = application.device("dev" + number);
                if (round == 0 && number == 1) {
                    device.euis(null, null);
                }
                if (round == 0) {
                    device.activate();
                }
                sent.computeIfAbsent(number == 1 ? device.deviceId() : device.devEui(), key -> new ArrayList<>())
                        .add(text(device.uplink(1, new byte[] {(byte) round})));
            }
        }
    }

    long inFlight() {
        return main.getCamelContext().getInflightRepository().size("bridge");
    }

    /** Every device is one key in one partition, where its uplinks are in their order and as they were sent. */
    void assertThatKafkaHasAllInOrder() {
        List<ConsumerRecord<String, byte[]>> records = records(DEVICES * ROUNDS);
        Map<String, Integer> partitions = new HashMap<>();
        Map<String, List<String>> heard = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            heard.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(text(record.value()));
            assertThat(partitions.computeIfAbsent(record.key(), key -> record.partition()))
                    .isEqualTo(record.partition());
            assertThat(text(record.headers().lastHeader("deduplication-id").value()))
                    .isNotBlank();
        }
        assertThat(heard).containsOnlyKeys(sent.keySet());
        heard.forEach((key, values) -> assertThat(values).as(key).isEqualTo(sent.get(key)));
    }

    private List<ConsumerRecord<String, byte[]>> records(int count) {
        Properties options = new Properties();
        options.put("bootstrap.servers", brokers);
        options.put("group.id", "test");
        options.put("auto.offset.reset", "earliest");
        options.put("metadata.max.age.ms", "500");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(options, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("uplinks"));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
            });
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        assertThat(records).hasSize(count);
        return records;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        main.stop();
        stack.close();
    }
}
