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
package io.github.cameltts.connection.paho;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a connection with the streams that stand before it, which can be closed at any time.
 */
final class Network implements NetworkModule {

    private static final Logger LOG = LoggerFactory.getLogger(Network.class);

    private final NetworkModule module;
    private final Duration patience;
    private volatile InboundStream inbound;
    private volatile OutboundStream outbound;
    private volatile boolean abandoned;

    Network(NetworkModule module, Duration patience) {
        this.module = module;
        this.patience = patience;
    }

    @Override
    public void start() throws IOException, MqttException {
        if (abandoned) {
            throw new IOException("Closed before it was opened");
        }
        module.start();
        inbound = new InboundStream(module.getInputStream(), patience.toNanos());
        outbound = new OutboundStream(module.getOutputStream(), inbound);
        if (abandoned) {
            module.stop();
            throw new IOException("Closed while it was opened");
        }
    }

    @Override
    public InputStream getInputStream() {
        return inbound;
    }

    @Override
    public OutputStream getOutputStream() {
        return outbound;
    }

    @Override
    public void stop() {
        try {
            module.stop();
        } catch (IOException e) {
            LOG.trace("Closing the socket failed", e);
        }
    }

    @Override
    public String getServerURI() {
        return module.getServerURI();
    }

    /** Called with a message before it is handed over: returns its payload when it is time to do so. */
    byte[] deliver(byte[] stub) {
        return inbound.deliver(stub);
    }

    /** A message was handed over. */
    void delivered() {
        inbound.delivered();
    }

    /** Completes when all messages that have arrived by now are handed over. */
    CompletionStage<Void> caughtUp() {
        return inbound.caughtUp();
    }

    /** Nobody waits for messages any more; if it is not open yet, it does not open. */
    void abandon() {
        abandoned = true;
        if (inbound != null) {
            inbound.abandon();
        }
    }
}
