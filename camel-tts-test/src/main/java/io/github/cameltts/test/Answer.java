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

/** What a device does with a confirmed downlink it has received. */
public enum Answer {

    /** The next uplink acknowledges it: {@code down/ack}. */
    ACK,

    /** The next uplink does not acknowledge it: {@code down/nack}, and the server queues it again. */
    NACK,

    /**
     * Neither: uplinks leave the question open and the queue waits. A network knows no such uplink; this stands for the
     * device that does not send one, so that a test of what happens then can still feed other uplinks.
     */
    SILENCE
}
