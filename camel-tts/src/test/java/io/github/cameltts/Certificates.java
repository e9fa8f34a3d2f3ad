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

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private authority and certificates of it, made by the JDK's keytool in a folder. */
public final class Certificates {

    public static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes the authority. */
    public Certificates(Path folder) throws Exception {
        this.folder = folder;
        keytool("authority", "-genkeypair", "-alias", "authority", "-dname", "CN=Private Authority", "-ext", "bc:c");
        keytool("authority", "-exportcert", "-alias", "authority", "-rfc", "-file", file("authority.pem"));
        keytool("trust", "-importcert", "-alias", "authority", "-noprompt", "-file", file("authority.pem"));
    }

    /** The PKCS12 file that holds the certificate of the authority. */
    public String trustStore() {
        return file("trust.p12");
    }

    /**
     * A listening socket with a certificate of the authority.
     *
     * @param name      of the files
     * @param subject   a subject alternative name, such as {@code dns:localhost}
     * @param startDate as keytool takes it, such as {@code -10d}
     * @param days      how many days it is valid from then
     */
    ServerSocket listen(String name, String subject, String startDate, int days) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore(name, subject, startDate, days))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    /**
     * The PKCS12 file that holds a certificate of the authority and its key.
     *
     * @param name      of the files
     * @param subject   a subject alternative name, such as {@code dns:localhost}
     * @param startDate as keytool takes it, such as {@code -10d}
     * @param days      how many days it is valid from then
     */
    public Path keyStore(String name, String subject, String startDate, int days) throws Exception {
        Path store = folder.resolve(name + ".p12");
        if (!Files.exists(store)) {
            make(name, subject, startDate, days);
        }
        return store;
    }

    private void make(String name, String subject, String startDate, int days) throws Exception {
        keytool(name, "-genkeypair", "-alias", name, "-dname", "CN=server");
        keytool(name, "-certreq", "-alias", name, "-file", file(name + ".csr"));
        keytool(
                "authority",
                "-gencert",
                "-alias",
                "authority",
                "-ext",
                "san=" + subject,
                "-startdate",
                startDate,
                "-validity",
                Integer.toString(days),
                "-rfc",
                "-infile",
                file(name + ".csr"),
                "-outfile",
                file(name + ".pem"));
        keytool(name, "-importcert", "-alias", "authority", "-noprompt", "-file", file("authority.pem"));
        keytool(name, "-importcert", "-alias", name, "-file", file(name + ".pem"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file(store + ".p12"), "-storetype", "PKCS12", "-storepass", PASSWORD));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(folder.resolve("keytool.log")));
        }
    }
}
