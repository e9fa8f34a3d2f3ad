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

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends a ping when a keep alive has passed since the last packet to the server (MQTT 3.1.1, section 3.1.2.10: it is for the
 * client to send, however much it receives), or since the last byte from it, and gives the server half of one to be heard
 * again: so a dead one is noticed one and a half keep alives after its last sign of life, whether we publish or not.
 *
 * <p>Confined to an event loop.
 */
final class KeepAlive {

    private final EventExecutor loop;
    private final long interval;
    private final BooleanSupplier deaf;
    private final Runnable ping;
    private final Runnable dead;
    private Future<?> timer;
    private long lastRead;
    private long lastWrite;
    private boolean awaitsAnswer;
    private long pinged;

    /**
     * @param interval in nanoseconds
     * @param deaf     whether we do not listen at present, so that silence says nothing
     * @param ping     sends one
     * @param dead     what to do if the server is
     */
    KeepAlive(EventExecutor loop, long interval, BooleanSupplier deaf, Runnable ping, Runnable dead) {
        this.loop = loop;
        this.interval = interval;
        this.deaf = deaf;
        this.ping = ping;
        this.dead = dead;
    }

    void start() {
        lastRead = System.nanoTime();
        lastWrite = lastRead;
        schedule(interval);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    void read() {
        lastRead = System.nanoTime();
        awaitsAnswer = false;
    }

    void written() {
        lastWrite = System.nanoTime();
    }

    private void schedule(long nanos) {
        timer = loop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (deaf.getAsBoolean()) {
            read();
        }
        long now = System.nanoTime();
        if (awaitsAnswer && now - pinged >= interval / 2) {
            dead.run();
            return;
        }
        if (!awaitsAnswer && untilPing(now) <= 0) {
            awaitsAnswer = true;
            pinged = now;
            ping.run();
        }
        schedule(Math.max(1, awaitsAnswer ? pinged + interval / 2 - now : untilPing(now)));
    }

    private long untilPing(long now) {
        return interval - Math.max(now - lastRead, now - lastWrite);
    }
}
