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

import java.util.Objects;

/**
 * A JSON text that is not a readable message of The Things Stack: broken JSON, invalid UTF-8, a limit exceeded, or a
 * wrong type in a field that a reading depends on.
 *
 * <p>It carries no cause on purpose: the messages of JSON parsers quote the text at hand, which may be a key.
 */
public class TtsDecodeException extends TtsException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * @param message one sentence: what is wrong, which value, what is expected
     * @param path    where, such as {@code uplink_message.rx_metadata[0].time}; empty at the root
     */
    public TtsDecodeException(String message, String path) {
        super(message);
        this.path = Objects.requireNonNull(path, "path");
    }

    /**
     * The place of the fault in the JSON text: member names joined by dots, list indexes in brackets, such as
     * {@code uplink_message.f_port}; the empty string where the whole text is at fault. Never null.
     */
    public String path() {
        return path;
    }
}
