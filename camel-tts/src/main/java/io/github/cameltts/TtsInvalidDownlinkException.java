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

import java.util.List;

/**
 * A downlink request that was not sent, because The Things Stack would have dropped it without a word, or would have
 * done something else than what was asked for. Nothing of the request reached the server. All faults of a request are
 * told at once.
 */
public class TtsInvalidDownlinkException extends TtsException {

    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    /**
     * @param faults one sentence for each fault, at least one
     */
    public TtsInvalidDownlinkException(List<String> faults) {
        this(faults, null);
    }

    /**
     * @param faults one sentence for each fault, at least one
     * @param cause  what led to it, or null
     */
    public TtsInvalidDownlinkException(List<String> faults, Throwable cause) {
        super("The downlink was not sent. " + String.join(" ", faults), cause);
        this.faults = List.copyOf(faults);
    }

    /**
     * @return one sentence for each fault, at least one, unmodifiable
     */
    public List<String> faults() {
        return faults;
    }
}
