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

class BrokerAddressTest {

    private static final ApplicationUid NETWORK = ApplicationUid.of("app1@ttn");
    private static final ApplicationUid CLOUD = ApplicationUid.of("app1@acme");
    private static final ApplicationUid OPEN_SOURCE = ApplicationUid.of("app1");

    @Test
    void followsFromTenantAndCluster() {
        assertThat(BrokerAddress.resolve(NETWORK, "eu1", null)).hasToString("ssl://eu1.cloud.thethings.network:8883");
        assertThat(BrokerAddress.resolve(CLOUD, "nam1", null))
                .hasToString("ssl://acme.nam1.cloud.thethings.industries:8883");
    }

    @Test
    void brokerUrlWins() {
        assertThat(BrokerAddress.resolve(NETWORK, "eu1", "tcp://lns.example.com:1884"))
                .hasToString("tcp://lns.example.com:1884");
    }

    @Test
    void openSourceWithoutAnythingIsLocal() {
        BrokerAddress address = BrokerAddress.resolve(OPEN_SOURCE, null, null);

        assertThat(address).hasToString("tcp://localhost:1883");
        assertThat(address.isLocal()).isTrue();
    }

    @Test
    void tenantWithoutServerIsAnErrorThatNamesBothOptions() {
        assertThatThrownBy(() -> BrokerAddress.resolve(NETWORK, null, null))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage(
                        "Application 'app1@ttn' has a tenant, but no server is named. Set option cluster (such as eu1)"
                                + " for The Things Network or The Things Stack Cloud, or option brokerUrl (such as"
                                + " ssl://lns.example.com:8883) for a server of your own.");
    }

    @Test
    void clusterWithoutTenantIsAnError() {
        assertThatThrownBy(() -> BrokerAddress.resolve(OPEN_SOURCE, "eu1", null))
                .hasMessage(
                        "Option cluster 'eu1' goes with a tenant, and application 'app1' has none. Write tts:app1@ttn"
                                + " for The Things Network, tts:app1@{tenant} for The Things Stack Cloud, or set option brokerUrl"
                                + " instead.");
    }

    @Test
    void clusterIsAWordAndNotAnAddress() {
        assertThatThrownBy(() -> BrokerAddress.resolve(NETWORK, "eu1.cloud.thethings.network", null))
                .hasMessage("Option cluster 'eu1.cloud.thethings.network' is not the name of a cluster. Write the first"
                        + " word only, such as eu1, nam1 or au1, or give the whole address in option brokerUrl.");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://lns, tcp://lns:1883",
        "ssl://lns, ssl://lns:8883",
        "SSL://lns:1, ssl://lns:1",
        "tcp://lns/, tcp://lns:1883",
        "tcp://[::1]:1883, tcp://[::1]:1883",
    })
    void fillsInThePortOfTheServer(String url, String address) {
        assertThat(BrokerAddress.of(url)).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt://lns, it begins neither with tcp:// nor with ssl://",
        "lns:1883, it begins neither with tcp:// nor with ssl://",
        "tcp://, it is not a URL",
        "tcp://lns:1883/path, something stands behind the port",
        "tcp://lns:0, the port must be 1 to 65535",
        "tcp://a_b, it names no host",
    })
    void refusesOtherForms(String url, String why) {
        assertThatThrownBy(() -> BrokerAddress.of(url))
                .hasMessage(
                        "Option brokerUrl '%s' cannot be used: %s. Write tcp://host:1883, or ssl://host:8883 with"
                                + " TLS.",
                        url, why);
    }

    @Test
    void neverShowsAPasswordInTheAddress() {
        assertThatThrownBy(() -> BrokerAddress.of("tcp://user:secret@lns:1883"))
                .hasMessageContaining("Leave them out")
                .hasMessageNotContaining("secret");
    }
}
