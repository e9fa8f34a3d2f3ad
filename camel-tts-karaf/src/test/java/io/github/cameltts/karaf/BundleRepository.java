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
package io.github.cameltts.karaf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Maven repository in a folder, with what some features files name and nothing else, so that Karaf asks no other.
 */
final class BundleRepository {

    private static final Pattern COORDINATES = Pattern.compile(
            "mvn:(?<group>[^/<$]+)/(?<artifact>[^/<$]+)/(?<version>[^/<$]+)(?:/(?<type>[^/<$]+)/(?<classifier>[^/<$]+))?");

    private final Path folder;

    BundleRepository(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Adds the file as {@code mvn:group/artifact/version/type/classifier}, the last two where it has them. */
    void add(String url, Path file) throws IOException {
        Matcher matcher = COORDINATES.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No address of a Maven artifact: " + url);
        }
        add(matcher, file);
    }

    /** Adds the bundles of a features file from a folder with files that are named by artifact and version. */
    void addBundles(Path features, Path bundles) throws IOException {
        Matcher matcher = COORDINATES.matcher(Files.readString(features, StandardCharsets.UTF_8));
        while (matcher.find()) {
            Path bundle = bundles.resolve(fileName(matcher));
            if (matcher.group("type") == null && Files.exists(bundle)) {
                add(matcher, bundle);
            }
        }
    }

    private void add(Matcher coordinates, Path file) throws IOException {
        Path target = folder.resolve(coordinates.group("group").replace('.', '/'))
                .resolve(coordinates.group("artifact"))
                .resolve(coordinates.group("version"))
                .resolve(fileName(coordinates));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fileName(Matcher coordinates) {
        String type = coordinates.group("type");
        String classifier = coordinates.group("classifier");
        return coordinates.group("artifact") + "-" + coordinates.group("version")
                + (classifier == null ? "" : "-" + classifier) + "." + (type == null ? "jar" : type);
    }
}
