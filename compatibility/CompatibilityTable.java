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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes the results of compatibility runs into a page, as tables between the comments {@code <!-- section -->} and
 * {@code <!-- /section -->}: {@code java CompatibilityTable.java page section results [built-with]}. Every folder in
 * the folder of results is a run, with Surefire's reports of one version of Camel on one JDK. A page is left as it is
 * while nothing but the date would change. Ends with status 1 if a test
 * failed, or if a run has no reports: then there is nothing to write.
 */
public final class CompatibilityTable {

    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Map<String, String> PROPER_NAMES = Stream.of(
                    "Actuator",
                    "Camel",
                    "Jackson",
                    "JMX",
                    "JSON",
                    "Micrometer",
                    "Simple",
                    "URI",
                    "URIs",
                    "Vert.x",
                    "XML",
                    "YAML")
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT).replace(".", ""), Function.identity()));
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private CompatibilityTable() {}

    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        String section = arguments[1];
        List<Run> runs;
        try (Stream<Path> folders = Files.list(Path.of(arguments[2]))) {
            runs = folders.filter(Files::isDirectory)
                    .map(Run::read)
                    .sorted(Run.ORDER)
                    .toList();
        }
        if (runs.isEmpty() || runs.stream().anyMatch(run -> run.outcomes().isEmpty())) {
            runs.stream()
                    .filter(run -> run.outcomes().isEmpty())
                    .forEach(run -> System.err.println(run.name() + ": there is no report of this run"));
            System.err.println(page + " stays as it is: not every run has reports.");
            System.exit(1);
        }
        write(page, section, text(runs, arguments.length > 3 ? arguments[3] : ""));

        List<String> failures = runs.stream().flatMap(Run::failures).toList();
        failures.forEach(System.err::println);
        if (!failures.isEmpty()) {
            System.exit(1);
        }
    }

    private static void write(Path page, String section, String text) throws IOException {
        String old = Files.readString(page);
        String begin = "<!-- " + section + " -->\n";
        String end = "<!-- /" + section + " -->";
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(page + " has no lines '" + begin.strip() + "' and '" + end + "'.");
        }
        String current = old.substring(from + begin.length(), to);
        if (!withoutDate(current).equals(withoutDate(text))) {
            Files.writeString(page, old.substring(0, from) + begin + text + old.substring(to));
        }
    }

    private static String withoutDate(String text) {
        return DATE.matcher(text).replaceFirst("");
    }

    private static String text(List<Run> runs, String builtWith) {
        StringBuilder text = new StringBuilder("\nResults of ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(builtWith)
                .append(". ✓ passed, ✗ failed, – not run.\n\n");
        row(text, "Camel", runs, Run::camel);
        text.append("|---".repeat(runs.size() + 1)).append("|\n");
        row(text, "JDK", runs, Run::jdk);
        library(text, "Spring Boot", runs, "spring-boot");
        library(text, "Jackson", runs, "jackson-databind");
        library(text, "camel-paho", runs, "camel-paho");
        for (String group : names(runs, run -> run.outcomes().keySet())) {
            row(text, "**" + group + "**", runs, run -> "");
            for (String test : names(
                    runs, run -> run.outcomes().getOrDefault(group, Map.of()).keySet())) {
                row(text, test, runs, run -> run.outcome(group, test).sign);
            }
        }
        return text.append('\n').toString();
    }

    private static Iterable<String> names(List<Run> runs, Function<Run, ? extends Iterable<String>> namesOfRun) {
        TreeSet<String> names = new TreeSet<>();
        runs.forEach(run -> namesOfRun.apply(run).forEach(names::add));
        return names;
    }

    private static void library(StringBuilder text, String title, List<Run> runs, String artifact) {
        if (runs.stream().anyMatch(run -> !run.library(artifact).isEmpty())) {
            row(text, title, runs, run -> run.library(artifact));
        }
    }

    private static void row(StringBuilder text, String title, List<Run> runs, Function<Run, String> cell) {
        text.append("| ").append(title).append(" |");
        runs.forEach(run -> text.append(' ').append(cell.apply(run)).append(" |"));
        text.append('\n');
    }

    private static String words(String name) {
        String words = Stream.of(CAMEL_CASE.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> PROPER_NAMES.getOrDefault(word, word))
                .collect(Collectors.joining(" "));
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private enum Outcome {
        PASSED("✓"),
        FAILED("✗"),
        NOT_RUN("–");

        private final String sign;

        Outcome(String sign) {
            this.sign = sign;
        }
    }

    /** One version of Camel on one JDK; its outcomes by the words of class and method. */
    private record Run(
            String name, String camel, String jdk, String classPath, Map<String, Map<String, Outcome>> outcomes) {

        private static final Comparator<Run> ORDER =
                Comparator.comparing((Run run) -> padded(run.camel)).thenComparing(run -> padded(run.jdk));

        static Run read(Path folder) {
            Map<String, String> properties = new TreeMap<>();
            Map<String, Map<String, Outcome>> outcomes = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(
                                each -> each.getFileName().toString().matches("TEST-.*\\.xml"))
                        .toList()) {
                    Document report = DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile());
                    for (Element property : elements(report, "property")) {
                        properties.put(property.getAttribute("name"), property.getAttribute("value"));
                    }
                    for (Element test : elements(report, "testcase")) {
                        String type = test.getAttribute("classname").replaceAll(".*\\.|Test$", "");
                        outcomes.computeIfAbsent(words(type), key -> new TreeMap<>())
                                .put(words(test.getAttribute("name")), outcome(test));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SAXException | ParserConfigurationException e) {
                throw new IllegalStateException("Cannot read the reports in " + folder, e);
            }
            return new Run(
                    folder.getFileName().toString(),
                    properties.getOrDefault("camel.version", "?"),
                    properties.getOrDefault("java.specification.version", "?"),
                    properties.getOrDefault("surefire.test.class.path", properties.getOrDefault("java.class.path", "")),
                    outcomes);
        }

        private static Outcome outcome(Element test) {
            if (test.getElementsByTagName("skipped").getLength() > 0) {
                return Outcome.NOT_RUN;
            }
            boolean failed = test.getElementsByTagName("failure").getLength() > 0
                    || test.getElementsByTagName("error").getLength() > 0;
            return failed ? Outcome.FAILED : Outcome.PASSED;
        }

        private static List<Element> elements(Document document, String name) {
            NodeList nodes = document.getElementsByTagName(name);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        }

        Outcome outcome(String group, String test) {
            return outcomes.getOrDefault(group, Map.of()).getOrDefault(test, Outcome.NOT_RUN);
        }

        String library(String artifact) {
            Matcher matcher =
                    Pattern.compile("/" + artifact + "-(\\d[^/]*)\\.jar").matcher(classPath);
            return matcher.find() ? matcher.group(1) : "";
        }

        Stream<String> failures() {
            return outcomes.entrySet().stream().flatMap(group -> group.getValue().entrySet().stream()
                    .filter(test -> test.getValue() == Outcome.FAILED)
                    .map(test -> name + ": " + group.getKey() + ", " + test.getKey()));
        }

        private static String padded(String version) {
            return NUMBER.matcher(version)
                    .replaceAll(number -> "0".repeat(6 - number.group().length()) + number.group());
        }
    }
}
