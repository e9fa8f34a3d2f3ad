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

import java.util.List;

/**
 * What {@code down/push} appends to a device's queue, or {@code down/replace} puts in its place.
 *
 * @param downlinks the downlinks, first to transmit first. Empty clears the queue with {@code replace} and does nothing
 *                  with {@code push}
 */
public record DownlinkQueueRequest(List<ApplicationDownlink> downlinks) {

    /**
     * Copies the list.
     *
     * @throws NullPointerException if the list or an element is null: only an explicit empty list may clear a queue
     */
    public DownlinkQueueRequest {
        downlinks = List.copyOf(downlinks);
    }

    /** A request with these downlinks. */
    public static DownlinkQueueRequest of(ApplicationDownlink... downlinks) {
        return new DownlinkQueueRequest(List.of(downlinks));
    }
}
