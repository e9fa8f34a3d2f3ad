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
package io.github.cameltts.examples.quickstart;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUplink;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Header;

/**
 * Remembers which devices are too hot, so that each gets one downlink when it becomes so, and not one for each uplink.
 */
public final class HotDevices {

    private final double threshold;
    private final Set<String> hot = new HashSet<>();

    /**
     * @param threshold in degrees Celsius
     */
    HotDevices(String threshold) {
        this.threshold = Double.parseDouble(threshold);
    }

    /**
     * @return whether the uplink is the first of its device above the threshold
     */
    public synchronized boolean isNewlyHot(
            @Body ApplicationUplink uplink, @Header(TtsConstants.DEVICE_ID) String deviceId) {
        Object value =
                uplink.decodedPayload() == null ? null : uplink.decodedPayload().get("temperature");
        if (!(value instanceof Number temperature)) {
            return false;
        }
        if (temperature.doubleValue() > threshold) {
            return hot.add(deviceId);
        }
        hot.remove(deviceId);
        return false;
    }
}
