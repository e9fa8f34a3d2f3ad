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

import io.github.cameltts.address.BrokerAddress;
import io.github.cameltts.address.EventSelection;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.address.TtsAddress;
import io.github.cameltts.connection.ApiKey;
import io.github.cameltts.connection.ConnectionSettings;
import io.github.cameltts.connection.Direction;
import io.github.cameltts.connection.Lease;
import io.github.cameltts.downlink.DownlinkDefaults;
import io.github.cameltts.downlink.DownlinkRules;
import io.github.cameltts.downlink.WaitFor;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.URISupport;

/**
 * Receive uplinks and other events of LoRaWAN devices from The Things Stack, and send downlinks to them.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "tts",
        title = "The Things Stack",
        syntax = "tts:address",
        category = {Category.IOT, Category.MESSAGING},
        headersClass = TtsConstants.class)
@ManagedResource(description = "Managed endpoint of The Things Stack")
public class TtsEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, MultipleConsumersSupport, EndpointServiceLocation {

    private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(5);
    /** The field of the CONNECT packet has 16 bits (MQTT 3.1.1, section 3.1.2.10). */
    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(65535);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

    private final TtsAddress parsedAddress;

    @UriPath
    @Metadata(
            required = true,
            description =
                    "The application id, an at sign and the tenant id where the server has tenants, and the device id"
                            + " behind a slash. Without a device, or with a plus sign in its place, it stands for every"
                            + " device of the application.")
    private String address;

    @UriParam
    private TtsConfiguration configuration;

    private BrokerAddress broker;
    private List<TopicFilter> filters;
    private BackfillOptions backfillOptions;

    TtsEndpoint(String uri, TtsComponent component, TtsAddress address, TtsConfiguration configuration) {
        super(uri, component);
        this.parsedAddress = address;
        this.configuration = configuration;
    }

    /**
     * Checks what was configured.
     *
     * @throws TtsConfigurationException names the option, its value and the way out
     */
    void validate() {
        broker = BrokerAddress.resolve(
                parsedAddress.application(), configuration.getCluster(), configuration.getBrokerUrl());
        filters = EventSelection.of(configuration.getEvents())
                .filters(parsedAddress.application(), parsedAddress.deviceId());
        if (configuration.getApiKey() == null && !broker.isLocal()) {
            throw new TtsConfigurationException("No API key for application '" + parsedAddress.application()
                    + "'. Set option apiKey, or the component's option apiKeys with an entry for it; the console of The"
                    + " Things Stack makes keys under 'API keys' of the application.");
        }
        getComponent().checkTransport(configuration);
        if (configuration.getSslContextParameters() != null
                && configuration.getPahoOptions().containsKey("socketFactory")
                && broker.tls()) {
            throw new TtsConfigurationException(
                    "Options sslContextParameters and paho.socketFactory both say how to make"
                            + " TLS sockets. Leave one out.");
        }
        checkDuration(
                "keepAliveInterval", configuration.getKeepAliveInterval(), SHORTEST_KEEP_ALIVE, LONGEST_KEEP_ALIVE);
        checkDuration("connectionTimeout", configuration.getConnectionTimeout(), SHORTEST_TIMEOUT, null);
        checkDuration("reconnectDelay", configuration.getReconnectDelay(), Duration.ofMillis(1), null);
        checkDuration("maxReconnectDelay", configuration.getMaxReconnectDelay(), Duration.ofMillis(1), null);
        checkDuration("requestTimeout", configuration.getRequestTimeout(), Duration.ofMillis(1), null);
        if (configuration.getSilenceThreshold() != 0) {
            checkDuration("silenceThreshold", configuration.getSilenceThreshold(), SHORTEST_TIMEOUT, null);
        }
        backfillOptions = BackfillOptions.of(parsedAddress, configuration, filters);
        checkPositive("concurrentConsumers", configuration.getConcurrentConsumers());
        checkPositive("queueSize", configuration.getQueueSize());
        if (configuration.getMaxPublishRate() != null && !(configuration.getMaxPublishRate() > 0)) {
            throw new TtsConfigurationException("Option maxPublishRate '" + configuration.getMaxPublishRate()
                    + "' must be more than 0 per second. Leave it out for no bound.");
        }
        String timeoutFault = timeoutFault("Option waitFor", configuration.getWaitFor());
        if (timeoutFault != null) {
            throw new TtsConfigurationException(timeoutFault);
        }
        DownlinkRules.checkOptions(downlinkDefaults());
    }

    /** What is wrong with waiting for that, or null: what takes as long as a device sleeps needs a time of its own. */
    String timeoutFault(String what, WaitFor waitFor) {
        boolean slow = waitFor == WaitFor.sent || waitFor == WaitFor.ack;
        return slow && !configuration.isRequestTimeoutGiven()
                ? what + " '" + waitFor
                        + "' needs option requestTimeout: a device of class A listens after its next uplink"
                        + " only, so give the time between two uplinks and some more, such as requestTimeout=30m."
                : null;
    }

    private static void checkDuration(String option, long millis, Duration shortest, Duration longest) {
        boolean tooShort = millis < shortest.toMillis();
        if (tooShort || longest != null && millis > longest.toMillis()) {
            throw new TtsConfigurationException("Option " + option + " '" + millis + " ms' is too "
                    + (tooShort ? "short: at least " + shortest.toMillis() : "long: at most " + longest.toMillis())
                    + " ms. A number without a unit means milliseconds: write 60s for a minute.");
        }
    }

    private static void checkPositive(String option, int value) {
        if (value < 1) {
            throw new TtsConfigurationException("Option " + option + " '" + value + "' must be at least 1.");
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        TtsConsumer consumer = new TtsConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new TtsProducer(this);
    }

    /** Leases the connection for one direction. */
    Lease lease(Direction direction) throws Exception {
        SSLContext sslContext = broker.tls() ? sslContext() : null;
        ConnectionSettings settings = new ConnectionSettings(
                direction,
                parsedAddress.application(),
                broker,
                new ApiKey(configuration.getApiKey()),
                configuration.getTransport(),
                configuration.getPahoOptions(),
                configuration.getSslContextParameters(),
                configuration.getClientId(),
                Duration.ofMillis(configuration.getKeepAliveInterval()),
                Duration.ofMillis(configuration.getConnectionTimeout()),
                Duration.ofMillis(configuration.getReconnectDelay()),
                Duration.ofMillis(configuration.getMaxReconnectDelay()),
                direction == Direction.DOWNSTREAM ? configuration.getMaxPublishRate() : null);
        String holder = URISupport.sanitizeUri(getEndpointUri());
        return getComponent()
                .connections()
                .lease(settings, sslContext, getComponent().transportFactory(configuration), holder);
    }

    /** Null for the trust store of the JVM. */
    SSLContext sslContext() throws GeneralSecurityException, IOException {
        return configuration.getSslContextParameters() == null
                ? null
                : configuration.getSslContextParameters().createSSLContext(getCamelContext());
    }

    /** Null if there is no backfill. */
    BackfillOptions backfillOptions() {
        return backfillOptions;
    }

    /** What the options say of downlinks that leave it open. */
    DownlinkDefaults downlinkDefaults() {
        return new DownlinkDefaults(
                configuration.getFPort(),
                configuration.isConfirmed(),
                configuration.getPriority(),
                configuration.getMaxAttempts(),
                List.of());
    }

    TtsAddress parsedAddress() {
        return parsedAddress;
    }

    List<TopicFilter> filters() {
        return filters;
    }

    @Override
    public TtsComponent getComponent() {
        return (TtsComponent) super.getComponent();
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    /**
     * @return the address of the server, such as {@code ssl://eu1.cloud.thethings.network:8883}
     */
    @ManagedAttribute(description = "The address of the server")
    public String getServer() {
        return broker.toString();
    }

    /**
     * @return the application with its tenant, as it stands in topics
     */
    @ManagedAttribute(description = "The application, with its tenant if there is one")
    public String getApplication() {
        return parsedAddress.application().toString();
    }

    /**
     * @return the device, or {@code +} for every device
     */
    @ManagedAttribute(description = "The device, or + for every device")
    public String getDevice() {
        return parsedAddress.deviceId() == null ? "+" : parsedAddress.deviceId();
    }

    /**
     * @return as they stand in a SUBSCRIBE packet, with blanks between
     */
    @ManagedAttribute(description = "The filters that a consumer of this endpoint asks for")
    public String getFilters() {
        return filters.stream().map(TopicFilter::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String getServiceUrl() {
        return broker.toString();
    }

    @Override
    public String getServiceProtocol() {
        return "mqtt";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("application", parsedAddress.application().toString());
    }

    @ManagedAttribute(description = "The application and device, as in the URI")
    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }

    public TtsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(TtsConfiguration configuration) {
        this.configuration = configuration;
    }
}
