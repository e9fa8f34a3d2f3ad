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
package io.github.cameltts.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aDeviceThatBecomesHotGetsOneDownlink() throws Exception {
        try (TheThingsStack stack = TheThingsStack.start()) {
            Application application = stack.application("app1@ttn");
            Main main = main(Server.of(Map.of(
                    "TTS_API_KEY", application.apiKey(Right.LINK),
                    "TTS_APPLICATION", "app1@ttn",
                    "TTS_BROKER_URL", stack.brokerUrl())));
            main.start();
            try {
                application.awaitSubscriber("dev1", "up", PATIENCE);
                Device device = application.device("dev1").activate();
                device.uplink(2, new byte[] {1}, Map.of("temperature", 29.9));
                device.uplink(2, new byte[] {1}, Map.of("temperature", 30.1));
                device.uplink(2, new byte[] {1}, Map.of("temperature", 31));
                device.uplink(2, new byte[] {1});
                device.uplink(2, new byte[] {1}, Map.of("temperature", 20));
                device.uplink(2, new byte[] {1}, Map.of("temperature", 32));

                await().atMost(PATIENCE).until(() -> application.pushed().size() == 2);
                assertThat(application.pushed()).allSatisfy(publication -> {
                    assertThat(publication.deviceId()).isEqualTo("dev1");
                    assertThat(publication.downlinks()).singleElement().satisfies(downlink -> {
                        assertThat(downlink.fPort()).isEqualTo(15);
                        assertThat(downlink.frmPayload()).containsExactly(1);
                    });
                });
            } finally {
                main.stop();
            }
        }
    }

    @Test
    void withoutAKeyTheStandInSendsUplinks() throws Exception {
        Server server = Server.of(Map.of("TTS_THRESHOLD", "-100"));
        Main main = main(server);
        main.start();
        try {
            await().atMost(PATIENCE).until(() -> exchanges(main, "uplinks") >= 3 && exchanges(main, "cool-down") == 1);
        } finally {
            main.stop();
            server.close();
        }
    }

    @Test
    void aLineHasTimeDevicePortCounterValuesAndBestReception() {
        ApplicationUp up = ApplicationUp.parse("{\"uplink_message\":{\"f_port\":2,\"f_cnt\":7,\"decoded_payload\":"
                + "{\"b\":1,\"a\":\"x\"},\"rx_metadata\":[{\"rssi\":-90,\"snr\":2},{\"rssi\":-80,\"snr\":7.25}]}}");

        String line = UplinkLine.line(up.uplinkMessage(), "dev1", Instant.parse("2024-01-02T03:04:05Z"));

        assertThat(line).containsPattern("^\\d\\d:\\d\\d:05  dev1 +port 2 +#7 +a=x b=1 +RSSI -80 dBm, SNR 7\\.3 dB$");
    }

    @Test
    void withoutAFormatterTheBytesAreShown() {
        ApplicationUp up = ApplicationUp.parse("{\"uplink_message\":{\"frm_payload\":\"vu8=\"}}");

        assertThat(UplinkLine.line(up.uplinkMessage(), "dev1", null)).contains("port 0", "0xBEEF");
    }

    @Test
    void aKeyWithoutAnApplicationIsToldWhatIsMissing() {
        assertThatThrownBy(() -> Server.of(Map.of("TTS_API_KEY", "key")))
                .hasMessage(
                        "TTS_API_KEY is set, TTS_APPLICATION is not: set it to the application and its tenant, such as"
                                + " app1@ttn.");
    }

    private static long exchanges(Main main, String route) {
        return main.getCamelContext()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(route)
                .getExchangesTotal();
    }

    private static Main main(Server server) {
        Main main = new Main();
        main.configure().addRoutesBuilder(new QuickstartRoutes());
        Properties options = new Properties();
        options.putAll(server.options());
        main.setOverrideProperties(options);
        return main;
    }
}
