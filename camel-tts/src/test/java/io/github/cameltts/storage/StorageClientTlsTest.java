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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltts.Certificates;
import io.github.cameltts.TtsStorageException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.StorageAddress;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.StorageSettings;
import io.github.cameltts.test.TheThingsStack;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageClientTlsTest {

    private static final StorageQuery UPLINKS = StorageQuery.uplinks(ApplicationUid.of("app1@ttn"));

    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void makeAuthority() throws Exception {
        certificates = new Certificates(folder);
    }

    @Test
    void trustsWhomItIsToldTo() throws Exception {
        try (TheThingsStack stack = start("good", "ip:127.0.0.1")) {
            assertThat(stack.storage().url()).startsWith("https://");
            assertThat(fault(stack, stack.storage().url(), trusting())).isNull();
        }
    }

    @Test
    void trustsNobodyElse() throws Exception {
        try (TheThingsStack stack = start("good", "ip:127.0.0.1")) {
            TtsStorageException e = fault(stack, stack.storage().url(), null);
            assertThat(e.fault()).isEqualTo(StorageFault.TLS);
            assertThat(e).hasMessageContaining("set sslContextParameters if it comes from a private authority");
            assertThat(stack.storage().requestCount()).isZero();
        }
    }

    @Test
    void wantsACertificateForTheHost() throws Exception {
        try (TheThingsStack stack = start("other", "dns:lns.example.com")) {
            assertThat(fault(stack, stack.storage().url(), trusting()).fault()).isEqualTo(StorageFault.TLS);
            assertThat(stack.storage().requestCount()).isZero();
        }
    }

    @Test
    void noticesAPortWithoutTls() throws Exception {
        try (TheThingsStack stack =
                TheThingsStack.builder().storage(StorageSettings.cloud()).start()) {
            String url = stack.storage().url().replace("http:", "https:");
            assertThat(fault(stack, url, trusting()).fault()).isEqualTo(StorageFault.TLS);
        }
    }

    @Test
    void leavesNeitherThreadsNorConnectionsBehind() throws Exception {
        try (TheThingsStack stack = start("good", "ip:127.0.0.1")) {
            fault(stack, stack.storage().url(), trusting());
            // the JDK's own thread of Java 17 ends when its client is collected, later ones end when it is shut down
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                System.gc();
                return Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("HttpClient-")
                                        || thread.getName().startsWith("tts-storage-"))
                        && stack.storage().connectionCount() == 0;
            });
        }
    }

    private static TheThingsStack start(String name, String subject) throws Exception {
        return TheThingsStack.builder()
                .storage(StorageSettings.cloud()
                        .tls(certificates.keyStore(name, subject, "-1d", 10), Certificates.PASSWORD))
                .start();
    }

    /** Null when an uplink was read. */
    private static TtsStorageException fault(TheThingsStack stack, String url, SSLContext context)
            throws InterruptedException {
        String apiKey = stack.application("app1@ttn").apiKey(Right.TRAFFIC_READ);
        stack.application("app1@ttn").device("dev1").uplink(1, new byte[] {1}, Map.of());
        AtomicInteger results = new AtomicInteger();
        try (StorageClient client =
                new StorageClient(new StorageClientSettings(StorageAddress.of(url), apiKey, context))) {
            client.read(UPLINKS, result -> results.incrementAndGet() > 0);
            assertThat(results).hasValue(1);
            return null;
        } catch (TtsStorageException e) {
            return e;
        }
    }

    private static SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(certificates.trustStore()))) {
            trusted.load(in, Certificates.PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
