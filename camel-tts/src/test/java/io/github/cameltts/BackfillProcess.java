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
package io.github.cameltts;

import io.github.cameltts.storage.BackfillView;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.FileStateRepository;

/**
 * A process with one route that writes down what it hears, to be killed. Ends well when its standard input does.
 */
final class BackfillProcess {

    private final Path folder;
    private final FileOutputStream heard;

    private BackfillProcess(Path folder) throws IOException {
        this.folder = folder;
        this.heard = new FileOutputStream(folder.resolve("heard").toFile(), true);
    }

    /**
     * @param arguments a folder, and the URI of the route
     */
    public static void main(String[] arguments) throws Exception {
        new BackfillProcess(Path.of(arguments[0])).run(arguments[1]);
    }

    private void run(String uri) throws Exception {
        CamelContext context = new DefaultCamelContext();
        FileStateRepository cursors = FileStateRepository.fileStateRepository(
                folder.resolve("cursors").toFile());
        context.getRegistry().bind("cursors", cursors);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("uplinks").process(BackfillProcess.this::hear);
            }
        });
        context.start();
        while (System.in.read() >= 0) {
            // until it is closed
        }
        context.getRouteController().suspendRoute("uplinks");
        TtsConsumer consumer = (TtsConsumer) context.getRoute("uplinks").getConsumer();
        writeCounters(consumer);
        context.close();
    }

    /** One line of one write, which a kill cannot tear: device, FCnt, whether fetched, when, and the process. */
    private synchronized void hear(Exchange exchange) {
        String line = exchange.getMessage().getHeader(TtsConstants.DEVICE_ID) + " "
                + exchange.getMessage().getHeader(TtsConstants.F_CNT) + " "
                + exchange.getMessage().getHeader(TtsConstants.BACKFILLED, false, Boolean.class) + " "
                + System.currentTimeMillis() + " " + ProcessHandle.current().pid() + "\n";
        try {
            heard.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCounters(TtsConsumer consumer) throws IOException {
        BackfillView view = consumer.view().backfill();
        Properties counters = new Properties();
        counters.setProperty("received", "" + consumer.view().messages().received());
        counters.setProperty("delivered", "" + consumer.view().messages().delivered());
        counters.setProperty("dropped", "" + consumer.view().lanes().dropped());
        counters.setProperty("fetched", "" + view.fetched());
        counters.setProperty("recovered", "" + view.recovered());
        counters.setProperty("duplicates", "" + view.duplicates());
        counters.setProperty("gaps", "" + view.gaps());
        counters.setProperty("radioLosses", "" + view.radioLosses());
        counters.setProperty("errors", "" + view.errors());
        try (var out = Files.newOutputStream(folder.resolve("counters"))) {
            counters.store(out, null);
        }
    }
}
