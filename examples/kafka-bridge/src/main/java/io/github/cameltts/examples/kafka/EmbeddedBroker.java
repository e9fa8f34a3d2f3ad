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
package io.github.cameltts.examples.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.camel.main.Main;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka of one node in this process, broker and controller in one, which forgets everything at its end. */
final class EmbeddedBroker implements AutoCloseable {

    private static final String NODE = "1";

    private final int port = freePort();
    private Path folder;
    private KafkaRaftServer server;

    /** Starts one, and lets the application use it. */
    static void startFor(Main main) {
        EmbeddedBroker broker = new EmbeddedBroker();
        broker.start();
        main.addOverrideProperty("camel.component.kafka.brokers", broker.address());
        // not a listener of the application: its end does not wait for what those do
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
    }

    /** {@return where it listens, once it is started} */
    String address() {
        return "127.0.0.1:" + port;
    }

    void start() {
        try {
            folder = Files.createTempDirectory("kafka");
            int controllerPort = freePort();
            Properties options = new Properties();
            options.put("process.roles", "broker,controller");
            options.put("node.id", NODE);
            options.put("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
            options.put("controller.listener.names", "CONTROLLER");
            options.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
            options.put("log.dirs", folder.toString());
            options.put("num.partitions", "3");
            options.put("offsets.topic.replication.factor", "1");
            options.put("group.initial.rebalance.delay.ms", "0");
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(NODE))
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
            server = new KafkaRaftServer(KafkaConfig.fromProps(options), Time.SYSTEM);
            server.startup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not start", e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
