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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

class SiteTest {

    private static final Path EXTERNAL_LINKS = Pages.SITE.resolveSibling("external-links.txt");

    @Test
    void everyLinkInsideLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path page : Pages.rendered()) {
            Document document = Pages.document(page);
            for (Element link : document.select("a[href]")) {
                String href = link.attr("href");
                if (!isExternal(href) && !leadsSomewhere(page, href)) {
                    dead.add(page.getFileName() + ": " + href);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyLinkOfTheReadmeLeadsToAFile() {
        Matcher link = Pattern.compile("]\\(([^)#]+)").matcher(Pages.text(Pages.README));
        while (link.find()) {
            if (!isExternal(link.group(1))) {
                assertThat(Pages.README.resolveSibling(link.group(1))).exists();
            }
        }
    }

    @Test
    void nothingIsFetchedFromElsewhere() {
        for (Path page : Pages.rendered()) {
            Document document = Pages.document(page);
            Elements fetched = document.select("[src], link[href], object[data]");
            for (Element element : fetched) {
                String address = element.hasAttr("src") ? element.attr("src") : element.attr("href");
                assertThat(isExternal(address)).as("%s: %s", page, address).isFalse();
                assertThat(page.resolveSibling(address)).exists();
            }
            assertThat(document.select("script")).as("scripts of %s", page).isEmpty();
        }
        assertThat(Pages.text(Pages.SITE.resolve("site.css"))).doesNotContain("@import", "url(");
    }

    /** They are listed for a person to look at; a build that asks other servers fails for other reasons than its own. */
    @Test
    void linksToTheOutsideAreListed() throws IOException {
        Set<String> external = new TreeSet<>();
        for (Path page : Pages.rendered()) {
            Pages.document(page).select("a[href]").eachAttr("href").stream()
                    .filter(SiteTest::isExternal)
                    .forEach(external::add);
        }
        Files.write(EXTERNAL_LINKS, external);

        assertThat(external).allMatch(address -> URI.create(address).getScheme().equals("https"));
    }

    @Test
    void everyPageIsInTheNavigation() {
        Set<String> navigation =
                Set.copyOf(Pages.document("index").select("nav.site a[href]").eachAttr("href"));

        assertThat(navigation)
                .containsExactlyInAnyOrderElementsOf(Pages.rendered().stream()
                        .map(page -> page.getFileName().toString())
                        .toList());
    }

    @Test
    void theTablesAreThoseOfTheCatalogToTheLetter() throws IOException {
        ComponentModel catalog = CatalogTables.catalog();
        List<List<String>> rows = Pages.document("tts-component").select("table.options tbody tr").stream()
                .map(row -> row.select("> td").eachText())
                .toList();

        List<BaseOptionModel> all = new ArrayList<>(catalog.getComponentOptions());
        all.addAll(catalog.getEndpointPathOptions());
        all.addAll(catalog.getEndpointParameterOptions());
        all.addAll(catalog.getEndpointHeaders().stream()
                .filter(header -> !"producer".equals(header.getLabel()))
                .toList());
        all.addAll(catalog.getEndpointHeaders().stream()
                .filter(header -> !"consumer".equals(header.getLabel()))
                .toList());
        assertThat(rows).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            BaseOptionModel option = all.get(i);
            String row = String.join(" ", rows.get(i));
            assertThat(row).startsWith(option.getName() + " (" + option.getGroup() + ")");
            assertThat(row).contains(blanks(option.getDescription())).endsWith(option.getShortJavaType());
            if (option.getDefaultValue() != null) {
                assertThat(row).endsWith(option.getDefaultValue() + " " + option.getShortJavaType());
            }
            if (option.getEnums() != null) {
                assertThat(row).contains(option.getEnums().stream().collect(Collectors.joining(" ")));
            }
        }
    }

    private static String blanks(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    private static boolean isExternal(String address) {
        return address.matches("[a-z]+:.*") || address.startsWith("//");
    }

    private static boolean leadsSomewhere(Path page, String href) {
        int hash = href.indexOf('#');
        String path = hash < 0 ? href : href.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Pages.document(target).getElementById(href.substring(hash + 1)) != null;
    }
}
