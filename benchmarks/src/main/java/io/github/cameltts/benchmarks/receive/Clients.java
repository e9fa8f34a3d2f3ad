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
package io.github.cameltts.benchmarks.receive;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.github.cameltts.benchmarks.flood.Uplinks;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Subscribers without Camel: what each MQTT client can do at most, and a bare socket, which nobody can beat. */
final class Clients {

    private static final String HOST = "127.0.0.1";
    private static final String USER = "app1@ttn";
    private static final String KEY = "key";
    private static final long PATIENCE_SECONDS = 30;

    private Clients() {}

    static void paho(int port, Consumer<byte[]> consumer) throws Exception {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setUserName(USER);
        options.setPassword(KEY.toCharArray());
        MqttAsyncClient client = new MqttAsyncClient("tcp://" + HOST + ":" + port, "paho", new MemoryPersistence());
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                cause.printStackTrace();
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                consumer.accept(message.getPayload());
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // nothing is sent
            }
        });
        client.connect(options).waitForCompletion();
        client.subscribe(Uplinks.EVERY_DEVICE, 0).waitForCompletion();
    }

    static void vertx(int port, Consumer<byte[]> consumer) throws Exception {
        MqttClientOptions options = new MqttClientOptions()
                // with any other maximum, Netty's decoder refuses packets that arrive in pieces
                .setMaxMessageSize(Integer.MAX_VALUE)
                .setUsername(USER)
                .setPassword(KEY);
        MqttClient client = MqttClient.create(Vertx.vertx(), options);
        client.publishHandler(message -> consumer.accept(message.payload().getBytes()));
        client.connect(port, HOST)
                .compose(connected -> client.subscribe(Uplinks.EVERY_DEVICE, 0))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static void hivemq(int port, Consumer<byte[]> consumer) throws Exception {
        Mqtt3AsyncClient client = Mqtt3Client.builder()
                .serverHost(HOST)
                .serverPort(port)
                .identifier("hivemq")
                .simpleAuth()
                .username(USER)
                .password(KEY.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Consumer<Mqtt3Publish> callback = message -> consumer.accept(message.getPayloadAsBytes());
        client.subscribeWith()
                .topicFilter(Uplinks.EVERY_DEVICE)
                .qos(MqttQos.AT_MOST_ONCE)
                .callback(callback)
                .send()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Finds the ends of the packets, which are all of one length, and copies each out. */
    static void socket(int port, Consumer<byte[]> consumer) throws IOException {
        byte[] packet = new Uplinks().packet(Uplinks.device(0));
        byte[] payload = new Uplinks().payload(Uplinks.device(0));
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(HOST, port));
        byte[] filter = Uplinks.EVERY_DEVICE.getBytes(StandardCharsets.UTF_8);
        ByteBuffer login = ByteBuffer.allocate(128);
        login.put(new byte[] {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 's'});
        login.put(new byte[] {(byte) 0x82, (byte) (5 + filter.length), 0, 1, 0, (byte) filter.length});
        login.put(filter).put((byte) 0).flip();
        channel.write(login);
        ByteBuffer answers = ByteBuffer.allocate(4 + 5);
        while (answers.hasRemaining()) {
            channel.read(answers);
        }
        Thread thread = new Thread(() -> read(channel, packet.length, payload.length, consumer), "socket");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(SocketChannel channel, int packet, int payload, Consumer<byte[]> consumer) {
        ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (channel.read(in) >= 0) {
                in.flip();
                while (in.remaining() >= packet) {
                    byte[] message = new byte[payload];
                    in.position(in.position() + packet - payload);
                    in.get(message);
                    consumer.accept(message);
                }
                in.compact();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
