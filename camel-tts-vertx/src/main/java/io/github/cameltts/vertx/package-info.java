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
/**
 * The transport of option {@code transport=vertx}: sockets on the event loops of Vert.x, and Netty's MQTT codec, which
 * comes with Vert.x' MQTT client, for what is sent.
 *
 * <p>Vert.x' own {@code MqttClient} (4.5.27) cannot keep what {@link io.github.cameltts.connection.Transport} promises, and
 * has no door to mend it by: it refuses packets that arrive in some pieces (Netty's {@code MqttDecoder}), it cannot be closed
 * while it connects or while nothing can be written, and it notices a dead server only after two and a half keep alives, or
 * never while it publishes. It also copies each message twice. So the session, QoS 0 only, is ours.
 */
package io.github.cameltts.vertx;
