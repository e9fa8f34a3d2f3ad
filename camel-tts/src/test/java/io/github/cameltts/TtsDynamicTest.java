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
import static org.awaitility.Awaitility.await;

import io.github.cameltts.test.Publication;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class TtsDynamicTest extends StackTestSupport {

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:down").toD(tts("/${header.device}", "fPort=15&lazyStartProducer=false"));
            }
        };
    }

    @Test
    void tenThousandDevicesAreOneProducerAndOneConnection() {
        for (int i = 0; i < 10_000; i++) {
            template.sendBodyAndHeader("direct:down", new byte[] {1}, "device", "dev-" + i);
        }

        await().atMost(PATIENCE).until(() -> app.publications().size() == 10_000);
        assertThat(app.publications()).extracting(Publication::deviceId).doesNotHaveDuplicates();
        assertThat(stack.loginsAccepted()).isEqualTo(1);
        assertThat(context.getEndpoints())
                .filteredOn(endpoint -> endpoint instanceof TtsEndpoint)
                .hasSize(1);
    }

    @Test
    void theHeaderIsAsItWasAfterTheSend() {
        Exchange exchange = template.send("direct:down", sent -> {
            sent.getMessage().setBody(new byte[] {1});
            sent.getMessage().setHeader("device", "dev1");
            sent.getMessage().setHeader(TtsConstants.DEVICE_ID, "sender");
        });
        Exchange without = template.send("direct:down", sent -> {
            sent.getMessage().setBody(new byte[] {1});
            sent.getMessage().setHeader("device", "dev1");
        });

        assertThat(exchange.getMessage().getHeader(TtsConstants.DEVICE_ID)).isEqualTo("sender");
        assertThat(without.getMessage().getHeader(TtsConstants.DEVICE_ID)).isNull();
        await().atMost(PATIENCE).until(() -> app.publications().size() == 2);
        assertThat(app.publications()).extracting(Publication::deviceId).containsOnly("dev1");
    }

    @Test
    void anEmptyVariableReachesNoDeviceAtAll() {
        Exchange exchange = template.send("direct:down", sent -> {
            sent.getMessage().setBody(new byte[] {1});
            sent.getMessage().setHeader("device", "");
            sent.getMessage().setHeader(TtsConstants.DEVICE_ID, "sender");
        });

        assertThat(exchange.getException())
                .hasRootCauseInstanceOf(TtsConfigurationException.class)
                .hasRootCauseMessage(
                        "The address 'app1@ttn/' ends with a slash and names no device. Leave the slash out, or"
                                + " write '/+', for every device; an empty variable behind it is a likely cause.");
        assertThat(app.publications()).isEmpty();
    }
}
