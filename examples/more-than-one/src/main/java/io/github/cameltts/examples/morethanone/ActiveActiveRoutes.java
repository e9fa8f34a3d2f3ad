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

import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;

/**
 * All instances work, each uplink counts once: message id and uplink are written in one transaction.
 */
public final class ActiveActiveRoutes extends RouteBuilder {

    private final DataSource database;
    private final String instance;

    /**
     * @param database for message ids and uplinks
     * @param instance the name of this instance, the same after a restart
     */
    public ActiveActiveRoutes(DataSource database, String instance) {
        this.database = database;
        this.instance = instance;
    }

    @Override
    public void configure() {
        // an uplink that the route has failed with is done with: while the database is away it must not fail
        errorHandler(defaultErrorHandler().maximumRedeliveries(-1).redeliveryDelay(1000));

        // each instance has a route id, and with it a cursor, of its own
        from("tts:{{plant.application}}?concurrentConsumers=4"
                        + "&backfill=storage&backfillOverlap={{plant.overlap}}&cursorRepository=#cursors")
                .routeId("uplinks-" + instance)
                .to("direct:once");

        // a route of its own, so that a redelivery has a transaction of its own
        from("direct:once")
                .routeId("once")
                .errorHandler(noErrorHandler())
                .policy(new InTransaction(database))
                .idempotentConsumer(header("CamelTtsDeduplicationId"), new SharedMessageIds(database, "uplinks"))
                // the end of the transaction does that
                .removeOnFailure(false)
                .to(UplinkTable.INSERT);
    }
}
