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

import io.github.cameltts.TtsException;
import io.github.cameltts.address.Event;

/**
 * What was waited for did not come in time. The message says what was heard instead; what became of the downlink is not
 * known.
 */
public class OutcomeTimeoutException extends TtsException {

    private static final long serialVersionUID = 1L;

    private final Event lastHeard;

    /**
     * @param message   what was heard so far
     * @param lastHeard the last event that was heard, or null
     */
    public OutcomeTimeoutException(String message, Event lastHeard) {
        super(message);
        this.lastHeard = lastHeard;
    }

    /**
     * @return the last event that was heard, null if none was
     */
    public Event lastHeard() {
        return lastHeard;
    }
}
