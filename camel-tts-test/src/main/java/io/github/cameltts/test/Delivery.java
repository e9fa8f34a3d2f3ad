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

/**
 * A message on its way to one connection.
 *
 * @param clientId the client identifier of the connection
 * @param topic the topic of the message
 * @param payload the message; not to be modified
 */
public record Delivery(String clientId, String topic, byte[] payload) {

    @Override
    public String toString() {
        return "Delivery[" + topic + ", " + payload.length + " bytes, to " + clientId + "]";
    }
}
