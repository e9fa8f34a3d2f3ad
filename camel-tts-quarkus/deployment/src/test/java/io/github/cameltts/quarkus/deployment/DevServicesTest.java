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
import static org.awaitility.Awaitility.await;

import io.github.cameltts.TtsComponent;
import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUp;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevServicesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication();

    private static final long PATIENCE = 30_000;

    @Inject
    CamelContext context;

    @Inject
    ConsumerTemplate consumer;

    @Test
    void startAStandInWithDevicesWhereNothingIsConfigured() {
        ApplicationUp up = consumer.receiveBody("tts:app1@ttn", PATIENCE, ApplicationUp.class);

        assertThat(up.uplinkMessage().decodedPayload()).isNotEmpty();
    }

    @Test
    void keepUplinksForTheBackfill() {
        consumer.receiveBody("tts:app1@ttn", PATIENCE, ApplicationUp.class);

        // new ones come between those that are fetched
        await().atMost(Duration.ofMillis(PATIENCE))
                .until(() -> consumer.receive("tts:app1@ttn?backfill=storage&backfillInitial=1h", PATIENCE)
                        .getMessage()
                        .getHeader(TtsConstants.BACKFILLED, boolean.class));
    }

    @Test
    void giveTheComponentAddressAndKey() {
        var configuration = context.getComponent("tts", TtsComponent.class).getConfiguration();

        assertThat(configuration.getBrokerUrl()).startsWith("tcp://127.0.0.1:");
        assertThat(configuration.getStorageUrl()).startsWith("http://127.0.0.1:");
        assertThat(configuration.getApiKey()).isEqualTo("dev-services");
    }

    @Test
    void findTheComponentRegisteredWhenTheApplicationWasBuilt() {
        assertThat(context.getRegistry().lookupByName("tts")).isInstanceOf(TtsComponent.class);
    }
}
