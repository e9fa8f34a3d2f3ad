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
package io.github.cameltts.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.BrokerAddress;
import io.github.cameltts.connection.ApiKey;
import io.github.cameltts.connection.TransportOptions;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextClientParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.junit.jupiter.api.Test;

class TlsTest {

    @Test
    void theHostNameIsVerified() throws Exception {
        assertThat(engine(null).getSSLParameters().getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
        assertThat(engine(null).getPeerHost()).isEqualTo("lns.example.com");
        assertThat(engine(null).getUseClientMode()).isTrue();
    }

    @Test
    void parametersOfTheUserAreKept() throws Exception {
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setSecureSocketProtocols(protocol("TLSv1.2"));

        assertThat(engine(parameters).getEnabledProtocols()).containsExactly("TLSv1.2");
    }

    @Test
    void parametersForClientsOnlyAreKept() throws Exception {
        SSLContextParameters parameters = new SSLContextParameters();
        SSLContextClientParameters client = new SSLContextClientParameters();
        client.setSecureSocketProtocols(protocol("TLSv1.3"));
        parameters.setClientParameters(client);

        assertThat(engine(parameters).getEnabledProtocols()).containsExactly("TLSv1.3");
    }

    private static SecureSocketProtocolsParameters protocol(String name) {
        SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
        protocols.setSecureSocketProtocol(java.util.List.of(name));
        return protocols;
    }

    private static SSLEngine engine(SSLContextParameters parameters) throws Exception {
        SSLContext context = parameters == null ? null : parameters.createSSLContext(new DefaultCamelContext());
        return Tls.handler(new TransportOptions(
                        BrokerAddress.resolve(ApplicationUid.of("app1"), null, "ssl://lns.example.com:8883"),
                        "client",
                        "app1",
                        new ApiKey("key"),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        context))
                .engine();
    }
}
