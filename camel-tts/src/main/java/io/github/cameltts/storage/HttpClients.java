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
package io.github.cameltts.storage;

import java.lang.reflect.Method;
import java.net.http.HttpClient;

/** What newer Java can do with its HTTP client, and Java 17 cannot. */
final class HttpClients {

    private HttpClients() {}

    /** Closes connections and ends the client's thread at once since Java 21; before, the garbage collector does. */
    static void shutDown(HttpClient client) {
        try {
            Method shutDownNow = HttpClient.class.getMethod("shutdownNow");
            shutDownNow.invoke(client);
        } catch (NoSuchMethodException e) {
            // Java 17
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The HTTP client cannot be shut down", e);
        }
    }
}
