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
package io.github.cameltts.quarkus.it;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An application with nothing configured, against what Dev Services start. */
@QuarkusTest
class PlantTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void hearsUplinksOfEveryDevice() {
        for (String device : new String[] {"temperature-1", "door-1", "tracker-1"}) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            get("/plant/devices/" + device).statusCode())
                    .isEqualTo(200));
        }
        var reading = get("/plant/devices/temperature-1").jsonPath();
        assertThat(reading.getMap("values")).containsKeys("temperature", "humidity", "battery");
        assertThat(reading.getDouble("strength")).isNegative();
    }

    @Test
    void sendsADownlinkAndLearnsThatItIsQueued() {
        assertThat(post("/plant/fan").asString()).isEqualTo("queued");
    }

    @Test
    void isReadyWhenItsConsumersHear() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get("/q/health/ready")
                        .jsonPath()
                        .getString("checks.find { it.name == 'camel-consumers' }.status"))
                .isEqualTo("UP"));
    }

    @Test
    void hasMetersBesideCamelsOwn() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/q/metrics").asString())
                        .containsPattern("camel_tts_received_messages_total\\{.*routeId=\"uplinks\".*} [1-9]"));
    }
}
