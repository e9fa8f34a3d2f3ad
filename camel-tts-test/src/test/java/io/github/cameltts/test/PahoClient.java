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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** An ordinary client that keeps what it hears. */
final class PahoClient implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MqttClient client;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile boolean lost;

    record Message(String topic, byte[] payload, int qos, boolean retained) {
        JsonNode json() {
            return PahoClient.json(payload);
        }

        String suffix() {
            return topic.split("/", 5)[4];
        }
    }

    PahoClient(TheThingsStack stack, String clientId, String userName, String password) throws MqttException {
        client = new MqttClient(stack.brokerUrl(), clientId, new MemoryPersistence());
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                lost = true;
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                messages.add(new Message(topic, message.getPayload(), message.getQos(), message.isRetained()));
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {}
        });
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(userName);
        options.setPassword(password.toCharArray());
        options.setConnectionTimeout(5);
        try {
            client.connect(options);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    /** Logged in with the right to read and write, and subscribed to everything of the application. */
    static PahoClient subscribed(TheThingsStack stack, Application application) throws MqttException {
        PahoClient client =
                new PahoClient(stack, "paho", application.uid(), application.apiKey(Right.TRAFFIC_READ, Right.LINK));
        client.subscribe("#");
        return client;
    }

    static JsonNode json(byte[] payload) {
        try {
            return MAPPER.readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void subscribe(String filter) throws MqttException {
        client.subscribe(filter, 0);
    }

    void publish(String topic, String payload, int qos) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, false);
    }

    List<Message> messages() {
        return messages;
    }

    List<Message> await(int count) {
        Awaitility.await().until(() -> messages.size() >= count);
        return List.copyOf(messages);
    }

    /** The ends of the topics of what was heard, in order. */
    List<String> awaitSuffixes(int count) {
        return await(count).stream().map(Message::suffix).toList();
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0);
        }
        client.close(true);
    }
}
