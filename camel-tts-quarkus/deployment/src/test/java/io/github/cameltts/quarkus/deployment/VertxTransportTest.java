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

import io.github.cameltts.model.ApplicationUp;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VertxTransportTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication();

    private static final long PATIENCE = 30_000;

    @Inject
    CamelContext context;

    @Inject
    ConsumerTemplate consumer;

    @Inject
    Vertx vertx;

    @Test
    void isFoundWhereItsJarIs() {
        ApplicationUp up = consumer.receiveBody("tts:app1@ttn?transport=vertx", PATIENCE, ApplicationUp.class);

        assertThat(up.uplinkMessage().decodedPayload()).isNotEmpty();
    }

    @Test
    void hasTheVertxOfQuarkus() {
        assertThat(context.getRegistry().findSingleByType(Vertx.class)).isSameAs(vertx);
    }
}
