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
package io.github.cameltts.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import io.github.cameltts.test.TheThingsStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:plant;MODE=PostgreSQL", "plant.request-timeout=3s"})
@DirtiesContext
class PlantApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FAN_ON = "{\"f_port\":15,\"frm_payload\":\"AQ==\"}";

    @RegisterExtension
    static final TheThingsStackExtension STACK = new TheThingsStackExtension();

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private JdbcTemplate database;

    private Application application;

    @DynamicPropertySource
    static void tellOfTheStack(DynamicPropertyRegistry registry) {
        registry.add("camel.component.tts.broker-url", STACK.stack()::brokerUrl);
        registry.add("camel.component.tts.api-key", () -> STACK.application("app1@ttn")
                .apiKey(Right.LINK));
    }

    @BeforeEach
    void awaitRoutes(TheThingsStack stack) {
        application = stack.application("app1@ttn");
        application.awaitSubscriber("dev1", "up", PATIENCE);
    }

    @Test
    void anUplinkIsARowAndTheSameOnceMoreIsNot(TheThingsStack stack) {
        stack.faults().deliverTwice(delivery -> true);
        Device device = application.device("dev1").activate();
        byte[] sent = device.uplink(2, new byte[] {7, -1});

        await().atMost(PATIENCE).until(() -> rows("dev1") == 1);
        Map<String, Object> row = database.queryForMap("select * from uplink where device_id = 'dev1'");
        assertThat(row)
                .containsEntry("dev_eui", device.devEui())
                .containsEntry("f_port", 2)
                .containsEntry("f_cnt", 0L)
                .containsEntry("frm_payload", new byte[] {7, -1})
                .containsEntry("message", new String(sent, StandardCharsets.UTF_8));
        assertThat(row.get("received_at")).isNotNull();

        device.uplink(2, new byte[] {8});
        await().atMost(PATIENCE).until(() -> rows("dev1") == 2);
        assertThat(http.getForObject("/devices/dev1/uplinks", String.class).toLowerCase(Locale.ROOT))
                .containsSubsequence("\"f_cnt\":1", "\"f_cnt\":0");
    }

    @Test
    void theAnswerIsTheOutcomeOfTheDownlink() {
        application.device("fan-1").activate();

        ResponseEntity<String> queued = post("/devices/fan-1/downlinks", FAN_ON);

        assertThat(queued.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(queued.getBody()).contains("\"outcome\":\"queued\"", "\"id\":\"camel-tts:");
        assertThat(application.device("fan-1").queue()).singleElement().satisfies(downlink -> {
            assertThat(downlink.fPort()).isEqualTo(15);
            assertThat(downlink.frmPayload()).containsExactly(1);
        });
    }

    @Test
    void whatGoesWrongIsAProblemWithASentence() {
        application.device("fan-2").activate();

        ResponseEntity<String> invalid = post("/devices/fan-2/downlinks", "{\"f_port\":224,\"frm_payload\":\"AQ==\"}");
        ResponseEntity<String> unknown = post("/devices/no-such-device/downlinks", FAN_ON);
        ResponseEntity<String> asleep = post("/devices/fan-2/downlinks?waitFor=sent", FAN_ON);

        assertThat(invalid.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(invalid.getBody()).contains("224");
        assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
        assertThat(asleep.getStatusCode()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
        assertThat(asleep.getBody()).contains("queued");
    }

    private int rows(String device) {
        return database.queryForObject("select count(*) from uplink where device_id = ?", Integer.class, device);
    }

    private ResponseEntity<String> post(String path, String downlink) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.postForEntity(path, new HttpEntity<>(downlink, headers), String.class);
    }
}
