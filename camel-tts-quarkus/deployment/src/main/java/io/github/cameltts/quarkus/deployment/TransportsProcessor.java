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
package io.github.cameltts.quarkus.deployment;

import io.github.cameltts.connection.TransportProvider;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.AdditionalApplicationArchiveMarkerBuildItem;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.paths.PathVisit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.quarkus.core.deployment.spi.CamelServiceBuildItem;

/**
 * Other transports that are on the class path, such as that of camel-tts-vertx. At run time Camel Quarkus has only those
 * services that the build has found, and by itself it looks for none outside of Camel's own folder.
 */
class TransportsProcessor {

    private static final String FOLDER = TransportProvider.PATH.substring(0, TransportProvider.PATH.length() - 1);

    @BuildStep
    AdditionalApplicationArchiveMarkerBuildItem archives() {
        return new AdditionalApplicationArchiveMarkerBuildItem(FOLDER);
    }

    @BuildStep
    void providers(ApplicationArchivesBuildItem archives, BuildProducer<CamelServiceBuildItem> services) {
        for (ApplicationArchive archive : archives.getAllApplicationArchives()) {
            archive.accept(tree -> tree.walkIfContains(FOLDER, visit -> {
                if (Files.isRegularFile(visit.getPath())) {
                    services.produce(service(visit));
                }
            }));
        }
    }

    private static CamelServiceBuildItem service(PathVisit visit) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(visit.getPath())) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String provider = properties.getProperty("class");
        if (provider == null) {
            throw new IllegalStateException(
                    visit.getUrl() + " names no class. Write class=… with the provider's name.");
        }
        return new CamelServiceBuildItem(Path.of(visit.getRelativePath()), provider);
    }
}
