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
package io.github.cameltts.dsl;

import io.github.cameltts.dsl.endpoint.dsl.TtsEndpointBuilderFactory.TtsBuilders;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

/**
 * Routes whose endpoints are written with typed builders: Camel's own, and {@code tts(…)} for The Things Stack.
 *
 * <pre>{@code
 * public class MyRoutes extends TtsEndpointRouteBuilder {
 *     @Override
 *     public void configure() {
 *         from(tts("app1@ttn/dev1").events("up,join")).to(direct("next"));
 *     }
 * }
 * }</pre>
 *
 * <p>A builder with another base class of its own implements {@link TtsBuilders} instead.
 */
public abstract class TtsEndpointRouteBuilder extends EndpointRouteBuilder implements TtsBuilders {

    /** For a context that is given later, as Camel does it. */
    protected TtsEndpointRouteBuilder() {}

    /**
     * For a context that is there already.
     *
     * @param context the routes' context
     */
    protected TtsEndpointRouteBuilder(CamelContext context) {
        super(context);
    }
}
