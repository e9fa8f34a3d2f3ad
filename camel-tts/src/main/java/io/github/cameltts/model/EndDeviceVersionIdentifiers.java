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
 * The make of a device that was created from the device repository ({@code version_ids}).
 *
 * @param brandId         the brand; null if absent
 * @param modelId         the model; null if absent
 * @param hardwareVersion the version of the hardware; null if absent
 * @param firmwareVersion the version of the firmware; null if absent
 * @param bandId          the band, such as {@code EU_863_870}; null if absent
 */
public record EndDeviceVersionIdentifiers(
        String brandId, String modelId, String hardwareVersion, String firmwareVersion, String bandId) {

    @Override
    public String toString() {
        return Text.of(EndDeviceVersionIdentifiers.class)
                .add("brandId", brandId)
                .add("modelId", modelId)
                .add("hardwareVersion", hardwareVersion)
                .add("firmwareVersion", firmwareVersion)
                .add("bandId", bandId)
                .end();
    }
}
