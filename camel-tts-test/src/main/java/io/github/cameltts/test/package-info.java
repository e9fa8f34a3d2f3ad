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
 * A stand-in for The Things Stack: its application MQTT interface in process, with simulated end devices.
 *
 * <p>{@link io.github.cameltts.test.TheThingsStack#start()} opens it on a free port of 127.0.0.1. An
 * {@link io.github.cameltts.test.Application} has API keys and {@link io.github.cameltts.test.Device}s; a device joins,
 * sends uplinks, keeps a downlink queue and reports what became of each downlink. Logins, subscriptions, topics, the
 * JSON and the silence of the server follow The Things Stack 3.32, whose manners differ from those of an ordinary MQTT
 * broker. {@link io.github.cameltts.test.Faults} adds outages, refusals and losses;
 * {@link io.github.cameltts.test.Fleet} lets a handful of devices live by themselves. Where it is switched on, the
 * {@link io.github.cameltts.test.StorageIntegration} gives back over HTTP what devices have sent, with
 * {@link io.github.cameltts.test.StorageFaults} of its own.
 *
 * <p>Not simulated: MQTT over TLS, Last Will messages, encryption of payloads, payload formatters other than functions given in
 * Java, class B, time on air of downlinks, and the HTTP interfaces other than that of the storage, which alone can have TLS. Three manners of the server cannot be had on the
 * MQTT library used: a CONNECT without client identifier must be one of MQTT 3.1.1 and ask for a clean session here,
 * protocol name and level are judged as a pair, and a DISCONNECT packet closes the connection at once.
 */
package io.github.cameltts.test;
