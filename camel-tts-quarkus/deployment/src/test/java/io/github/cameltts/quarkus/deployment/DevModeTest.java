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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * In dev mode Camel Quarkus adds its extensions camel-quarkus-console and camel-quarkus-debug by itself, which not every
 * mirror of Maven Central has: therefore only when asked for.
 */
@EnabledIfSystemProperty(named = "tts.quarkus.dev", matches = "true")
class DevModeTest {

    private static final int HTTP_PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(archive -> archive.addClass(BrokerResource.class)
                    .addAsResource(
                            new StringAsset("quarkus.http.host=127.0.0.1\nquarkus.http.port=" + HTTP_PORT + "\n"),
                            "application.properties"));

    @Test
    void keepsTheStandInUntilItsSettingsChange() {
        String first = broker();
        assertThat(first).startsWith("first tcp://127.0.0.1:");

        APPLICATION.modifySourceFile(BrokerResource.class, source -> source.replace("\"first\"", "\"second\""));
        String second = broker();
        assertThat(second).isEqualTo(first.replace("first", "second"));

        APPLICATION.modifyResourceFile(
                "application.properties", text -> text + "quarkus.camel.tts.devservices.devices=1\n");
        String third = broker();
        assertThat(third).startsWith("second tcp://127.0.0.1:").isNotEqualTo(second);
        assertOpen(third);
        assertClosed(second);

        APPLICATION.modifyResourceFile(
                "application.properties", text -> text + "camel.component.tts.broker-url=tcp://127.0.0.1:1\n");
        assertThat(broker()).isEqualTo("second tcp://127.0.0.1:1");
        assertClosed(third);
    }

    private static String broker() {
        return RestAssured.get("http://127.0.0.1:" + HTTP_PORT + "/broker").asString();
    }

    private static void assertOpen(String answer) {
        try {
            connect(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertClosed(String answer) {
        assertThatThrownBy(() -> connect(answer)).isInstanceOf(IOException.class);
    }

    private static void connect(String answer) throws IOException {
        URI uri = URI.create(answer.substring(answer.indexOf(' ') + 1));
        new Socket(uri.getHost(), uri.getPort()).close();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
