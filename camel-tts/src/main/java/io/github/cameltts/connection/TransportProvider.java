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
package io.github.cameltts.connection;

import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;

/**
 * A kind of transport that comes with a jar of its own. Camel's factory finder finds it by the value of option
 * {@code transport}: the file {@code META-INF/services/io/github/cameltts/transport/NAME} of the jar says
 * {@code class=} and a class that implements this and has a public constructor without parameters. A component makes
 * one instance and keeps it.
 */
@FunctionalInterface
public interface TransportProvider {

    /** Where the factory finder looks, by the name of the transport. */
    String PATH = "META-INF/services/io/github/cameltts/transport/";

    /**
     * @param  context  for what the user has put into the registry
     * @param  mayBlock runs what may hold a thread for a while; there is always a free one
     * @return          makes the transports of one connection; holds nothing until it makes the first one
     */
    TransportFactory factory(CamelContext context, Executor mayBlock);
}
