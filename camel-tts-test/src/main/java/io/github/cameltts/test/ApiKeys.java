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

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The API keys of one application and what each allows. */
final class ApiKeys {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 26;
    private static final int SECRET_LENGTH = 52;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Set<Right>> rightsByKey = new HashMap<>();

    static String generate() {
        return "NNSXS." + random(ID_LENGTH) + "." + random(SECRET_LENGTH);
    }

    void add(String apiKey, Right... rights) {
        Set<Right> set = EnumSet.noneOf(Right.class);
        set.addAll(Arrays.asList(rights));
        rightsByKey.put(apiKey, set);
    }

    void remove(String apiKey) {
        rightsByKey.remove(apiKey);
    }

    /** Also a key without rights. */
    boolean knows(String apiKey) {
        return rightsByKey.containsKey(apiKey);
    }

    /** Empty both for an unknown key and for one without rights: the server does not tell them apart either. */
    Set<Right> rightsOf(String apiKey) {
        return rightsByKey.getOrDefault(apiKey, Set.of());
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE32.charAt(RANDOM.nextInt(BASE32.length())));
        }
        return text.toString();
    }
}
