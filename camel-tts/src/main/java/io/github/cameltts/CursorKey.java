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
package io.github.cameltts;

import io.github.cameltts.address.TtsAddress;

/** Under which name a consumer keeps its cursor. */
final class CursorKey {

    private CursorKey() {}

    /**
     * The address and the route: two routes on one address are not equally far. Camel's file repository takes the equals
     * sign for its own.
     */
    static String of(TtsAddress address, String routeId) {
        String key = "tts:" + address + (routeId == null ? "" : " " + routeId);
        return key.replace('=', '_').replaceAll("\\s+", " ");
    }
}
