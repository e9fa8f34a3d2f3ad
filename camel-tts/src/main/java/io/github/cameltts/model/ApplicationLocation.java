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
 * A device's location has been found ({@code location_solved}).
 *
 * @param service    who found it: {@code frm-payload} for a location in the decoded payload, else the name of an application
 *                   package; null if absent
 * @param location   the location; null if absent
 * @param attributes further properties, as the service gives them; empty if absent
 */
public record ApplicationLocation(String service, Location location, Map<String, String> attributes)
        implements ApplicationUpPayload {

    /** Copies the map; takes null for an empty one. */
    public ApplicationLocation {
        attributes = FrozenMap.copyOf(attributes);
    }

    @Override
    public String toString() {
        return Text.of(ApplicationLocation.class)
                .add("service", service)
                .add("location", location)
                .add("attributes", attributes)
                .end();
    }
}
