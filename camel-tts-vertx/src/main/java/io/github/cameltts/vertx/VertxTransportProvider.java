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
package io.github.cameltts.vertx;

import io.github.cameltts.connection.TransportFactory;
import io.github.cameltts.connection.TransportProvider;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;

/**
 * Found by Camel for {@code transport=vertx}. All connections of a component share one Vert.x.
 */
public final class VertxTransportProvider implements TransportProvider {

    private SharedVertx shared;

    /** For Camel. */
    public VertxTransportProvider() {}

    @Override
    public synchronized TransportFactory factory(CamelContext context, Executor mayBlock) {
        if (shared == null) {
            shared = new SharedVertx(context);
        }
        return new VertxTransportFactory(shared, mayBlock);
    }
}
