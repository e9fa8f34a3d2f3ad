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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Where uplinks end up. Nothing keeps a copy out of it, so that one can see which way leaves copies; a table of yours
 * would have the deduplication id as its key.
 */
final class UplinkTable {

    /** An endpoint of camel-sql that takes an uplink with its headers; the data source is in Camel's registry. */
    static final String INSERT = "sql:INSERT INTO uplinks"
            + " (deduplication_id, device_id, f_cnt, received_at, backfilled, instance) VALUES"
            + " (:#CamelTtsDeduplicationId, :#CamelTtsDeviceId, :#CamelTtsFCnt,"
            + " CAST(:#${header.CamelTtsReceivedAt.toString} AS TIMESTAMP WITH TIME ZONE),"
            + " COALESCE(CAST(:#${header.CamelTtsBackfilled} AS BOOLEAN), FALSE), :#${properties:plant.instance})"
            + "?dataSource=#database";

    private static final String CREATE = "CREATE TABLE IF NOT EXISTS uplinks ("
            + "deduplication_id VARCHAR(255) NOT NULL, device_id VARCHAR(36) NOT NULL, f_cnt BIGINT NOT NULL,"
            + " received_at TIMESTAMP WITH TIME ZONE NOT NULL, backfilled BOOLEAN NOT NULL,"
            + " instance VARCHAR(36) NOT NULL, handled_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL)";

    private UplinkTable() {}

    static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }
}
