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

import io.github.cameltts.address.StorageAddress;
import io.github.cameltts.storage.CursorStore;
import io.github.cameltts.storage.StorageClient;
import io.github.cameltts.storage.StorageClientSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the consumers of a context share for their backfill: a client for each storage and key, and the memory for cursors
 * that have no other place.
 */
final class Storages implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Storages.class);

    private final Map<Access, StorageClient> clients = new HashMap<>();
    private final MemoryStateRepository memory = new MemoryStateRepository();

    private record Access(StorageAddress address, String apiKey, SSLContextParameters tls) {}

    synchronized StorageClient client(TtsEndpoint endpoint) throws GeneralSecurityException, IOException {
        TtsConfiguration configuration = endpoint.getConfiguration();
        Access access = new Access(
                endpoint.backfillOptions().storage(),
                configuration.getApiKey(),
                configuration.getSslContextParameters());
        StorageClient client = clients.get(access);
        if (client == null) {
            client = new StorageClient(
                    new StorageClientSettings(access.address(), access.apiKey(), endpoint.sslContext()));
            clients.put(access, client);
        }
        return client;
    }

    CursorStore cursorStore(TtsEndpoint endpoint, String name) {
        StateRepository<String, String> repository = endpoint.getConfiguration().getCursorRepository();
        if (repository == null) {
            LOG.info(
                    "{}: the cursor of the backfill is kept in memory, since option cursorRepository is not set: what is"
                            + " sent while this application is down will not be fetched.",
                    name);
            return new RepositoryCursorStore(memory);
        }
        ServiceHelper.startService(repository);
        return new RepositoryCursorStore(repository);
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(StorageClient::close);
        clients.clear();
    }
}
