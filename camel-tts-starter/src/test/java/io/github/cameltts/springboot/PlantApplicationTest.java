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
package io.github.cameltts.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Downlink;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import io.github.cameltts.test.TheThingsStackExtension;
import io.github.cameltts.test.TxSchedulePriority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application of nothing but {@code application.properties} and one route, seen from outside. */
@SpringBootTest(classes = PlantApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class PlantApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final TheThingsStackExtension STACK = new TheThingsStackExtension();

    private static String apiKey;

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void tellOfTheStack(DynamicPropertyRegistry registry) {
        apiKey = STACK.application("app1@ttn").apiKey(Right.LINK);
        registry.add("stack.broker-url", STACK.stack()::brokerUrl);
        registry.add("stack.api-key", () -> apiKey);
    }

    @Test
    void anUplinkIsAnsweredByADownlink(TheThingsStack stack) {
        Application app = stack.application("app1@ttn");
        app.awaitSubscriber("dev1", "up", PATIENCE);
        int before = app.pushed().size();

        app.device("dev1").activate().uplink(2, new byte[] {7});

        await().atMost(PATIENCE).until(() -> app.pushed().size() == before + 1);
        assertThat(app.pushed().get(before).deviceId()).isEqualTo("dev1");
        Downlink downlink = app.pushed().get(before).downlinks().get(0);
        assertThat(downlink.fPort()).isEqualTo(15);
        assertThat(downlink.frmPayload()).containsExactly(7);
        assertThat(downlink.priority()).isEqualTo(TxSchedulePriority.HIGH);
    }

    @Test
    void actuatorTellsOfTheConnections(TheThingsStack stack) {
        stack.application("app1@ttn").awaitSubscriber("dev1", "up", PATIENCE);
        await().atMost(PATIENCE).until(() -> health().getStatusCode() == HttpStatus.OK);
        String up = health().getBody();

        stack.stop();
        await().atMost(PATIENCE).until(() -> health().getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE);
        String down = health().getBody();
        stack.restart();
        await().atMost(PATIENCE).until(() -> health().getStatusCode() == HttpStatus.OK);

        assertThat(up).contains("consumer:answer").doesNotContain(apiKey);
        assertThat(down)
                .contains("consumer:answer", "DOWN", "DISCONNECTED", "closed the connection")
                .doesNotContain(apiKey);
    }

    @Test
    void actuatorShowsTheMeters(TheThingsStack stack) {
        stack.application("app1@ttn").awaitSubscriber("dev1", "up", PATIENCE);

        ResponseEntity<String> received = http.getForEntity("/actuator/metrics/camel.tts.received", String.class);
        ResponseEntity<String> connected = http.getForEntity("/actuator/metrics/camel.tts.connected", String.class);

        assertThat(received.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(received.getBody()).contains("answer");
        assertThat(connected.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(connected.getBody()).contains("upstream", "downstream");
    }

    private ResponseEntity<String> health() {
        return http.getForEntity("/actuator/health", String.class);
    }
}
