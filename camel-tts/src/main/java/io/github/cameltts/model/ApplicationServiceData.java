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

import java.util.Map;

/**
 * Data of an application package, such as LoRa Cloud ({@code service_data}).
 *
 * @param service    the name of the package; null if absent
 * @param data       free-form, values as in {@link ApplicationUplink#decodedPayload()}; null if absent
 * @param attributes the device's attributes; empty if absent (The Things Stack since 3.34.0)
 * @param versionIds the make of the device; null if absent (since 3.34.0)
 * @param locations  the device's locations; empty if absent (since 3.34.0)
 * @param networkIds the network; null if absent (since 3.34.0)
 */
public record ApplicationServiceData(
        String service,
        Map<String, Object> data,
        Map<String, String> attributes,
        EndDeviceVersionIdentifiers versionIds,
        Map<String, Location> locations,
        NetworkIdentifiers networkIds)
        implements ApplicationUpPayload {

    /**
     * Copies the maps; takes null for an empty one, except for {@code data}.
     *
     * @throws IllegalArgumentException if {@code data} holds a value that JSON does not have
     */
    public ApplicationServiceData {
        data = FreeForm.copyOf(data);
        attributes = FrozenMap.copyOf(attributes);
        locations = FrozenMap.copyOf(locations);
    }

    @Override
    public String toString() {
        return Text.of(ApplicationServiceData.class)
                .add("service", service)
                .add("data", data)
                .end();
    }
}
