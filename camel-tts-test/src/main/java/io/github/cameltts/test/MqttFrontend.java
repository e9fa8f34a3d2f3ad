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
package io.github.cameltts.test;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Future;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MQTT listener: logins, and the connections that are logged in. All on the server's thread. */
final class MqttFrontend {

    private static final Logger LOG = LoggerFactory.getLogger(MqttFrontend.class);

    private static final int SECONDS_TO_CONNECT = 10;
    /**
     * No limit of our own: the length field of a packet ends at 268,435,455 bytes (MQTT 3.1.1, section 2.2.3). With any
     * smaller number the decoder of Netty 4.1.133 refuses every packet that arrives in two pieces: it compares the limit
     * to the bytes available, which its buffer gives as nearly {@link Integer#MAX_VALUE} while more may come. What is left
     * of it: a body in two pieces behind a fixed header in a piece of its own.
     */
    private static final int MAX_PACKET = Integer.MAX_VALUE;
    /** MQTT 3.1 says 23, the server does not count. */
    private static final int MAX_CLIENT_ID = 65_535;

    private static final int MQTT_3_1_1 = 4;

    private final ServerThread thread;
    private final Function<String, Application> applicationByUid;
    private final Settings settings;
    private final Faults faults;
    private final Changes changes;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private MqttServer server;
    private long loginsAccepted;
    private long loginsRefused;

    MqttFrontend(
            ServerThread thread,
            Function<String, Application> applicationByUid,
            Settings settings,
            Faults faults,
            Changes changes) {
        this.thread = thread;
        this.applicationByUid = applicationByUid;
        this.settings = settings;
        this.faults = faults;
        this.changes = changes;
    }

    /**
     * What is fixed for the life of the stand-in.
     *
     * @param connectionLimit live connections of one application at most; 0 for any number
     * @param rateLimit the limit of downlink publications; null for none
     * @param sessionBuffer messages a slow reader is waited for; 0 for any number
     * @param idleTimeout after which a connection with keep alive 0 is closed
     */
    record Settings(int connectionLimit, RateLimit rateLimit, int sessionBuffer, Duration idleTimeout) {}

    /** Listens on the port, 0 for a free one; the result is the port. */
    Future<Integer> listen(int port) {
        MqttServerOptions options = new MqttServerOptions()
                .setHost(Ports.HOST)
                .setPort(port)
                .setAutoClientId(false)
                .setMaxMessageSize(MAX_PACKET)
                .setMaxClientIdLength(MAX_CLIENT_ID)
                .setTimeoutOnConnect(SECONDS_TO_CONNECT);
        MqttServer starting = MqttServer.create(thread.vertx(), options)
                .endpointHandler(this::connect)
                .exceptionHandler(e -> LOG.debug("A connection was refused: {}", e.toString()));
        return starting.listen().map(listening -> {
            server = listening;
            return listening.actualPort();
        });
    }

    /** Stops listening and drops all connections. */
    Future<Void> stop() {
        disconnectAll();
        MqttServer stopping = server;
        server = null;
        return stopping == null ? Future.succeededFuture() : stopping.close();
    }

    boolean isListening() {
        return server != null;
    }

    void disconnectAll() {
        sessions().forEach(Session::close);
    }

    /** The live ones, in a copy: closing and delivering change the set. */
    List<Session> sessions() {
        return sessions.stream().filter(Session::isOpen).toList();
    }

    void deliver(Application application, String topic, byte[] payload) {
        for (Session session : sessions()) {
            if (session.login().application() == application && session.receives(topic)) {
                session.deliver(topic, payload);
            }
        }
    }

    long loginsAccepted() {
        return loginsAccepted;
    }

    long loginsRefused() {
        return loginsRefused;
    }

    private void connect(MqttEndpoint endpoint) {
        if (faults.isUnresponsive()) {
            return;
        }
        // MQTT 5 is not known to the server: it fails to decode CONNECT and closes without an answer
        if (faults.takeCloseOfLogin() || endpoint.protocolVersion() > MQTT_3_1_1) {
            loginsRefused++;
            endpoint.close();
            return;
        }
        int refusal = faults.takeRefusalOfLogin();
        if (refusal != 0) {
            refuse(endpoint, MqttConnectReturnCode.valueOf((byte) refusal));
            return;
        }
        Login login = login(endpoint);
        if (login == null) {
            refuse(endpoint, MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            return;
        }
        if (isOverLimit(login.application())) {
            refuse(endpoint, MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
            return;
        }
        Session session = new Session(endpoint, login, settings, faults, thread.vertx(), changes, sessions::remove);
        session.accept();
        sessions.add(session);
        loginsAccepted++;
        changes.happened();
    }

    /** Null for every way to fail: the server does not tell them apart. */
    private Login login(MqttEndpoint endpoint) {
        if (endpoint.auth() == null) {
            return null;
        }
        Application application = applicationByUid.apply(endpoint.auth().getUsername());
        if (application == null) {
            return null;
        }
        String apiKey = endpoint.auth().getPassword();
        Set<Right> rights = application.rightsOf(apiKey);
        return rights.isEmpty() ? null : new Login(application, apiKey, rights);
    }

    private boolean isOverLimit(Application application) {
        int limit = settings.connectionLimit();
        long live = sessions().stream()
                .filter(session -> session.login().application() == application)
                .count();
        return limit > 0 && live >= limit;
    }

    private void refuse(MqttEndpoint endpoint, MqttConnectReturnCode code) {
        loginsRefused++;
        LOG.debug("Login refused: {}", code);
        endpoint.reject(code);
    }
}
