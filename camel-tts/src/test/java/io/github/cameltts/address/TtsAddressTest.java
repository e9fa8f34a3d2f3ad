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
package io.github.cameltts.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.TtsConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TtsAddressTest {

    @ParameterizedTest
    @CsvSource({
        "app1, app1, , ",
        "app1@ttn, app1, ttn, ",
        "app1@ttn/dev1, app1, ttn, dev1",
        "app1/dev1, app1, , dev1",
        "app1@ttn/+, app1, ttn, ",
        "1-2024-05@gisa/eui-647fda0000009f7c, 1-2024-05, gisa, eui-647fda0000009f7c",
    })
    void readsApplicationTenantAndDevice(String text, String application, String tenant, String device) {
        TtsAddress address = TtsAddress.of(text);

        assertThat(address.application().applicationId()).isEqualTo(application);
        assertThat(address.application().tenantId()).isEqualTo(tenant);
        assertThat(address.deviceId()).isEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "App1",
                "ap",
                "app_1",
                "app.1",
                "-app1",
                "app1-",
                "app--1",
                "app1\n",
                "äpp1",
                "a2345678901234567890123456789012345678"
            })
    void refusesAnApplicationIdOfAnotherForm(String id) {
        assertThatThrownBy(() -> TtsAddress.of(id))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage(
                        "Application id '%s' is not valid: it takes 3 to 36 characters of a-z and 0-9, with single"
                                + " dashes between them, as the console of The Things Stack shows it.",
                        id);
    }

    @Test
    void refusesATenantOrDeviceOfAnotherForm() {
        assertThatThrownBy(() -> TtsAddress.of("app1@TTN")).hasMessageStartingWith("Tenant id 'TTN' is not valid");
        assertThatThrownBy(() -> TtsAddress.of("app1@")).hasMessageStartingWith("Tenant id '' is not valid");
        assertThatThrownBy(() -> TtsAddress.of("app1/#")).hasMessageStartingWith("Device id '#' is not valid");
        assertThatThrownBy(() -> TtsAddress.of("app1/dev+")).hasMessageStartingWith("Device id 'dev+' is not valid");
    }

    @Test
    void refusesATrailingSlashSoThatAnEmptyVariableReachesNobody() {
        assertThatThrownBy(() -> TtsAddress.of("app1@ttn/"))
                .hasMessage(
                        "The address 'app1@ttn/' ends with a slash and names no device. Leave the slash out, or write"
                                + " '/+', for every device; an empty variable behind it is a likely cause.");
    }

    @Test
    void refusesFurtherLevelsAndNothing() {
        assertThatThrownBy(() -> TtsAddress.of("app1/dev1/up"))
                .hasMessage("The address 'app1/dev1/up' has more than two levels. Write"
                        + " tts:applicationId[@tenantId][/deviceId], for example tts:app1@ttn/dev1.");
        assertThatThrownBy(() -> TtsAddress.of(""))
                .hasMessage("The endpoint URI names no application. Write tts:applicationId[@tenantId][/deviceId], for"
                        + " example tts:app1@ttn/dev1.");
    }

    @Test
    void printsAsItIsWritten() {
        assertThat(TtsAddress.of("app1@ttn/dev1")).hasToString("app1@ttn/dev1");
        assertThat(TtsAddress.of("app1/+")).hasToString("app1");
    }
}
