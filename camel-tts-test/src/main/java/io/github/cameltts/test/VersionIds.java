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
 * What a device created from the device repository is: {@code EndDeviceVersionIdentifiers}. A null or empty member is
 * absent in JSON.
 *
 * @param brandId such as {@code the-things-products}
 * @param modelId such as {@code the-things-uno}
 * @param hardwareVersion such as {@code 1.0}
 * @param firmwareVersion such as {@code quickstart}
 * @param bandId such as {@code EU_863_870}
 */
public record VersionIds(
        String brandId, String modelId, String hardwareVersion, String firmwareVersion, String bandId) {

    Json toJson() {
        return Json.object()
                .text("brand_id", brandId)
                .text("model_id", modelId)
                .text("hardware_version", hardwareVersion)
                .text("firmware_version", firmwareVersion)
                .text("band_id", bandId);
    }
}
