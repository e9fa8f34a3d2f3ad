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
package io.github.cameltts.examples.morethanone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.tools.Server;

/**
 * A database that other processes of this machine reach as well, for the time of a try or a test. A plant has one of its
 * own.
 */
final class Database implements AutoCloseable {

    private static final String USER = "plant";
    /** For {@link SharedMessageIds}. */
    private static final String MODE = ";MODE=PostgreSQL";

    private static final String NAME = "plant";

    private final Path folder;
    private final String password;
    private final Server server;

    private Database(Path folder, String password, Server server) {
        this.folder = folder;
        this.password = password;
        this.server = server;
    }

    /**
     * How to get at a database.
     *
     * @param url      for JDBC
     * @param user     may be null
     * @param password may be null
     */
    record Access(String url, String user, String password) {

        HikariDataSource open() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(8);
            // an instance starts while the database is away
            config.setInitializationFailTimeout(-1);
            return new HikariDataSource(config);
        }

        Map<String, String> environment() {
            Map<String, String> environment = new HashMap<>();
            environment.put(Settings.Variable.DATABASE_URL, url);
            if (user != null) {
                environment.put(Settings.Variable.DATABASE_USER, user);
                environment.put(Settings.Variable.DATABASE_PASSWORD, password);
            }
            return environment;
        }

        /** Without the password. */
        @Override
        public String toString() {
            return url;
        }
    }

    static Database start() throws SQLException, IOException {
        // read once, when the server is loaded: without it, it listens on all addresses
        System.setProperty("h2.bindAddress", "127.0.0.1");
        Path folder = Files.createTempDirectory("plant");
        String password = UUID.randomUUID().toString();
        DriverManager.getConnection("jdbc:h2:" + folder.resolve(NAME) + MODE, USER, password)
                .close();
        Server server = Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString())
                .start();
        return new Database(folder, password, server);
    }

    Access access() {
        return new Access("jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./" + NAME + MODE, USER, password);
    }

    @Override
    public void close() throws IOException {
        server.stop();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(folder);
    }
}
