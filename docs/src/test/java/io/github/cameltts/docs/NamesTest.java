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

import io.github.cameltts.observe.ManagedConnection;
import io.github.cameltts.observe.ManagedTtsConsumer;
import io.github.cameltts.observe.ManagedTtsProducer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What the pages name exists. */
class NamesTest {

    /** Those of the idempotent consumer. */
    private static final Set<String> OPTIONS_OF_CAMEL = Set.of("eager");

    private final ComponentModel catalog = catalog();

    private static ComponentModel catalog() {
        try {
            return CatalogTables.catalog();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void headersExist() {
        Set<String> headers = names(catalog.getEndpointHeaders());

        assertThat(found("\\bCamelTts\\w+")).isSubsetOf(headers);
    }

    @Test
    void optionsOfUrisExist() {
        Set<String> found = new TreeSet<>();
        for (String uri : found("tts:[^\\s\"`<>?\\[]*\\?[^\\s\"`<>…]+")) {
            for (String option : uri.substring(uri.indexOf('?') + 1).split("&amp;|&")) {
                found.add(option.replaceFirst("=.*", ""));
            }
        }

        assertThat(found).contains("cluster", "waitFor").isSubsetOf(names(catalog.getEndpointParameterOptions()));
    }

    @Test
    void optionsInTheTextExist() {
        Set<String> known = names(catalog.getEndpointParameterOptions());
        known.addAll(names(catalog.getComponentOptions()));
        known.addAll(OPTIONS_OF_CAMEL);
        Set<String> found = new TreeSet<>();
        for (Path page : Pages.rendered()) {
            for (String code : Pages.document(page).select(":not(pre) > code").eachText()) {
                if (code.matches("[a-z]\\w+=\\S+")) {
                    found.add(code.replaceFirst("=.*", ""));
                }
            }
        }

        assertThat(found).contains("backfill").isSubsetOf(known);
    }

    @Test
    void propertiesOfTheComponentExist() {
        Set<String> known = names(catalog.getComponentOptions());
        Set<String> found = found("camel\\.component\\.tts\\.[\\w-]+").stream()
                .map(property -> camelCase(property.substring("camel.component.tts.".length())))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found).contains("apiKey").isSubsetOf(known);
    }

    @Test
    void attributesOfJmxAreAllThereAre() {
        Set<String> told = new TreeSet<>();
        for (String code : section("jmx").select("code").eachText()) {
            if (code.matches("[A-Z]\\w+")) {
                told.add(code);
            }
        }

        Set<String> attributes = Stream.of(ManagedConnection.class, ManagedTtsConsumer.class, ManagedTtsProducer.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.isAnnotationPresent(ManagedAttribute.class))
                .map(Method::getName)
                .map(name -> name.replaceFirst("^(get|is)", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(attributes);
    }

    /** All that is fixed in a line stands somewhere in the code. */
    @Test
    void logLinesAreThoseOfTheCode() throws Exception {
        String constants = constants();
        List<String> unknown = new ArrayList<>();
        for (Element cell : section("log-lines").select("td:nth-child(2) code")) {
            for (String fragment : cell.text().split("…|<connection>|<route>|\\d+")) {
                String fixed = fragment.replaceAll("^[\\s:;,.]+|[\\s:;,.]+$", "");
                if (!constants.contains(fixed)) {
                    unknown.add(fixed);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void healthDetailsAreThoseOfTheCode() throws Exception {
        String constants = constants();

        assertThat(Observability.toldDetails()).hasSizeGreaterThan(20).allMatch(constants::contains);
    }

    private static Element section(String heading) {
        Document page = Pages.document("operations");
        return page.getElementById(heading).parent();
    }

    /** All there is in the class files of the component, as text. */
    private static String constants() throws Exception {
        Path place = Path.of(ManagedConnection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(place)) {
            return constants(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return constants(jar.getPath("/"));
        }
    }

    private static String constants(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    private static Set<String> found(String regex) {
        Set<String> found = new TreeSet<>();
        List<Path> files = new ArrayList<>(Pages.sources());
        files.add(Pages.README);
        for (Path file : files) {
            Matcher matcher = Pattern.compile(regex).matcher(Pages.text(file));
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    private static Set<String> names(List<? extends BaseOptionModel> options) {
        return options.stream().map(BaseOptionModel::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String camelCase(String name) {
        Matcher dash = Pattern.compile("-(\\w)").matcher(name);
        return dash.replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
