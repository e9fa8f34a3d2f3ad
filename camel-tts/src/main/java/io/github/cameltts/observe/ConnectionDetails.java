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
package io.github.cameltts.observe;

import io.github.cameltts.connection.ConnectionSettings;
import io.github.cameltts.connection.ConnectionState;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * What health checks say of a connection. No secret is among it.
 */
final class ConnectionDetails {

    private ConnectionDetails() {}

    static void add(HealthCheckResultBuilder result, ConnectionSettings settings, ConnectionState state) {
        result.detail("server", settings.broker().toString());
        result.detail("application", settings.application().toString());
        result.detail("direction", settings.direction().toString());
        result.detail("connection.state", state.status().name());
        result.detail("connection.since", state.since().toString());
        if (!state.isConnected()) {
            if (state.reason() != null) {
                result.detail("connection.reason", state.reason());
            }
            result.detail("connection.failed-attempts", state.attempts());
            if (state.nextAttempt() != null) {
                result.detail("connection.next-attempt", state.nextAttempt().toString());
            }
        }
    }

    /** Says why a check is down, among the details as well: Spring Boot's Actuator shows those only. */
    static void down(HealthCheckResultBuilder result, String problem) {
        result.detail("problem", problem).message(problem).down();
    }

    /** The message of a check that is down for want of a connection. */
    static String noConnection(ConnectionSettings settings, ConnectionState state) {
        return "No connection to " + settings + ": " + state.describe();
    }
}
