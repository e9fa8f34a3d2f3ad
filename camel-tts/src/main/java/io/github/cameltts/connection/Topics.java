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
package io.github.cameltts.connection;

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * The topics that a connection has received, taken apart once: there are few beside the messages on them. For one thread at
 * a time.
 */
final class Topics {

    /** A server may publish on ever new topics; with more devices than this, some are taken apart again. */
    private static final int MOST = 1 << 14;

    private final String prefix;
    private final Map<String, Topic> known = new HashMap<>();

    Topics(ApplicationUid application) {
        this.prefix = Topic.prefix(application);
    }

    /** The parts of a topic, null if it is not one of a device of the application. */
    Topic get(String name) {
        Topic topic = known.get(name);
        if (topic == null) {
            topic = Topic.parse(prefix, name);
            if (topic != null) {
                if (known.size() == MOST) {
                    known.clear();
                }
                known.put(name, topic);
            }
        }
        return topic;
    }
}
