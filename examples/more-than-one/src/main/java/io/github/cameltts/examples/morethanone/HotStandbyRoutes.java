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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterService;

/**
 * One instance works, the others stand by. The one that takes over goes on from the cursor that the other has left, and
 * fetches what was sent meanwhile.
 */
public final class HotStandbyRoutes extends RouteBuilder {

    private final CamelClusterService cluster;

    /**
     * @param cluster decides who works
     */
    public HotStandbyRoutes(CamelClusterService cluster) {
        this.cluster = cluster;
    }

    @Override
    public void configure() throws Exception {
        getContext().addService(cluster);

        // an uplink that the route has failed with is done with: while the database is away it must not fail
        errorHandler(defaultErrorHandler().maximumRedeliveries(-1).redeliveryDelay(1000));

        // the cursor is kept under the id of the route: it has to be the same in all instances
        from("master:plant:tts:{{plant.application}}?concurrentConsumers=4"
                        + "&backfill=storage&backfillOverlap={{plant.overlap}}&cursorRepository=#cursors")
                .routeId("uplinks")
                .to(UplinkTable.INSERT);
    }
}
