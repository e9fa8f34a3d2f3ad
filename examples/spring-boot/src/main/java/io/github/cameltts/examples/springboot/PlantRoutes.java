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
package io.github.cameltts.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;

/** Uplinks go to the database, downlinks to their device. */
@Component
public class PlantRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("tts:{{plant.application}}?concurrentConsumers=4")
                .routeId("uplinks")
                // while the database is away uplinks wait, in the bounds of the component's queue
                .onException(CannotGetJdbcConnectionException.class, DataAccessResourceFailureException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(1_000)
                .end()
                .bean(UplinkRow.class, "of")
                .to("sql:classpath:insert-uplink.sql")
                .log("${header.CamelTtsDeviceId} #${header.CamelTtsFCnt}: ${header.CamelSqlUpdateCount} row");

        from("direct:downlink")
                .routeId("downlink")
                // what goes wrong is for the sender to hear
                .errorHandler(noErrorHandler())
                .to("tts:{{plant.application}}?requestTimeout={{plant.request-timeout}}");
    }
}
