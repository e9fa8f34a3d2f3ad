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
package io.github.cameltts.address;

import io.github.cameltts.TtsConfigurationException;

/**
 * What stands between {@code tts:} and the options of an endpoint URI: {@code applicationId[@tenantId][/deviceId]}.
 *
 * @param application the application
 * @param deviceId    the device, or null for every device of the application
 */
public record TtsAddress(ApplicationUid application, String deviceId) {

    /** Stands for every device, in an endpoint URI as in an MQTT filter (MQTT 3.1.1, section 4.7.1.3). */
    public static final String EVERY_DEVICE = "+";

    private static final String FORM = "Write tts:applicationId[@tenantId][/deviceId], for example tts:app1@ttn/dev1.";

    /**
     * @throws TtsConfigurationException if the device id is not valid
     */
    public TtsAddress {
        if (deviceId != null) {
            Identifiers.check("Device id", deviceId);
        }
    }

    /**
     * @param  text                      {@code app1@ttn/dev1}, {@code app1/+}, {@code app1@ttn} and so on
     * @return                           the address
     * @throws TtsConfigurationException if it has another form, or one of the ids is not valid. An empty device after a
     *                                   slash is an error as well: an empty variable must not reach every device
     */
    public static TtsAddress of(String text) {
        if (text == null || text.isBlank()) {
            throw new TtsConfigurationException("The endpoint URI names no application. " + FORM);
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new TtsAddress(ApplicationUid.of(text), null);
        }
        String device = text.substring(slash + 1);
        if (device.isEmpty() || device.indexOf('/') == device.length() - 1) {
            throw new TtsConfigurationException(
                    "The address '" + text + "' ends with a slash and names no device. Leave"
                            + " the slash out, or write '/+', for every device; an empty variable behind it is a likely cause.");
        }
        if (device.indexOf('/') >= 0 && !device.endsWith("/")) {
            throw new TtsConfigurationException("The address '" + text + "' has more than two levels. " + FORM);
        }
        return new TtsAddress(ApplicationUid.of(text.substring(0, slash)), EVERY_DEVICE.equals(device) ? null : device);
    }

    @Override
    public String toString() {
        return deviceId == null ? application.toString() : application + "/" + deviceId;
    }
}
