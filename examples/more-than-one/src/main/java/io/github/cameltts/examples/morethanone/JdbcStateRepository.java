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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps states in a table of a database, which several processes can share. Camel itself brings repositories in memory
 * and in a file; the latter reads its file only when it starts.
 *
 * <p>The table is created at the first use, so that an application starts while its database is away. The statements are
 * understood by PostgreSQL and H2; for another database look at the type {@code TEXT}, which has to hold some 50,000
 * characters. Safe for use by any number of threads and processes.
 */
public final class JdbcStateRepository extends ServiceSupport implements StateRepository<String, String> {

    private static final String TABLE = "tts_cursors";
    /** The class of SQL states for violated constraints, unique keys among them. */
    private static final String CONSTRAINT_VIOLATION = "23";

    private final DataSource dataSource;
    private volatile boolean created;

    /**
     * @param dataSource of the database, best with a pool
     */
    public JdbcStateRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @return                       what was set last, by whichever process; null if nothing was
     * @throws RuntimeCamelException if the database does not tell
     */
    @Override
    public String getState(String key) {
        String sql = "SELECT state_value FROM " + TABLE + " WHERE state_key = ?";
        try (Connection connection = open();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new RuntimeCamelException("Cannot read '" + key + "' from table " + TABLE, e);
        }
    }

    /**
     * @param  key                   up to 255 characters
     * @param  value                 the state, not null
     * @throws RuntimeCamelException if the database has not kept it
     */
    @Override
    public void setState(String key, String value) {
        try (Connection connection = open()) {
            if (!update(connection, key, value) && !insert(connection, key, value)) {
                // somebody was faster with the first state of this key
                update(connection, key, value);
            }
        } catch (SQLException e) {
            throw new RuntimeCamelException("Cannot write '" + key + "' to table " + TABLE, e);
        }
    }

    private static boolean update(Connection connection, String key, String value) throws SQLException {
        String sql = "UPDATE " + TABLE + " SET state_value = ? WHERE state_key = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, value);
            update.setString(2, key);
            return update.executeUpdate() > 0;
        }
    }

    private static boolean insert(Connection connection, String key, String value) throws SQLException {
        String sql = "INSERT INTO " + TABLE + " (state_key, state_value) VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, key);
            insert.setString(2, value);
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (isConstraintViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // each statement by itself: a failed one must not take the next along
            connection.setAutoCommit(true);
            if (!created) {
                createTable(connection);
                created = true;
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        String sql = "CREATE TABLE IF NOT EXISTS " + TABLE
                + " (state_key VARCHAR(255) PRIMARY KEY, state_value TEXT NOT NULL)";
        try (Statement create = connection.createStatement()) {
            create.execute(sql);
        } catch (SQLException e) {
            // PostgreSQL says so when two create it at once
            if (!isConstraintViolation(e)) {
                throw e;
            }
        }
    }

    private static boolean isConstraintViolation(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(CONSTRAINT_VIOLATION);
    }
}
