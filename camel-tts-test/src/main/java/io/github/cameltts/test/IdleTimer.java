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
package io.github.cameltts.test;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Closes a connection that asked for no keep alive when the client has been silent for the server's own limit. */
final class IdleTimer {

    private final Vertx vertx;
    private final long millis;
    private final Runnable expired;
    private long timer;

    IdleTimer(Vertx vertx, Duration limit, Runnable expired) {
        this.vertx = vertx;
        this.millis = Math.max(1, limit.toMillis());
        this.expired = expired;
        start();
    }

    void restart() {
        cancel();
        start();
    }

    void cancel() {
        vertx.cancelTimer(timer);
    }

    private void start() {
        timer = vertx.setTimer(millis, id -> expired.run());
    }
}
