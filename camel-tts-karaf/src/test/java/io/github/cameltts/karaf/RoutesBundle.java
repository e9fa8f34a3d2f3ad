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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * The bundle of a user, made of the classes in the package {@code routes} beside this one.
 */
final class RoutesBundle {

    private static final String FOLDER = "io/github/cameltts/karaf/routes/";

    private RoutesBundle() {}

    static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "tts-routes");
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Bundle-Activator", "io.github.cameltts.karaf.routes.RoutesActivator");
        attributes.putValue(
                "Import-Package",
                "io.github.cameltts,io.github.cameltts.model,org.apache.camel,org.apache.camel.builder,"
                        + "org.apache.camel.console,org.apache.camel.karaf.core,org.apache.camel.model,"
                        + "org.apache.camel.spi,org.apache.camel.support,org.osgi.framework");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : new String[] {"RoutesActivator", "EchoRoutes"}) {
                String path = FOLDER + name + ".class";
                out.putNextEntry(new JarEntry(path));
                try (InputStream in = RoutesBundle.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }
}
