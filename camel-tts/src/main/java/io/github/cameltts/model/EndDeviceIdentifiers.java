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
package io.github.cameltts.model;

/**
 * The device a message is about ({@code end_device_ids}).
 *
 * @param deviceId       the device identifier, unique within the application; always sent by the server, null if absent
 * @param applicationIds the application; always sent by the server, null if absent
 * @param devEui         the DevEUI; null for a device activated by personalization (ABP) that has none
 * @param joinEui        the JoinEUI (AppEUI before LoRaWAN 1.1); null as for {@code devEui}; all zeros is a legal value
 * @param devAddr        the address in the current session; null before activation and in some downlink events
 */
public record EndDeviceIdentifiers(
        String deviceId, ApplicationIdentifiers applicationIds, Eui64 devEui, Eui64 joinEui, DevAddr devAddr) {

    /** The application identifier, without tenant; null if absent. */
    public String applicationId() {
        return applicationIds == null ? null : applicationIds.applicationId();
    }

    @Override
    public String toString() {
        return Text.of(EndDeviceIdentifiers.class)
                .add("deviceId", deviceId)
                .add("applicationId", applicationId())
                .add("devEui", devEui)
                .add("joinEui", joinEui)
                .add("devAddr", devAddr)
                .end();
    }
}
