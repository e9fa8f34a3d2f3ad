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
package io.github.cameltts.examples.quarkus;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.model.ApplicationUplink;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Header;

/** The last uplink of each device. */
@ApplicationScoped
public class Readings {

    private final Map<String, Reading> lastByDevice = new ConcurrentHashMap<>();

    /**
     * What a device said.
     *
     * @param fCnt the frame counter
     * @param values as decoded by the server; null where it has no formatter for the device
     */
    public record Reading(long fCnt, Map<String, Object> values) {}

    @Handler
    void remember(@Header(TtsConstants.DEVICE_ID) String device, @Body ApplicationUplink uplink) {
        lastByDevice.put(device, new Reading(uplink.fCnt(), uplink.decodedPayload()));
    }

    SortedMap<String, Reading> all() {
        return new TreeMap<>(lastByDevice);
    }
}
