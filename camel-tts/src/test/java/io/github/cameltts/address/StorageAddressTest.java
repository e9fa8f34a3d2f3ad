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

class StorageAddressTest {

    private static final ApplicationUid NETWORK = ApplicationUid.of("app1@ttn");
    private static final ApplicationUid CLOUD = ApplicationUid.of("app1@acme");
    private static final ApplicationUid OPEN_SOURCE = ApplicationUid.of("app1");

    @Test
    void followsFromTenantAndCluster() {
        assertThat(StorageAddress.resolve(NETWORK, "eu1", null)).hasToString("https://eu1.cloud.thethings.network");
        assertThat(StorageAddress.resolve(CLOUD, "nam1", null))
                .hasToString("https://acme.nam1.cloud.thethings.industries");
    }

    @Test
    void storageUrlWins() {
        assertThat(StorageAddress.resolve(NETWORK, "eu1", "https://lns.example.com:8885"))
                .hasToString("https://lns.example.com:8885");
    }

    @Test
    void isNotGuessed() {
        assertThatThrownBy(() -> StorageAddress.resolve(OPEN_SOURCE, null, null))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage("No address of the Storage Integration of application 'app1' is known. Set option cluster"
                        + " (such as eu1) for The Things Network or The Things Stack Cloud, or option storageUrl (such as"
                        + " https://lns.example.com) for a server of your own; the Open Source edition has no Storage"
                        + " Integration.");
        assertThatThrownBy(() -> StorageAddress.resolve(OPEN_SOURCE, "eu1", null))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessageContaining("option storageUrl");
    }

    @ParameterizedTest
    @CsvSource({
        "https://lns.example.com, https://lns.example.com, false",
        "HTTPS://lns.example.com:443/, https://lns.example.com, false",
        "https://lns.example.com/api/v3, https://lns.example.com, false",
        "https://lns.example.com:8885/api/v3/, https://lns.example.com:8885, false",
        "http://localhost:1885, http://localhost:1885, true",
        "http://127.0.0.1, http://127.0.0.1, true",
        "http://[::1]:1885, http://[::1]:1885, true",
    })
    void isReadFromAUrl(String url, String text, boolean local) {
        StorageAddress address = StorageAddress.of(url);
        assertThat(address).hasToString(text);
        assertThat(address.isLocal()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lns.example.com | it begins neither with https:// nor with http://",
                "ssl://lns.example.com | it begins neither with https:// nor with http://",
                "https:// | it is not a URL",
                "https:///api/v3 | it names no host",
                "https://lns.example.com/api/v3/as | something stands behind the port",
                "https://lns.example.com?x=y | something stands behind the port",
                "https://lns.example.com:0 | the port must be 1 to 65535",
            })
    void otherFormsAreRefused(String url, String why) {
        assertThatThrownBy(() -> StorageAddress.of(url))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessage("Option storageUrl '" + url + "' cannot be used: " + why
                        + ". Write https://host, or http://host:port without TLS.");
    }

    @Test
    void doesNotShowAPassword() {
        assertThatThrownBy(() -> StorageAddress.of("https://me:secret@lns.example.com"))
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessageNotContaining("secret");
    }
}
