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
package io.github.cameltts.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.TtsBodyType;
import io.github.cameltts.TtsComponent;
import io.github.cameltts.TtsConfiguration;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.model.TxSchedulePriority;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

class TtsAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    CamelAutoConfiguration.class,
                    TtsComponentConverter.class,
                    TtsDurationConverter.class,
                    TtsComponentAutoConfiguration.class));

    @Test
    void propertiesOfEveryTypeReachTheComponent() {
        runner.withUserConfiguration(Tls.class)
                .withPropertyValues(
                        "camel.component.tts.cluster=eu1",
                        "camel.component.tts.apiKeys[app1@ttn]=NNSXS.ONE",
                        "camel.component.tts.api-keys[app2]=NNSXS.TWO",
                        "camel.component.tts.body-type=json",
                        "camel.component.tts.overflow-policy=drop-newest",
                        "camel.component.tts.queue-size=7",
                        "camel.component.tts.f-port=15",
                        "camel.component.tts.confirmed=true",
                        "camel.component.tts.priority=below-normal",
                        "camel.component.tts.wait-for=queued",
                        "camel.component.tts.max-publish-rate=2.5",
                        "camel.component.tts.paho-options.executorServiceTimeout=5",
                        "camel.component.tts.ssl-context-parameters=#plantTls",
                        "camel.component.tts.use-global-ssl-context-parameters=true",
                        "camel.component.tts.health-check-consumer-enabled=false")
                .run(context -> {
                    TtsComponent component = component(context.getBean(CamelContext.class));
                    TtsConfiguration options = component.getConfiguration();

                    assertThat(options.getCluster()).isEqualTo("eu1");
                    assertThat(component.getApiKeys())
                            .containsEntry("app1@ttn", "NNSXS.ONE")
                            .containsEntry("app2", "NNSXS.TWO");
                    assertThat(options.getBodyType()).isEqualTo(TtsBodyType.json);
                    assertThat(options.getOverflowPolicy()).isEqualTo(OverflowPolicy.dropNewest);
                    assertThat(options.getQueueSize()).isEqualTo(7);
                    assertThat(options.getFPort()).isEqualTo(15);
                    assertThat(options.isConfirmed()).isTrue();
                    assertThat(options.getPriority()).isEqualTo(TxSchedulePriority.BELOW_NORMAL);
                    assertThat(options.getWaitFor()).isEqualTo(WaitFor.queued);
                    assertThat(options.getMaxPublishRate()).isEqualTo(2.5);
                    assertThat(options.getPahoOptions()).containsKey("executorServiceTimeout");
                    assertThat(options.getSslContextParameters()).isSameAs(context.getBean("plantTls"));
                    assertThat(component.isUseGlobalSslContextParameters()).isTrue();
                    assertThat(component.isHealthCheckConsumerEnabled()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource({"45s, 45000", "1m30s, 90000", "5000, 5000", "500ms, 500", "2h, 7200000"})
    void durationsAreReadAsCamelReadsThem(String text, long milliseconds) {
        runner.withPropertyValues(
                        "camel.component.tts.keep-alive-interval=" + text,
                        "camel.component.tts.silence-threshold=" + text)
                .run(context -> {
                    TtsConfiguration options =
                            component(context.getBean(CamelContext.class)).getConfiguration();

                    assertThat(options.getKeepAliveInterval()).isEqualTo(milliseconds);
                    assertThat(options.getSilenceThreshold()).isEqualTo(milliseconds);
                });
    }

    @Test
    void aTextThatIsNoDurationIsRefusedWithASentence() {
        runner.withPropertyValues("camel.component.tts.keep-alive-interval=soon")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("'soon' is not a time. Write 500ms, 30s or 5m."));
    }

    @Test
    void defaultsAreThoseOfTheComponent() {
        runner.run(context -> {
            TtsConfiguration options =
                    component(context.getBean(CamelContext.class)).getConfiguration();

            assertThat(options)
                    .usingRecursiveComparison()
                    .ignoringFields("requestTimeoutGiven")
                    .isEqualTo(new TtsConfiguration());
        });
    }

    @Test
    void defaultsCountAsNotGiven() {
        runner.withPropertyValues("camel.component.tts.wait-for=ack").run(context -> {
            CamelContext camel = context.getBean(CamelContext.class);

            assertThatThrownBy(() -> camel.getEndpoint("tts:app1"))
                    .hasMessageContaining("Option waitFor 'ack' needs option requestTimeout");
            assertThat(camel.getEndpoint("tts:app1?requestTimeout=30m")).isNotNull();
        });
    }

    @Test
    void oneCanDoWithoutIt() {
        runner.withPropertyValues("camel.component.tts.enabled=false", "camel.component.tts.queue-size=7")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(TtsComponentAutoConfiguration.class);
                    assertThat(component(context.getBean(CamelContext.class))
                                    .getConfiguration()
                                    .getQueueSize())
                            .isEqualTo(10_000);
                });
    }

    @Test
    void aCustomizerOfTheUserThatComesLastWins() {
        runner.withUserConfiguration(Customized.class)
                .withPropertyValues("camel.component.tts.queue-size=7", "camel.component.tts.events=join")
                .run(context -> {
                    TtsConfiguration options =
                            component(context.getBean(CamelContext.class)).getConfiguration();

                    assertThat(options.getQueueSize()).isEqualTo(8);
                    assertThat(options.getEvents()).isEqualTo("join");
                });
    }

    @Test
    void theCustomizerOfThePropertiesCanBeLeftOut() {
        runner.withPropertyValues("camel.component.tts.customizer.enabled=false", "camel.component.tts.queue-size=7")
                .run(context -> assertThat(component(context.getBean(CamelContext.class))
                                .getConfiguration()
                                .getQueueSize())
                        .isEqualTo(10_000));
    }

    private static TtsComponent component(CamelContext context) {
        return context.getComponent("tts", TtsComponent.class);
    }

    static class Tls {

        @Bean
        SSLContextParameters plantTls() {
            return new SSLContextParameters();
        }
    }

    static class Customized {

        @Bean
        ComponentCustomizer smallQueue() {
            // without an order it comes before the properties, and their defaults
            return ComponentCustomizer.builder(TtsComponent.class)
                    .withOrder(Ordered.LOWEST)
                    .build(component -> component.getConfiguration().setQueueSize(8));
        }
    }
}
