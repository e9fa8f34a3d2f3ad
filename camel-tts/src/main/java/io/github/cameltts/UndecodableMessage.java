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
package io.github.cameltts;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;

/**
 * Hands a message that could not be decoded to the error handler of the route. Camel's own bridge puts the text of the
 * error into the body; here the body stays what was received, so that it can be kept and looked at.
 */
final class UndecodableMessage {

    private UndecodableMessage() {}

    static void handToRoute(Exchange exchange, Exception failure, AsyncProcessor route, Runnable done) {
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        // there is nothing to be delivered again
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        route.process(exchange, doneSync -> done.run());
    }
}
