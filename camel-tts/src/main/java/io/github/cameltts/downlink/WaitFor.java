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

import io.github.cameltts.address.Event;

/**
 * What a send waits for. A later event stands for an earlier one that was not heard: what was sent has been queued.
 */
public enum WaitFor {

    /** That the bytes are with the operating system. */
    none,

    /** That the server put the downlink into the queue of the device. */
    queued,

    /** That a gateway transmitted it. */
    sent,

    /** That the device acknowledged it. */
    ack;

    /**
     * @param  event an event of a downlink
     * @return       whether it says that what is waited for has happened
     */
    public boolean isReachedBy(Event event) {
        return switch (this) {
            case none -> true;
            case queued -> event == Event.DOWN_QUEUED || sent.isReachedBy(event);
            case sent -> event == Event.DOWN_SENT || event == Event.DOWN_NACK || ack.isReachedBy(event);
            case ack -> event == Event.DOWN_ACK;
        };
    }
}
