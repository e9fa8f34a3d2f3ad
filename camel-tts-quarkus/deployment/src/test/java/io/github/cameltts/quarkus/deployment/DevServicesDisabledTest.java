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
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevServicesDisabledTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.camel.tts.devservices.enabled", "false")
            .setLogRecordPredicate(entry -> entry.getLoggerName().startsWith("io.github.cameltts"))
            .assertLogRecords(entries ->
                    assertThat(entries).noneMatch(entry -> entry.getMessage().contains("Dev Services")));

    @Inject
    CamelContext context;

    @Test
    void startNothingWhenDisabled() {
        var configuration = context.getComponent("tts", TtsComponent.class).getConfiguration();

        assertThat(configuration.getBrokerUrl()).isNull();
        assertThat(configuration.getApiKey()).isNull();
    }
}
