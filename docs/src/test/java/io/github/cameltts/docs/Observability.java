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
package io.github.cameltts.docs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the page on operating says of health and meters. */
final class Observability {

    private Observability() {}

    static Set<String> toldMeters() {
        return firstColumn("meters", "camel\\.tts\\.[a-z.]+");
    }

    static Set<String> toldDetails() {
        return firstColumn("health", "[a-z.-]+");
    }

    private static Set<String> firstColumn(String section, String name) {
        List<String> codes = Pages.document("operations")
                .getElementById(section)
                .parent()
                .select("td:first-child code")
                .eachText();
        Set<String> names = new TreeSet<>(codes);
        names.removeIf(code -> !code.matches(name));
        return names;
    }
}
