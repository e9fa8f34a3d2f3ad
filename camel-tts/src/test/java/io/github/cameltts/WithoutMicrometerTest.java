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

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Device;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/**
 * The same classes once more, by a class loader that has all of the class path but Micrometer.
 */
class WithoutMicrometerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void routesReceiveAndSend() throws Exception {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("micrometer"))
                .map(WithoutMicrometerTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            assertThatThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> roundTrip = loader.loadClass(RoundTrip.class.getName());
            assertThat(roundTrip).isNotSameAs(RoundTrip.class);

            Object received = ((Callable<?>) roundTrip.getConstructor().newInstance()).call();

            assertThat(received).isEqualTo("sent 1, received 0102");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs in the other class loader. */
    public static final class RoundTrip implements Callable<String> {

        /** For the class loader. */
        public RoundTrip() {}

        @Override
        public String call() throws Exception {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            try (TheThingsStack stack = TheThingsStack.start();
                    DefaultCamelContext context = new DefaultCamelContext()) {
                Application app = stack.application("app1@ttn");
                String options = "?brokerUrl=" + stack.brokerUrl() + "&apiKey=" + app.apiKey(Right.LINK);
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("tts:app1@ttn/dev1" + options)
                                .transform(simple("${body.uplinkMessage.frmPayload}"))
                                .process(exchange -> received.add(HexFormat.of()
                                        .formatHex(exchange.getMessage().getBody(byte[].class))));
                    }
                });
                context.start();
                app.awaitSubscriber("dev1", "up", PATIENCE);
                Device device = app.device("dev1").activate();
                context.createProducerTemplate().sendBody("tts:app1@ttn/dev1" + options + "&fPort=1", new byte[] {7});
                device.uplink(1, new byte[] {1, 2});
                String payload = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return "sent 1, received " + payload;
            }
        }
    }
}
