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

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Collects what a consumer reports. */
record CollectingExceptionHandler(List<Throwable> reported) implements ExceptionHandler {

    @Override
    public void handleException(Throwable exception) {
        reported.add(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        reported.add(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        reported.add(exception);
    }
}
