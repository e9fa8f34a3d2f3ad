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

import org.apache.camel.main.Main;

/**
 * The application; with {@code TTS_API_KEY} in the environment on a real server, else on a stand-in; with
 * {@code KAFKA_BROKERS} on a real Kafka, else on a broker in this process.
 */
public final class KafkaBridge {

    private KafkaBridge() {}

    /**
     * Runs until it is interrupted.
     *
     * @param args none
     * @throws Exception when it does not start
     */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure().addRoutesBuilder(new BridgeRoutes());
        if (System.getenv("KAFKA_BROKERS") == null) {
            EmbeddedBroker.startFor(main);
        }
        if (System.getenv("TTS_API_KEY") == null) {
            StandIn.startFor(main);
        }
        main.run(args);
    }
}
