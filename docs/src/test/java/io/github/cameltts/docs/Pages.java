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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The pages as they are written, and as they are rendered. */
final class Pages {

    static final Path SOURCES = Path.of(System.getProperty("docs.pages"));
    static final Path SITE = Path.of(System.getProperty("docs.site"));
    static final Path README = Path.of(System.getProperty("docs.root"), "README.md");

    private static final Pattern ASCIIDOC_BLOCK =
            Pattern.compile("(?m)^\\[source,(\\w+)([^\\]]*)]\\n(?:\\.[^\\n]*\\n)?----\\n(.*?)\\n----$", Pattern.DOTALL);
    private static final Pattern MARKDOWN_BLOCK = Pattern.compile("(?m)^```(\\w+)\\n(.*?)\\n```$", Pattern.DOTALL);

    private Pages() {}

    /** A block of code. */
    record Snippet(String page, int line, String language, String attributes, String code) {

        @Override
        public String toString() {
            return page + ":" + line + " (" + language + ")";
        }
    }

    static List<Path> sources() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> rendered() {
        return sources().stream().map(Pages::rendered).toList();
    }

    private static Path rendered(Path source) {
        return SITE.resolve(source.getFileName().toString().replace(".adoc", ".html"));
    }

    static Document document(String page) {
        return document(SITE.resolve(page + ".html"));
    }

    static Document document(Path file) {
        try {
            return Jsoup.parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks of code of all pages and the README. */
    static List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        for (Path source : sources()) {
            String text = text(source);
            Matcher block = ASCIIDOC_BLOCK.matcher(text);
            while (block.find()) {
                snippets.add(snippet(source, text, block, block.group(2), block.group(3)));
            }
        }
        String readme = text(README);
        Matcher block = MARKDOWN_BLOCK.matcher(readme);
        while (block.find()) {
            snippets.add(snippet(README, readme, block, "", block.group(2)));
        }
        return snippets;
    }

    private static Snippet snippet(Path file, String text, Matcher block, String attributes, String code) {
        int line = (int) text.substring(0, block.start()).lines().count() + 1;
        return new Snippet(file.getFileName().toString(), line, block.group(1), attributes, code);
    }
}
