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
package io.github.cameltts.connection;

import io.github.cameltts.TtsConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/**
 * The connections of a Camel context. Whoever needs one leases it; those who need the same share it. The first lease
 * opens a connection, the last one given back closes it.
 */
public final class Connections {

    private final ConnectionThread thread;
    private final Map<Object, Shared> shared = new HashMap<>();

    /**
     * @param executor has exactly one thread, on which no connection ever blocks; shut down by the caller after all
     *                 leases were given back
     */
    public Connections(ScheduledExecutorService executor) {
        this.thread = new ConnectionThread(executor);
    }

    /**
     * Leases a connection. It is opened in the background, whether the server can be reached or not.
     *
     * @param  settings                  which connection, and what shapes it
     * @param  sslContext                for TLS; null for the JVM's own trust store
     * @param  factory                   makes the transports
     * @param  holder                    who leases it, for the error of the next one: an endpoint URI without secrets
     * @return                           the lease, to be given back
     * @throws TtsConfigurationException if the connection is there already, shaped otherwise
     */
    public synchronized Lease lease(
            ConnectionSettings settings, SSLContext sslContext, TransportFactory factory, String holder) {
        Shared entry = shared.get(settings.identity());
        if (entry == null) {
            entry = new Shared(new Connection(settings, sslContext, factory, thread), holder);
            shared.put(settings.identity(), entry);
            entry.connection.open();
        } else {
            String option = settings.difference(entry.connection.settings());
            if (option != null) {
                throw new TtsConfigurationException("Endpoints " + entry.firstHolder + " and " + holder
                        + " share the connection to " + settings + " but differ in option " + option
                        + ". Give both the same value, best once on the component.");
            }
        }
        entry.leases++;
        return new Lease(this, entry.connection);
    }

    /** Gives one lease back; returns whether it was the last one, so that the connection is to be closed. */
    synchronized boolean giveBack(Connection connection) {
        Object identity = connection.settings().identity();
        Shared entry = shared.get(identity);
        entry.leases--;
        if (entry.leases > 0) {
            return false;
        }
        shared.remove(identity);
        return true;
    }

    private static final class Shared {

        final Connection connection;
        final String firstHolder;
        int leases;

        Shared(Connection connection, String firstHolder) {
            this.connection = connection;
            this.firstHolder = firstHolder;
        }
    }
}
