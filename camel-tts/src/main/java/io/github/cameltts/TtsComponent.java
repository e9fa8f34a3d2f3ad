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

import io.github.cameltts.address.TtsAddress;
import io.github.cameltts.connection.Connections;
import io.github.cameltts.connection.TransportFactory;
import io.github.cameltts.lane.SharedWorkers;
import io.github.cameltts.observe.Meters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Receives events of LoRaWAN devices from The Things Stack, and sends downlinks to them. Holds what the endpoints of a
 * Camel context share: defaults for their options, API keys by application, and the connections.
 */
@Component("tts")
public class TtsComponent extends HealthCheckComponent implements SSLContextParametersAware {

    /** As many as Camel's own producers with a pool have. */
    private static final int PRODUCER_THREADS = 10;

    private static final String PAHO_PREFIX = "paho.";

    @Metadata(description = "Defaults for the options of all endpoints.")
    private TtsConfiguration configuration = new TtsConfiguration();

    @Metadata(
            label = "security",
            secret = true,
            description =
                    "API keys by application, for contexts with several: the key of the map is the application with its"
                            + " tenant, as in the URI. An endpoint's own option apiKey wins; the component's option apiKey is for"
                            + " applications that are not in the map.")
    private Map<String, String> apiKeys = new HashMap<>();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Enable usage of global SSL context parameters.")
    private boolean useGlobalSslContextParameters;

    private final StartGate startGate = new StartGate();
    private ScheduledExecutorService connectionThread;
    private Transports transports;
    private ExecutorService transportThreads;
    private ExecutorService consumerThreads;
    private ScheduledExecutorService consumerTimer;
    private SharedWorkers consumerWorkers;
    private ExecutorService producerThreads;
    private ScheduledExecutorService outcomeThread;
    private ScheduledExecutorService cursorThread;
    private Storages storages;
    private Connections connections;
    private OutcomeTrackers trackers;
    private Meters meters = Meters.NONE;

    /** For Camel. */
    public TtsComponent() {}

    /**
     * @param context the Camel context
     */
    public TtsComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        TtsAddress address = TtsAddress.of(remaining);
        OptionCheck.check(getCamelContext(), parameters);

        TtsConfiguration own = configuration.copy();
        if (parameters.containsKey("cluster")) {
            // addresses win over cluster, but only those that stand beside it in the URI
            own.setBrokerUrl(null);
            own.setStorageUrl(null);
        }
        Map<String, Object> pahoOptions = PropertiesHelper.extractProperties(parameters, PAHO_PREFIX);
        own.getPahoOptions().putAll(pahoOptions);
        TtsEndpoint endpoint = new TtsEndpoint(uri, this, address, own);
        endpoint.setAddress(remaining);
        setProperties(endpoint, parameters);
        if (own.getSslContextParameters() == null) {
            own.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        if (own.getApiKey() == null || own.getApiKey().equals(configuration.getApiKey())) {
            own.setApiKey(apiKeys.getOrDefault(address.application().toString(), own.getApiKey()));
        }
        endpoint.validate();
        return endpoint;
    }

    /** The means to make transports, for an endpoint whose options were checked. */
    TransportFactory transportFactory(TtsConfiguration options) {
        return transports.factory(options, transportThreads);
    }

    /**
     * @throws TtsConfigurationException if the transport is not present, or one of its own options has no meaning
     */
    void checkTransport(TtsConfiguration options) {
        transports.check(options);
    }

    Connections connections() {
        return connections;
    }

    OutcomeTrackers trackers() {
        return trackers;
    }

    /** What is read from, and where cursors are kept, for the backfill. */
    Storages storages() {
        return storages;
    }

    /** Writes cursors, which may take a while, and has the timers of the backfill. */
    ScheduledExecutorService cursorThread() {
        return cursorThread;
    }

    /** Where messages are decoded and taken through their routes. */
    SharedWorkers consumerWorkers() {
        return consumerWorkers;
    }

    /** Where routes go on after an asynchronous send: neither the connections nor the transports can wait for them. */
    Executor producerThreads() {
        return producerThreads;
    }

    /** Looked for until they are found: the user's registry may come later than this component. */
    synchronized Meters meters() {
        if (meters == Meters.NONE) {
            meters = Meters.of(getCamelContext());
        }
        return meters;
    }

    StartGate startGate() {
        return startGate;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        transports = new Transports(getCamelContext());
        if (getCamelContext().isStarted()) {
            startGate.open();
        } else {
            getCamelContext().addStartupListener(startGate);
        }
    }

    @Override
    protected void doStart() throws Exception {
        connectionThread = singleThread("TtsConnection");
        transportThreads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "TtsTransport");
        consumerThreads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "TtsConsumer");
        consumerTimer = singleThread("TtsConsumerTimer");
        consumerWorkers = new SharedWorkers(
                consumerThreads, consumerTimer, Runtime.getRuntime().availableProcessors());
        producerThreads = getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(this, "TtsProducer", producerThreadsProfile());
        outcomeThread = singleThread("TtsOutcome");
        cursorThread = singleThread("TtsCursor");
        storages = new Storages();
        connections = new Connections(connectionThread);
        trackers = new OutcomeTrackers(outcomeThread);
        super.doStart();
    }

    /** By default Camel refuses a task beyond the thousandth, and each downlink that waits has a timer. */
    private ScheduledExecutorService singleThread(String name) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(1);
        profile.setMaxQueueSize(0);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getCamelContext().getExecutorServiceManager().newScheduledThreadPool(this, name, profile);
    }

    private static ThreadPoolProfile producerThreadsProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("TtsProducer");
        profile.setPoolSize(PRODUCER_THREADS);
        profile.setMaxPoolSize(PRODUCER_THREADS);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        // the other policy would lose exchanges without a word once the pool is shut down
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (connections == null) {
            // a context that ends before it has started stops components that never were
            return;
        }
        // consumers and producers have given back all that these work for
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        storages.close();
        threads.shutdownNow(consumerTimer);
        threads.shutdownNow(consumerThreads);
        threads.shutdownNow(cursorThread);
        threads.shutdownNow(outcomeThread);
        threads.shutdownNow(connectionThread);
        threads.shutdownGraceful(transportThreads);
        threads.shutdownGraceful(producerThreads);
    }

    public TtsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(TtsConfiguration configuration) {
        this.configuration = configuration;
    }

    public Map<String, String> getApiKeys() {
        return apiKeys;
    }

    public void setApiKeys(Map<String, String> apiKeys) {
        this.apiKeys = apiKeys;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
