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

import io.github.cameltts.benchmarks.Variant;
import io.github.cameltts.model.MessageCodec;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A process with one subscriber. Its arguments are a {@link Variant}, a port, and a number of routes; it answers a line when
 * it is ready, and one for each task on its standard input:
 *
 * <pre>
 * begin                → ok
 * begin timed          → ok
 * end SENT             → messages, nanoseconds from the first to the last, CPU nanoseconds, bytes allocated, and the
 *                        latencies in nanoseconds at 50, 90, 99, 99.9 and 100 %, 0 where none were taken
 * decode MILLIS        → the same, for the decoder alone
 * memory               → bytes of heap in use, bytes of memory resident, threads
 * </pre>
 */
public final class Receiver {

    private Receiver() {}

    /**
     * @param args variant, port, routes
     */
    public static void main(String[] args) throws Exception {
        Sink sink = new Sink();
        start(Variant.valueOf(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), sink);
        Meter meter = new Meter(sink);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] task = line.split(" ");
            System.out.println(
                    switch (task[0]) {
                        case "begin" -> meter.begin(task.length > 1);
                        case "end" -> meter.end(Long.parseLong(task[1]));
                        case "decode" -> meter.decode(Long.parseLong(task[1]));
                        case "memory" -> meter.memory();
                        default -> throw new IllegalArgumentException("no task: " + line);
                    });
        }
        System.exit(0);
    }

    private static void start(Variant variant, int port, int routes, Sink sink) throws Exception {
        Routes camel = new Routes(port, routes, sink);
        Consumer<byte[]> count = new Payloads(sink)::arrived;
        switch (variant) {
            case SOCKET -> Clients.socket(port, count);
            case VERTX -> Clients.vertx(port, count);
            case VERTX_QUEUE -> Clients.vertx(port, new QueueAndThread(count));
            case HIVEMQ -> Clients.hivemq(port, count);
            case HIVEMQ_DECODE ->
                Clients.hivemq(port, payload -> {
                    MessageCodec.readApplicationUp(payload);
                    count.accept(payload);
                });
            case PAHO -> Clients.paho(port, count);
            case PAHO_ROUTE -> camel.paho(Routes.Body.AS_IT_COMES);
            case PAHO_ROUTE_MAP -> camel.paho(Routes.Body.MAP);
            case PAHO_ROUTE_RECORDS -> camel.paho(Routes.Body.RECORDS);
            case TTS_PAHO_JSON -> camel.tts("transport=paho&bodyType=json");
            case TTS_PAHO_EVENT -> camel.tts("transport=paho&bodyType=event");
            case TTS_VERTX_JSON -> camel.tts("transport=vertx&bodyType=json");
            case TTS_VERTX_JSON_2 -> camel.tts("transport=vertx&bodyType=json&concurrentConsumers=2");
            case TTS_VERTX_EVENT -> camel.tts("transport=vertx&bodyType=event");
            case TTS_VERTX_EVENT_2 -> camel.tts("transport=vertx&bodyType=event&concurrentConsumers=2");
            case DECODE -> {
                // the meter does it
            }
        }
    }
}
