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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Holds live messages back, while what came before them is being fetched, so that the route gets them in order. For a
 * bounded time and up to a number; then order matters less than time.
 *
 * @param <T> the type of the messages
 */
final class HeldMessages<T> {

    private final int capacity;
    private final Consumer<T> next;
    private final Queue<T> held = new ArrayDeque<>();
    private boolean holding;

    /**
     * @param capacity how many may be held
     * @param next     takes each in its turn
     */
    HeldMessages(int capacity, Consumer<T> next) {
        this.capacity = capacity;
        this.next = next;
    }

    synchronized void hold() {
        holding = true;
    }

    /** Takes a message, now or when the hold is over. */
    synchronized void offer(T message) {
        if (!holding) {
            next.accept(message);
            return;
        }
        held.add(message);
        if (held.size() >= capacity) {
            release();
        }
    }

    synchronized void release() {
        holding = false;
        for (T message = held.poll(); message != null; message = held.poll()) {
            next.accept(message);
        }
    }

    synchronized int size() {
        return held.size();
    }
}
