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
package io.github.cameltts.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.TtsComponent;
import io.github.cameltts.model.ApplicationUp;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevServicesOptionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.camel.tts.devservices.application", "plant")
            .overrideConfigKey("quarkus.camel.tts.devservices.devices", "1")
            .overrideConfigKey("quarkus.camel.tts.devservices.uplink-interval", "100ms")
            .overrideConfigKey("camel.component.tts.api-key", "a key of one's own")
            .overrideConfigKey("camel.component.tts.api-keys[plant]", "the key of the plant")
            .setLogRecordPredicate(entry -> entry.getLoggerName().startsWith("io.github.cameltts"))
            .assertLogRecords(entries -> assertThat(entries)
                    .noneMatch(entry -> entry.getMessage().contains("a key of one's own"))
                    .noneMatch(entry -> entry.getMessage().contains("the key of the plant")));

    private static final long PATIENCE = 30_000;

    @Inject
    CamelContext context;

    @Inject
    ConsumerTemplate consumer;

    @Test
    void shapeTheStandIn() {
        for (int i = 0; i < 3; i++) {
            ApplicationUp up = consumer.receiveBody("tts:plant", PATIENCE, ApplicationUp.class);
            assertThat(up.endDeviceIds().deviceId()).isEqualTo("temperature-1");
        }
    }

    @Test
    void giveTheOpenSourceEditionNoStorage() {
        assertThat(context.getComponent("tts", TtsComponent.class)
                        .getConfiguration()
                        .getStorageUrl())
                .isNull();
    }

    @Test
    void leaveTheConfiguredKeyAlone() {
        assertThat(context.getComponent("tts", TtsComponent.class)
                        .getConfiguration()
                        .getApiKey())
                .isEqualTo("a key of one's own");
    }
}
