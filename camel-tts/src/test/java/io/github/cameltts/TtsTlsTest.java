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

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom to trust, with an authority of our own. */
class TtsTlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Certificates certificates;

    private final Leftovers before = Leftovers.now();
    private final TheThingsStack stack = TheThingsStack.start();
    private final Application app = stack.application("app1@ttn");
    private final String apiKey = app.apiKey(Right.LINK);
    private final AtomicInteger heard = new AtomicInteger();
    private final LogCapture log = LogCapture.atDebug(
            "connection.Connection",
            "connection.ConnectionThread",
            "connection.Grants",
            "connection.paho.PahoTransport",
            "TtsConsumer",
            "TtsComponent",
            "TtsEndpoint",
            "TtsProducer");
    private final CamelContext context = new DefaultCamelContext();

    @BeforeAll
    static void makeAuthority() throws Exception {
        certificates = new Certificates(folder);
    }

    @AfterEach
    void stop() {
        context.stop();
        log.close();
        stack.close();
        before.awaitNone();
        assertThat(log.text()).as("the log").doesNotContain(apiKey).doesNotContain(Certificates.PASSWORD);
    }

    @Test
    void aPrivateAuthorityIsTrustedWithParametersOfTheEndpoint() throws Exception {
        context.getRegistry().bind("private", parameters());
        try (TcpProxy server = good()) {
            start(server, "&sslContextParameters=#private");
            assertHears();
            assertKeyIsNowhere();
        }
    }

    @Test
    void aPrivateAuthorityIsTrustedWithParametersOfTheContext() throws Exception {
        context.setSSLContextParameters(parameters());
        context.getComponent("tts", TtsComponent.class).setUseGlobalSslContextParameters(true);
        try (TcpProxy server = good()) {
            start(server, "");
            assertHears();
        }
    }

    @Test
    void aPrivateAuthorityIsNotTrustedByItself() throws Exception {
        try (TcpProxy server = good()) {
            start(server, "");
            assertRefused("unable to find valid certification path to requested target");
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        context.getRegistry().bind("private", parameters());
        try (TcpProxy server = proxy(certificates.listen("expired", "dns:localhost", "-10d", 5))) {
            start(server, "&sslContextParameters=#private");
            assertRefused("NotAfter");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        context.getRegistry().bind("private", parameters());
        try (TcpProxy server = proxy(certificates.listen("other", "dns:other.example", "-1d", 5))) {
            start(server, "&sslContextParameters=#private");
            assertRefused("No subject alternative DNS name matching localhost found");
        }
    }

    @Test
    void aPortWithoutTlsIsNamedAsSuch() throws Exception {
        try (TcpProxy server = new TcpProxy(stack.port())) {
            start(server, "");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(message()).containsAnyOf("tcp:// for ssl://", "TLS with ssl://"));
            assertKeyIsNowhere();
        }
    }

    @Test
    void stopsSoonInTheMiddleOfAHandshake() throws Exception {
        try (TcpProxy server = new TcpProxy(stack.port())) {
            server.blackHole(true);
            start(server, "");
            await().atMost(PATIENCE).until(() -> server.bytesToServer() > 0);

            long begin = System.nanoTime();
            context.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void stopsSoonThoughNothingCanBeWrittenAnyMore() throws Exception {
        context.getRegistry().bind("private", parameters());
        try (TcpProxy server = good()) {
            start(server, "&sslContextParameters=#private&requestTimeout=100");
            assertHears();
            server.blackHole(true);
            // more than all buffers between hold
            String payload = Base64.getEncoder().encodeToString(new byte[222]);
            String downlink = "{\"f_port\":1,\"frm_payload\":\"" + payload + "\"}";
            String request = "{\"downlinks\":[" + (downlink + ",").repeat(1_999) + downlink + "]}";
            ProducerTemplate template = context.createProducerTemplate();
            List<CompletableFuture<Object>> sent = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                sent.add(template.asyncSendBody("direct:down", request));
            }
            await().atMost(PATIENCE).until(() -> sent.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
            long begin = System.nanoTime();
            context.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private void assertHears() {
        app.awaitSubscriber("dev1", "up", PATIENCE);
        app.publish("dev1", "up", TtsKillTest.uplink("dev1", 1));
        await().atMost(PATIENCE).until(() -> heard.get() == 1);
        assertThat(log.text()).contains("Connected to ", "subscribing to ");
    }

    private void assertRefused(String why) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(message())
                .contains("TLS with ssl://localhost:", " failed: ", why)
                .contains("Check that the port speaks TLS"));
        assertKeyIsNowhere();
        assertThat(stack.loginsAccepted() + stack.loginsRefused()).isZero();
    }

    private void assertKeyIsNowhere() throws Exception {
        HealthCheck.Result health = health();
        assertThat(health.getMessage() + " " + health.getDetails() + " " + health.getError())
                .doesNotContain(apiKey);
        assertThat(context.getEndpoints().toString()).contains("tts:").doesNotContain(apiKey);
        assertThat(context.getRoutes().toString()).doesNotContain(apiKey);
        // there are some where camel-management is
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName bean : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            assertThat(bean.toString()).doesNotContain(apiKey);
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                if (attribute.isReadable()) {
                    Object value;
                    try {
                        value = beans.getAttribute(bean, attribute.getName());
                    } catch (javax.management.JMException | RuntimeException e) {
                        continue;
                    }
                    assertThat(String.valueOf(value))
                            .as("%s of %s", attribute.getName(), bean)
                            .doesNotContain(apiKey);
                }
            }
        }
    }

    private String message() {
        return health().getMessage().orElse("");
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("consumer:"))
                .findFirst()
                .orElseThrow();
    }

    private void start(TcpProxy server, String options) throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register(registry.resolveById("consumers"));
        String uri = "?brokerUrl=ssl://localhost:" + server.port() + "&apiKey=RAW(" + apiKey + ")" + options;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tts:app1@ttn" + uri).process(exchange -> heard.incrementAndGet());
                from("direct:down").to("tts:app1@ttn/dev1" + uri);
            }
        });
        context.start();
    }

    private TcpProxy good() throws Exception {
        return proxy(certificates.listen("good", "dns:localhost", "-1d", 5));
    }

    private TcpProxy proxy(ServerSocket front) {
        return new TcpProxy(front, stack.port());
    }

    private static SSLContextParameters parameters() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificates.trustStore());
        store.setType("PKCS12");
        store.setPassword(Certificates.PASSWORD);
        TrustManagersParameters managers = new TrustManagersParameters();
        managers.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(managers);
        return parameters;
    }
}
