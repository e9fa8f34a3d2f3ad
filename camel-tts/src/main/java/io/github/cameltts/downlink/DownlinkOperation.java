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
package io.github.cameltts.downlink;

import io.github.cameltts.address.Topic;

/**
 * What a request does to the queue of downlinks that the server keeps for a device.
 */
public enum DownlinkOperation {

    /** The downlinks are appended to the queue. */
    push(Topic.DOWN_PUSH),

    /** The queue is emptied, then the downlinks are appended. Without any it stays empty. */
    replace(Topic.DOWN_REPLACE);

    private final String topicSuffix;

    DownlinkOperation(String topicSuffix) {
        this.topicSuffix = topicSuffix;
    }

    /**
     * @return the end of the topic behind the device id
     */
    public String topicSuffix() {
        return topicSuffix;
    }
}
