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
package io.github.cameltts.address;

import io.github.cameltts.TtsConfigurationException;
import java.util.regex.Pattern;

/**
 * The rule that application, device, gateway and tenant ids share: 3 to 36 characters of {@code a-z} and {@code 0-9},
 * with single dashes between them (The Things Stack, {@code identifiers.proto}).
 */
public final class Identifiers {

    /** The shortest id, in characters. */
    public static final int MIN_LENGTH = 3;

    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 36;

    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){2,}");

    private Identifiers() {}

    /**
     * @param  id any text, may be null
     * @return    whether it is an id by the rule of The Things Stack
     */
    public static boolean isValid(String id) {
        return id != null && id.length() <= MAX_LENGTH && SYNTAX.matcher(id).matches();
    }

    /**
     * @param  what                      what the id stands for, as the first words of a sentence ("Application id")
     * @param  id                        the text to check
     * @return                           the id, as given
     * @throws TtsConfigurationException if it is not an id by the rule of The Things Stack
     */
    public static String check(String what, String id) {
        if (!isValid(id)) {
            throw new TtsConfigurationException(
                    what + " '" + id + "' is not valid: it takes 3 to 36 characters of a-z and"
                            + " 0-9, with single dashes between them, as the console of The Things Stack shows it.");
        }
        return id;
    }
}
