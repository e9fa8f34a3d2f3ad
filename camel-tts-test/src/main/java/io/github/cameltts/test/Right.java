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

import java.util.Set;

/** A right of an API key on an application, as far as the MQTT interface of The Things Stack asks for it. */
public enum Right {

    /**
     * {@code RIGHT_APPLICATION_TRAFFIC_READ}: events are delivered. Without it subscriptions are granted and silent.
     */
    TRAFFIC_READ,

    /**
     * {@code RIGHT_APPLICATION_TRAFFIC_DOWN_WRITE}: downlinks are accepted. Without it they are acknowledged and
     * lost.
     */
    TRAFFIC_DOWN_WRITE,

    /** {@code RIGHT_APPLICATION_LINK}: implies {@link #TRAFFIC_READ} and {@link #TRAFFIC_DOWN_WRITE}. */
    LINK,

    /**
     * {@code RIGHT_APPLICATION_INFO}, for any right that has nothing to do with traffic: login succeeds, nothing
     * more.
     */
    INFO;

    static boolean allowsReading(Set<Right> rights) {
        return rights.contains(TRAFFIC_READ) || rights.contains(LINK);
    }

    static boolean allowsDownlinks(Set<Right> rights) {
        return rights.contains(TRAFFIC_DOWN_WRITE) || rights.contains(LINK);
    }
}
