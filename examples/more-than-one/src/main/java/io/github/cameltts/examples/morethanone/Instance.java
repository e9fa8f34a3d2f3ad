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

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of several processes with the same route.
 */
public final class Instance {

    /** The last words of the line that says that an instance stands by, or works. */
    static final String READY = "is ready";

    private static final Logger LOG = LoggerFactory.getLogger("more-than-one");
    /** All instances must have the same; a leader that was not heard of for four of them is taken for dead. */
    private static final long HEARTBEAT_SECONDS = 1;

    private static final int MISSED_HEARTBEATS = 4;

    private Instance() {}

    /**
     * Runs until the process is ended.
     *
     * @param args none; the environment says all, see {@link Settings}
     */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.of(System.getenv());
        HikariDataSource database = settings.database().open();
        Main main = new Main();
        main.bind("database", database);
        main.bind("cursors", new JdbcStateRepository(database));
        main.configure().addRoutesBuilder(routes(settings, database));
        settings.tts().forEach(main::addInitialProperty);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                LOG.info("Instance {} {}", settings, READY);
            }

            @Override
            public void afterStop(BaseMainSupport stopped) {
                database.close();
            }
        });
        main.run(args);
    }

    private static RouteBuilder routes(Settings settings, HikariDataSource database) {
        return switch (settings.way()) {
            case HOT_STANDBY -> new HotStandbyRoutes(cluster(settings));
            case ACTIVE_ACTIVE -> new ActiveActiveRoutes(database, settings.instance());
        };
    }

    /** Good for processes of one machine. On Kubernetes this is the only line to change. */
    private static CamelClusterService cluster(Settings settings) {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(settings.cluster());
        cluster.setAcquireLockInterval(HEARTBEAT_SECONDS);
        cluster.setHeartbeatTimeoutMultiplier(MISSED_HEARTBEATS);
        return cluster;
    }
}
