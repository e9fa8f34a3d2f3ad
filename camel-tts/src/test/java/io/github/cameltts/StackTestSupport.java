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

import io.github.cameltts.test.Application;
import io.github.cameltts.test.Right;
import io.github.cameltts.test.TheThingsStack;
import java.time.Duration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;

/**
 * Routes against the stand-in for The Things Stack, one for each test.
 */
abstract class StackTestSupport extends CamelTestSupport {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    final TheThingsStack stack = TheThingsStack.start();
    final Application app = stack.application("app1@ttn");
    final String apiKey = app.apiKey(Right.LINK);

    /** An endpoint URI for the application, with server and key. */
    String tts(String device, String options) {
        return "tts:app1@ttn" + device + "?brokerUrl=" + stack.brokerUrl() + "&apiKey=RAW(" + apiKey + ")"
                + (options.isEmpty() ? "" : "&" + options);
    }

    void awaitSubscriber(String device, String event) {
        app.awaitSubscriber(device, event, PATIENCE);
    }

    @AfterEach
    void stopStack() {
        // the context stops first, as it does against a server that lives on
        context().stop();
        stack.close();
    }
}
