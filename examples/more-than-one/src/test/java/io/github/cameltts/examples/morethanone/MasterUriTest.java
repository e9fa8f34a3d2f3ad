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
package io.github.cameltts.examples.morethanone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.TtsConfiguration;
import io.github.cameltts.TtsEndpoint;
import java.nio.file.Path;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.master.MasterEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterUriTest {

    @TempDir
    Path folder;

    @Test
    void optionsReachTheEndpointBehindMaster() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FileLockClusterService cluster = new FileLockClusterService();
            cluster.setRoot(folder.toString());
            context.addService(cluster);
            MemoryStateRepository cursors = new MemoryStateRepository();
            context.getRegistry().bind("cursors", cursors);

            MasterEndpoint master = (MasterEndpoint) context.getEndpoint("master:plant:tts:app1@ttn/dev1?cluster=eu1"
                    + "&apiKey=RAW(NNSXS.A+B%2F&C)&backfill=storage&backfillOverlap=30s&cursorRepository=#cursors");

            TtsEndpoint endpoint = (TtsEndpoint) master.getEndpoint();
            TtsConfiguration configuration = endpoint.getConfiguration();
            assertThat(endpoint.getAddress()).isEqualTo("app1@ttn/dev1");
            assertThat(configuration.getApiKey()).isEqualTo("NNSXS.A+B%2F&C");
            assertThat(configuration.getBackfillOverlap()).isEqualTo(30_000);
            assertThat(configuration.getCursorRepository()).isSameAs(cursors);
        }
    }
}
