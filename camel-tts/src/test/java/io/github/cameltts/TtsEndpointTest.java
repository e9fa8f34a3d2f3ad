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
package io.github.cameltts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TtsEndpointTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tts:app1/dev1?events=up,upp     | Option events names 'upp', which is not an event. Name one or more of up,",
                "tts:App1@ttn?x=1                | Application id 'App1' is not valid",
                "tts:app1@ttn/?events=up         | The address 'app1@ttn/' ends with a slash and names no device.",
                "tts:app1@ttn                    | Application 'app1@ttn' has a tenant, but no server is named. Set option cluster",
                "tts:app1?cluster=eu1            | Option cluster 'eu1' goes with a tenant, and application 'app1' has none.",
                "tts:app1@ttn?cluster=eu1        | No API key for application 'app1@ttn'. Set option apiKey",
                "tts:app1?qos=1                  | Option qos '1' is one of camel-paho and has no place here: The Things Stack delivers with QoS 0 only",
                "tts:app1?paho.qos=1             | Option paho.qos has no place here: The Things Stack delivers with QoS 0 only",
                "tts:app1?paho.quality=1         | Option paho.quality is not an option of camel-paho.",
                "tts:app1?paho.clientId=me       | Option paho.clientId has no place here: use option clientId.",
                "tts:app1?fPort=224              | Option fPort '224' is not for applications: LoRaWAN gives them 1 to 223 and 225 to 233.",
                "tts:app1?fPort=0                | Option fPort '0' is not for applications",
                "tts:app1?fPort=abc              | Option fPort 'abc' is not a whole number.",
                "tts:app1?priority=urgent        | Option priority 'urgent' is not known. Write one of LOWEST, LOW, BELOW_NORMAL, NORMAL, ABOVE_NORMAL, HIGH, HIGHEST.",
                "tts:app1?priority=UNRECOGNIZED  | Option priority 'UNRECOGNIZED' is not known.",
                "tts:app1?operation=append       | Option operation 'append' is not known. Write one of push, replace.",
                "tts:app1?bodyType=xml           | Option bodyType 'xml' is not known. Write one of event, json.",
                "tts:app1?overflowPolicy=wait    | Option overflowPolicy 'wait' is not known. Write one of dropOldest, dropNewest, block.",
                "tts:app1?maxAttempts=33         | Option maxAttempts '33' is out of range: the server takes 1 to 32.",
                "tts:app1?keepAliveInterval=60   | Option keepAliveInterval '60 ms' is too short: at least 5000 ms. A number without a unit means milliseconds: write 60s for a minute.",
                "tts:app1?keepAliveInterval=0    | Option keepAliveInterval '0 ms' is too short",
                "tts:app1?keepAliveInterval=20h  | Option keepAliveInterval '72000000 ms' is too long",
                "tts:app1?connectionTimeout=10   | Option connectionTimeout '10 ms' is too short",
                "tts:app1?requestTimeout=abc     | Option requestTimeout 'abc' is not a time. Write 500ms, 30s or 5m.",
                "tts:app1?silenceThreshold=5 x   | Option silenceThreshold '5 x' is not a time.",
                "tts:app1/dev1/                  | The address 'app1/dev1/' ends with a slash and names no device.",
                "tts:app1?concurrentConsumers=0  | Option concurrentConsumers '0' must be at least 1.",
                "tts:app1?queueSize=0            | Option queueSize '0' must be at least 1.",
                "tts:app1?transport=pigeon       | Option transport 'pigeon' names no transport that is present.",
                "tts:app1?transport=../tts       | Option transport '../tts' names no transport that is present.",
                "tts:app1?transport=vertx        | Option transport 'vertx' needs the jar io.github.camel-tts:camel-tts-vertx, which is not on the class path. Add it, or leave the option out for transport=paho.",
                "tts:app1?waitFor=heard          | Option waitFor 'heard' is not known. Write one of none, queued, sent, ack.",
                "tts:app1?waitFor=ack            | Option waitFor 'ack' needs option requestTimeout: a device of class A listens after its next uplink only, so give the time between two uplinks and some more, such as requestTimeout=30m.",
                "tts:app1?maxPublishRate=0       | Option maxPublishRate '0.0' must be more than 0 per second.",
                "tts:app1?brokerUrl=mqtt://x     | Option brokerUrl 'mqtt://x' cannot be used: it begins neither with tcp:// nor with ssl://.",
            })
    void aWrongUriIsToldInOneSentence(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri.trim()))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .cause()
                .isInstanceOf(TtsConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void anOptionThatNobodyKnowsIsRefusedByCamel() {
        assertThatThrownBy(() -> context.getEndpoint("tts:app1?nonsense=1")).hasMessageContaining("nonsense=1");
    }

    @Test
    void bothFormsOfTheUriAreTheSame() {
        assertThat(context.getEndpoint("tts:app1/dev1")).isSameAs(context.getEndpoint("tts://app1/dev1"));
    }

    @Test
    void theServerFollowsFromTenantAndCluster() {
        TtsEndpoint endpoint =
                context.getEndpoint("tts:app1@ttn/dev1?cluster=eu1&apiKey=NNSXS.SECRET", TtsEndpoint.class);

        assertThat(endpoint.getServiceUrl()).isEqualTo("ssl://eu1.cloud.thethings.network:8883");
        assertThat(endpoint.getServiceProtocol()).isEqualTo("mqtt");
        assertThat(endpoint.getServiceMetadata()).containsOnly(Map.entry("application", "app1@ttn"));
        assertThat(endpoint.toString()).doesNotContain("SECRET");
    }

    @Test
    void keysAreFoundByApplication() {
        TtsComponent component = context.getComponent("tts", TtsComponent.class);
        component.setApiKeys(Map.of("app1@ttn", "first", "app2@ttn", "second"));
        component.getConfiguration().setCluster("eu1");
        component.getConfiguration().setApiKey("other");

        assertThat(key("tts:app1@ttn")).isEqualTo("first");
        assertThat(key("tts:app2@ttn/dev1")).isEqualTo("second");
        assertThat(key("tts:app3@ttn")).isEqualTo("other");
        assertThat(key("tts:app1@ttn?apiKey=own")).isEqualTo("own");
    }

    @Test
    void optionsOfTheComponentAreDefaultsAndStayWhatTheyAre() {
        TtsComponent component = context.getComponent("tts", TtsComponent.class);
        component.getConfiguration().setEvents("all");

        TtsEndpoint own = context.getEndpoint("tts:app1?events=join&queueSize=7", TtsEndpoint.class);
        TtsEndpoint byDefault = context.getEndpoint("tts:app1", TtsEndpoint.class);

        assertThat(own.getConfiguration().getEvents()).isEqualTo("join");
        assertThat(byDefault.getConfiguration().getEvents()).isEqualTo("all");
        assertThat(component.getConfiguration().getQueueSize()).isEqualTo(10_000);
    }

    @Test
    void theDefaultOfAnOptionIsNotGivenByBeingSetOnTheComponent() {
        TtsComponent component = context.getComponent("tts", TtsComponent.class);
        component.getConfiguration().setRequestTimeout(10_000);

        assertThatThrownBy(() -> context.getEndpoint("tts:app1?waitFor=ack"))
                .hasMessageContaining("Option waitFor 'ack' needs option requestTimeout");
        context.getEndpoint("tts:app1?waitFor=ack&requestTimeout=10s");
        component.getConfiguration().setRequestTimeout(1_800_000);
        context.getEndpoint("tts:app1/dev1?waitFor=ack");
    }

    @Test
    void aClusterInTheUriWinsOverTheStorageOfTheComponent() {
        context.getComponent("tts", TtsComponent.class).getConfiguration().setStorageUrl("http://127.0.0.1:1");

        TtsEndpoint endpoint =
                context.getEndpoint("tts:app1@ttn?cluster=eu1&apiKey=key&backfill=storage", TtsEndpoint.class);
        assertThat(endpoint.backfillOptions().storage()).hasToString("https://eu1.cloud.thethings.network");
    }

    @Test
    void aClusterInTheUriWinsOverTheAddressOfTheComponent() {
        context.getComponent("tts", TtsComponent.class).getConfiguration().setBrokerUrl("tcp://127.0.0.1:1883");

        assertThat(serviceUrl("tts:app1@ttn?cluster=eu1&apiKey=key"))
                .isEqualTo("ssl://eu1.cloud.thethings.network:8883");
        assertThat(serviceUrl("tts:app1@ttn?cluster=eu1&brokerUrl=ssl://lns.example.com:8883&apiKey=key"))
                .isEqualTo("ssl://lns.example.com:8883");
        assertThat(serviceUrl("tts:app1@ttn")).isEqualTo("tcp://127.0.0.1:1883");
    }

    @Test
    void propertiesReachTheComponentByTheirNames() {
        Properties properties = new Properties();
        properties.put("key", "from-properties");
        context.getPropertiesComponent().setOverrideProperties(properties);

        assertThat(key("tts:app1@ttn?cluster=eu1&apiKey={{key}}")).isEqualTo("from-properties");
    }

    @Test
    void aSocketFactoryAndTlsParametersExcludeEachOther() {
        context.getRegistry().bind("factory", javax.net.ssl.SSLSocketFactory.getDefault());
        context.getRegistry().bind("tls", new SSLContextParameters());

        assertThatThrownBy(() -> context.getEndpoint("tts:app1@ttn?cluster=eu1&apiKey=key&paho.socketFactory=#factory"
                        + "&sslContextParameters=#tls"))
                .rootCause()
                .hasMessage(
                        "Options sslContextParameters and paho.socketFactory both say how to make TLS sockets. Leave one"
                                + " out.");
    }

    private String serviceUrl(String uri) {
        return context.getEndpoint(uri, TtsEndpoint.class).getServiceUrl();
    }

    private String key(String uri) {
        return context.getEndpoint(uri, TtsEndpoint.class).getConfiguration().getApiKey();
    }
}
