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
package io.github.cameltts.benchmarks;

/** What is measured: one way from the socket to a counter. */
public enum Variant {
    /** The limit. */
    SOCKET("bare socket"),
    VERTX("Vert.x client"),
    /** The least that lets the one who handles messages be slow: what a user would write by hand. */
    VERTX_QUEUE("Vert.x client, a queue and a thread"),
    HIVEMQ("HiveMQ client"),
    /** A callback that does what a typed route does. */
    HIVEMQ_DECODE("HiveMQ client, decoding in its callback"),
    PAHO("Paho client"),
    PAHO_ROUTE("paho:"),
    PAHO_ROUTE_MAP("paho: + unmarshal().json() to Map"),
    PAHO_ROUTE_RECORDS("paho: + unmarshal().json() to records"),
    TTS_PAHO_JSON("tts: paho, json"),
    TTS_PAHO_EVENT("tts: paho, event"),
    TTS_VERTX_JSON("tts: vertx, json"),
    TTS_VERTX_JSON_2("tts: vertx, json, 2 workers"),
    TTS_VERTX_EVENT("tts: vertx, event"),
    TTS_VERTX_EVENT_2("tts: vertx, event, 2 workers"),
    /** No messages arrive: the decoder reads the same ones again and again, on one thread. */
    DECODE("decode alone");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    /**
     * @return for tables and plots
     */
    public String title() {
        return title;
    }
}
