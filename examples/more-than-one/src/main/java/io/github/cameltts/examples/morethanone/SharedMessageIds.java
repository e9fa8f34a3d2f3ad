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
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.springframework.dao.DuplicateKeyException;

/**
 * Camel's repository of message ids in a database, for two that get every message at the same moment. The statements are
 * those of PostgreSQL, and of H2 in its mode PostgreSQL.
 */
public final class SharedMessageIds extends JdbcMessageIdRepository {

    /** A deduplication id has up to 255 characters; Camel's own table takes 100. */
    private static final String CREATE_TABLE =
            "CREATE TABLE IF NOT EXISTS CAMEL_MESSAGEPROCESSED (processorName VARCHAR(255), messageId VARCHAR(255),"
                    + " createdAt TIMESTAMP, PRIMARY KEY (processorName, messageId))";

    /** Fails for none: a failed statement would take the transaction of the route along. */
    private static final String INSERT = "INSERT INTO CAMEL_MESSAGEPROCESSED (processorName, messageId, createdAt)"
            + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    /**
     * @param dataSource    that the route writes to as well, so that both are in one transaction
     * @param processorName the same in all instances
     */
    public SharedMessageIds(DataSource dataSource, String processorName) {
        super(dataSource, processorName);
        setCreateTableIfNotExists(false);
        setInsertString(INSERT);
    }

    /**
     * Where Camel's own looks first and inserts then, this only inserts. If the other instance is at work on the same
     * message, the database lets this one wait for the end of its transaction: a message is a copy only if the other has
     * finished it, and not if the other was killed over it.
     */
    @Override
    public boolean add(String key) {
        return Boolean.TRUE.equals(getTransactionTemplate().execute(transaction -> insert(key) > 0));
    }

    /** Both instances may create it at once. */
    @Override
    protected void doStart() throws Exception {
        try {
            getJdbcTemplate().execute(CREATE_TABLE);
        } catch (DuplicateKeyException e) {
            // what PostgreSQL says to the second
            log.debug("The other instance has created the table", e);
        }
        super.doStart();
    }
}
