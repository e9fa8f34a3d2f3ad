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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a request names.
 *
 * @param applicationId the application, without tenant
 * @param deviceId the device; null for all of the application
 * @param type such as {@code uplink_message}
 * @param counts whether the number of messages is asked for, not the messages
 */
record StorageRoute(String applicationId, String deviceId, String type, boolean counts) {

    private static final Pattern PATH = Pattern.compile("/api/v3/as/applications/(?<application>[^/]+)"
            + "(?:/devices/(?<device>[^/]+))?/packages/storage/(?<type>[^/]+)(?<count>/count)?");

    static StorageRoute of(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new StorageRefusal(StorageError.noRoute());
        }
        boolean counts = matcher.group("count") != null;
        String type = matcher.group("type");
        // normalized uplinks cannot be counted
        if (!StorageTypes.isType(type) || counts && type.equals(StorageTypes.UPLINK_NORMALIZED)) {
            throw new StorageRefusal(StorageError.invalid("type", type));
        }
        return new StorageRoute(matcher.group("application"), matcher.group("device"), type, counts);
    }
}
