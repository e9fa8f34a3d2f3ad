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

import io.github.cameltts.downlink.DownlinkOperation;
import io.github.cameltts.downlink.WaitFor;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.model.TxSchedulePriority;
import io.github.cameltts.storage.BackfillMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options that the component and its endpoints have in common. Durations are in milliseconds; Camel reads them from
 * texts such as {@code 30s} or {@code 1m30s}.
 *
 * <p>What an option means, and what it takes, stands at its field, from where Camel's catalog, the typed builders and the
 * properties of the Spring Boot starter have it; the accessors say it no second time. An option without a default is null,
 * or 0 for a duration, until it is given.
 */
@UriParams
public class TtsConfiguration implements Cloneable {

    private static final long DEFAULT_REQUEST_TIMEOUT = 10_000;

    @UriParam(label = "common")
    @Metadata(
            description = "The cluster of The Things Network or The Things Stack Cloud that the application lives on,"
                    + " such as eu1, nam1 or au1. Together with the tenant of the URI it gives the address of the server:"
                    + " {cluster}.cloud.thethings.network for the tenant ttn, {tenant}.{cluster}.cloud.thethings.industries"
                    + " for any other.")
    private String cluster;

    @UriParam(label = "common")
    @Metadata(
            description =
                    "The address of the server, tcp://host:1883 or ssl://host:8883, for a server of your own. It wins"
                            + " over the option cluster. With neither, an application without a tenant is looked for at"
                            + " tcp://localhost:1883.")
    private String brokerUrl;

    @UriParam(label = "security")
    @Metadata(
            secret = true,
            description =
                    "The API key of the application, with the rights to read application traffic (consumer) and to"
                            + " write downlink application traffic (producer). It is needed, except towards localhost.")
    private String apiKey;

    @UriParam(label = "security")
    @Metadata(
            description = "To configure security using SSLContextParameters, such as a trust store of your own. Without"
                    + " it the trust store of the JVM is used. The host name is always verified.")
    private SSLContextParameters sslContextParameters;

    @UriParam(label = "advanced", defaultValue = "paho")
    @Metadata(
            description = "What carries the bytes: paho, or vertx, which reads many times as fast and needs the jar"
                    + " camel-tts-vertx.")
    private String transport = "paho";

    @UriParam(label = "advanced", prefix = "paho.", multiValue = true)
    @Metadata(
            description = "Further options of camel-paho, with the transport paho only: socketFactory (for proxies),"
                    + " sslClientProps, sslHostnameVerifier and executorServiceTimeout.")
    private Map<String, Object> pahoOptions = new HashMap<>();

    @UriParam(label = "advanced")
    @Metadata(
            description =
                    "The MQTT client id, to which -upstream or -downstream is added. Without it a unique one is made."
                            + " The Things Stack does not care for it, other brokers let each in only once.")
    private String clientId;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30s")
    @Metadata(
            description =
                    "After how long without a packet to the server a ping is sent, at least 5s. A connection that is"
                            + " dead without having been closed is noticed within twice that time.")
    private long keepAliveInterval = 30_000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10s")
    @Metadata(
            description =
                    "How long an attempt to connect may take up to the server's answer to the login, at least 1s.")
    private long connectionTimeout = 10_000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "1s")
    @Metadata(
            description =
                    "The first pause before an attempt to reconnect. The pauses grow with the length of the outage.")
    private long reconnectDelay = 1_000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "1m")
    @Metadata(
            description =
                    "The longest pause before an attempt to reconnect, to which up to a quarter is added at random.")
    private long maxReconnectDelay = 60_000;

    @UriParam(label = "consumer", defaultValue = "up")
    @Metadata(
            description = "The events to consume, separated by commas: up, up/normalized, join, down/queued, down/sent,"
                    + " down/ack, down/nack, down/failed, down/invalidated, location/solved, service/data, or the groups"
                    + " down (all events of downlinks) and all.")
    private String events = "up";

    @UriParam(label = "consumer", defaultValue = "event")
    @Metadata(
            description =
                    "What becomes the message body: event for the typed message (ApplicationUp), json for the bytes as"
                            + " received; with json nothing is parsed, and there are only the headers that follow from the topic.")
    private TtsBodyType bodyType = TtsBodyType.event;

    @UriParam(label = "consumer", defaultValue = "1")
    @Metadata(
            description =
                    "How many exchanges may be in flight at most, also with asynchronous processors. Messages of one"
                            + " device are always handled one at a time and in order.")
    private int concurrentConsumers = 1;

    @UriParam(label = "consumer", defaultValue = "10000")
    @Metadata(description = "How many messages may wait for the route at most, over all devices together.")
    private int queueSize = 10_000;

    @UriParam(label = "consumer", defaultValue = "dropOldest")
    @Metadata(
            description = "What happens when a message arrives and the queue is full: dropOldest drops the one that has"
                    + " waited longest, dropNewest the one that arrives, and block holds the connection, and with it all"
                    + " routes that share it, for at most half of the keep alive interval, then drops. Meanwhile the server"
                    + " drops what does not fit into its own small buffer. What is dropped here is counted and logged.")
    private OverflowPolicy overflowPolicy = OverflowPolicy.dropOldest;

    @UriParam(label = "consumer", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "After how long without a message, although connected and granted, the health check is DOWN, at"
                            + " least 1s; give it the longest pause to be expected between two messages. An API key without the"
                            + " right to read application traffic is granted every filter and gets no message: nothing else"
                            + " tells it from silent devices. Without the option silence is no fault.")
    private long silenceThreshold;

    @UriParam(label = "consumer,backfill", defaultValue = "none")
    @Metadata(
            description =
                    "Whether what was missed is fetched: storage fetches uplinks from the Storage Integration, which"
                            + " The Things Network and The Things Stack Cloud have and the Open Source edition has not, after every"
                            + " interruption of the connection, after a restart, after an overflow of the queue, and when frame"
                            + " counters show a gap. Each uplink goes to the route once, those fetched with the header"
                            + " CamelTtsBackfilled.")
    private BackfillMode backfill = BackfillMode.none;

    @UriParam(label = "consumer,backfill", javaType = "java.time.Duration", defaultValue = "0")
    @Metadata(
            description =
                    "How far back to fetch at the first start, when there is no cursor yet. By default nothing that was"
                            + " sent before is fetched.")
    private long backfillInitial;

    @UriParam(label = "consumer,backfill", javaType = "java.time.Duration", defaultValue = "1m")
    @Metadata(
            description =
                    "How much more than a gap is asked for, at least 1s. It must be more than twice the time after which the"
                            + " server has written an uplink to its storage. After a crash, uplinks of that time may come"
                            + " once more.")
    private long backfillOverlap = 60_000;

    @UriParam(label = "consumer,backfill", javaType = "java.time.Duration", defaultValue = "0")
    @Metadata(
            description =
                    "How long live messages are held back at most, after an interruption, until what was missed before them"
                            + " was fetched, so that the route gets the uplinks of a device in order. By default they are not held"
                            + " back, and what is fetched comes late.")
    private long backfillHold;

    @UriParam(label = "consumer,backfill")
    @Metadata(
            description = "Where the cursor is kept that says up to when uplinks were handled: a bean, such as a"
                    + " FileStateRepository. Without it the cursor is kept in memory, and what is sent while the"
                    + " application is down is not fetched.")
    private StateRepository<String, String> cursorRepository;

    @UriParam(label = "consumer,backfill")
    @Metadata(
            description =
                    "The address of the Storage Integration, such as https://lns.example.com, for a server of your own. It"
                            + " wins over the option cluster.")
    private String storageUrl;

    @UriParam(label = "producer", defaultValue = "push")
    @Metadata(description = "Whether downlinks are appended to the queue of the device (push) or replace it (replace).")
    private DownlinkOperation operation = DownlinkOperation.push;

    @UriParam(label = "producer")
    @Metadata(description = "The FPort of downlinks whose body and headers leave it open, 1 to 223 or 225 to 233.")
    private Integer fPort;

    @UriParam(label = "producer", defaultValue = "false")
    @Metadata(description = "Whether the device is to acknowledge downlinks whose body and headers leave it open.")
    private boolean confirmed;

    @UriParam(
            label = "producer",
            defaultValue = "LOWEST",
            enums = "LOWEST,LOW,BELOW_NORMAL,NORMAL,ABOVE_NORMAL,HIGH,HIGHEST")
    @Metadata(description = "The priority of downlinks whose body and headers leave it open.")
    private TxSchedulePriority priority = TxSchedulePriority.LOWEST;

    @UriParam(label = "producer")
    @Metadata(
            description =
                    "How often the server sends a confirmed downlink at most until it is acknowledged, 1 to 32, where"
                            + " body and headers leave it open. Without it the server decides, by default 8 times.")
    private Integer maxAttempts;

    @UriParam(label = "producer", defaultValue = "none")
    @Metadata(
            description =
                    "What to wait for before the exchange completes: none, that the downlink is with the operating"
                            + " system; queued, that the server put it into the queue of the device; sent, that a gateway"
                            + " transmitted it; ack, that the device acknowledged it. The event is the body of an InOut exchange,"
                            + " and the header CamelTtsDownlinkOutcome names it. If the server drops the downlink, the exchange"
                            + " fails with what it said.")
    private WaitFor waitFor = WaitFor.none;

    @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "10s")
    @Metadata(
            description =
                    "How long a send may take, waiting for a connection included. After that it fails, and nothing is"
                            + " sent later. It must be given with waitFor=sent and waitFor=ack, since a device of class A listens"
                            + " after its next uplink only.")
    private long requestTimeout = DEFAULT_REQUEST_TIMEOUT;

    /** Whether the user said so, or it is the default. */
    private boolean requestTimeoutGiven;

    @UriParam(label = "producer")
    @Metadata(
            description =
                    "How many downlink requests may go out per second on the connection, for servers that limit them"
                            + " and close the connection beyond that. More are delayed. Without it there is no bound.")
    private Double maxPublishRate;

    /**
     * @return a copy, for another endpoint
     */
    public TtsConfiguration copy() {
        try {
            TtsConfiguration copy = (TtsConfiguration) clone();
            copy.pahoOptions = new HashMap<>(pahoOptions);
            // Spring Boot sets every option of a component, those that the user left out to their defaults
            copy.requestTimeoutGiven = requestTimeout != DEFAULT_REQUEST_TIMEOUT;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getCluster() {
        return cluster;
    }

    public void setCluster(String cluster) {
        this.cluster = cluster;
    }

    public String getBrokerUrl() {
        return brokerUrl;
    }

    public void setBrokerUrl(String brokerUrl) {
        this.brokerUrl = brokerUrl;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getTransport() {
        return transport;
    }

    public void setTransport(String transport) {
        this.transport = transport;
    }

    public Map<String, Object> getPahoOptions() {
        return pahoOptions;
    }

    public void setPahoOptions(Map<String, Object> pahoOptions) {
        this.pahoOptions = pahoOptions;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public long getKeepAliveInterval() {
        return keepAliveInterval;
    }

    public void setKeepAliveInterval(long keepAliveInterval) {
        this.keepAliveInterval = keepAliveInterval;
    }

    public long getConnectionTimeout() {
        return connectionTimeout;
    }

    public void setConnectionTimeout(long connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getMaxReconnectDelay() {
        return maxReconnectDelay;
    }

    public void setMaxReconnectDelay(long maxReconnectDelay) {
        this.maxReconnectDelay = maxReconnectDelay;
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public TtsBodyType getBodyType() {
        return bodyType;
    }

    public void setBodyType(TtsBodyType bodyType) {
        this.bodyType = bodyType;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getQueueSize() {
        return queueSize;
    }

    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public OverflowPolicy getOverflowPolicy() {
        return overflowPolicy;
    }

    public void setOverflowPolicy(OverflowPolicy overflowPolicy) {
        this.overflowPolicy = overflowPolicy;
    }

    public long getSilenceThreshold() {
        return silenceThreshold;
    }

    public void setSilenceThreshold(long silenceThreshold) {
        this.silenceThreshold = silenceThreshold;
    }

    public BackfillMode getBackfill() {
        return backfill;
    }

    public void setBackfill(BackfillMode backfill) {
        this.backfill = backfill;
    }

    public long getBackfillInitial() {
        return backfillInitial;
    }

    public void setBackfillInitial(long backfillInitial) {
        this.backfillInitial = backfillInitial;
    }

    public long getBackfillOverlap() {
        return backfillOverlap;
    }

    public void setBackfillOverlap(long backfillOverlap) {
        this.backfillOverlap = backfillOverlap;
    }

    public long getBackfillHold() {
        return backfillHold;
    }

    public void setBackfillHold(long backfillHold) {
        this.backfillHold = backfillHold;
    }

    public StateRepository<String, String> getCursorRepository() {
        return cursorRepository;
    }

    public void setCursorRepository(StateRepository<String, String> cursorRepository) {
        this.cursorRepository = cursorRepository;
    }

    public String getStorageUrl() {
        return storageUrl;
    }

    public void setStorageUrl(String storageUrl) {
        this.storageUrl = storageUrl;
    }

    public DownlinkOperation getOperation() {
        return operation;
    }

    public void setOperation(DownlinkOperation operation) {
        this.operation = operation;
    }

    public Integer getFPort() {
        return fPort;
    }

    public void setFPort(Integer fPort) {
        this.fPort = fPort;
    }

    public boolean isConfirmed() {
        return confirmed;
    }

    public void setConfirmed(boolean confirmed) {
        this.confirmed = confirmed;
    }

    public TxSchedulePriority getPriority() {
        return priority;
    }

    public void setPriority(TxSchedulePriority priority) {
        this.priority = priority;
    }

    public Integer getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public WaitFor getWaitFor() {
        return waitFor;
    }

    public void setWaitFor(WaitFor waitFor) {
        this.waitFor = waitFor;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
        this.requestTimeoutGiven = true;
    }

    boolean isRequestTimeoutGiven() {
        return requestTimeoutGiven;
    }

    public Double getMaxPublishRate() {
        return maxPublishRate;
    }

    public void setMaxPublishRate(Double maxPublishRate) {
        this.maxPublishRate = maxPublishRate;
    }
}
