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
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A part of a route as one transaction. Camel's own {@code transacted()} declares an exchange that it has rolled back
 * exhausted, so that no error handler sends it again: meant for a source that does, as a queue. The Things Stack does not.
 */
final class InTransaction implements Policy {

    private final TransactionTemplate transaction;

    /**
     * @param dataSource of the database
     */
    InTransaction(DataSource dataSource) {
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to prepare
    }

    @Override
    public Processor wrap(Route route, Processor part) {
        return exchange -> {
            // all of it on this thread, to which the transaction is bound
            exchange.getUnitOfWork().beginTransactedBy(this);
            try {
                transaction.executeWithoutResult(status -> {
                    process(part, exchange);
                    if (exchange.getException() != null) {
                        status.setRollbackOnly();
                    }
                });
            } finally {
                exchange.getUnitOfWork().endTransactedBy(this);
            }
        };
    }

    private static void process(Processor part, Exchange exchange) {
        try {
            part.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
    }
}
