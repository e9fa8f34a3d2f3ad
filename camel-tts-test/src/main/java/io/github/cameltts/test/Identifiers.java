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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The syntax of identifiers of The Things Stack. */
final class Identifiers {

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){2,}");
    private static final int MAX_LENGTH = 36;
    private static final Pattern EUI = Pattern.compile("[0-9A-F]{16}");

    private Identifiers() {}

    static boolean isId(String id) {
        return id != null && id.length() <= MAX_LENGTH && ID.matcher(id).matches();
    }

    static String requireId(String what, String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(what + " '" + id
                    + "' is not legal: write 3 to 36 lower-case letters, digits and single dashes inside");
        }
        return id;
    }

    /** The EUI in upper case, or null for null. */
    static String requireEui(String what, String eui) {
        String upper = eui == null ? null : eui.toUpperCase(Locale.ROOT);
        if (upper != null && !EUI.matcher(upper).matches()) {
            throw new IllegalArgumentException(what + " '" + eui + "' is not legal: write 16 hexadecimal digits");
        }
        return upper;
    }

    /** An EUI that is the same in every run: the prefix, then digits that follow from the name. */
    static String stableEui(String prefix, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return (prefix + HexFormat.of().withUpperCase().formatHex(digest)).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
