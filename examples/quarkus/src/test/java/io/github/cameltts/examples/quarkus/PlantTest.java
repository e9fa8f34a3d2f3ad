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
package io.github.cameltts.examples.quarkus;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against the stand-in that Dev Services start. */
@QuarkusTest
class PlantTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void showsTheLastReadingOfEachDevice() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/devices").jsonPath().<String, Object>getMap(""))
                        .containsOnlyKeys("door-1", "temperature-1", "tracker-1"));
        assertThat(get("/devices").jsonPath().getMap("'temperature-1'.values")).containsKey("temperature");
    }

    @Test
    void aDownlinkIsAnsweredWithItsOutcome() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("/devices").asString()).contains("temperature-1"));

        assertThat(post("/devices/temperature-1/fan").jsonPath().getString("outcome"))
                .isEqualTo("queued");
    }

    @Test
    void aDeviceThatIsNotThereIsAProblem() {
        var answer = post("/devices/no-such-device/fan");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.jsonPath().getString("problem")).contains("waitFor=queued");
    }
}
