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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** With a broker in a container, where {@code KAFKA_IMAGE} names one, such as {@code apache/kafka-native:3.9.1}. */
@EnabledIfEnvironmentVariable(named = "KAFKA_IMAGE", matches = ".+")
class KafkaBridgeIT {

    @Test
    void uplinksComeInOrder() {
        DockerImageName image =
                DockerImageName.parse(System.getenv("KAFKA_IMAGE")).asCompatibleSubstituteFor("apache/kafka");
        try (KafkaContainer kafka = new KafkaContainer(image)) {
            kafka.withEnv("KAFKA_NUM_PARTITIONS", "3").start();
            try (Bridge bridge = new Bridge(kafka.getBootstrapServers())) {
                bridge.sendUplinks();
                bridge.assertThatKafkaHasAllInOrder();
            }
        }
    }
}
