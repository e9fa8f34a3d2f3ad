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
package io.github.cameltts.connection.paho;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets Paho's two threads change turns once for some messages where many arrive at a time.
 *
 * <p>Paho's receiver reads a message and wakes the thread of the callback for it. That one is the faster of the two, so
 * it is asleep again when the next message has been read, and both spend most of their time on being woken. Here the
 * callback waits, with a message in its hands that others follow, until {@link #SIZE} have been read or no more can be
 * read without waiting for the network. A message that comes alone is not held.
 */
final class Burst {

    /** Paho's receiver stands still when ten messages are in its queue. */
    static final int SIZE = 9;

    private final long patienceNanos;

    /** How many messages were read; written by the receiver. */
    private volatile long read;
    /** Whether there are bytes behind the last message that need not be waited for; written by the receiver. */
    private volatile boolean more;
    /** How many messages the callback has got; written by the callback. */
    private volatile long taken;

    private volatile Thread gathering;

    /**
     * @param patience how long a message is held at most
     */
    Burst(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * The receiver has read a message.
     *
     * @param more whether there are bytes behind it that it can read without waiting
     */
    void read(boolean more) {
        this.more = more;
        // by one thread only
        long count = read + 1;
        read = count;
        if (!more || count - taken >= SIZE - 1) {
            release();
        }
    }

    /** The receiver will have to wait for bytes. */
    void starved() {
        if (more) {
            more = false;
            release();
        }
    }

    /** The callback has got a message: returns when it is time to hand it over. */
    void gather() {
        // by one thread only
        long count = taken + 1;
        taken = count;
        if (!more || read > count) {
            return;
        }
        long deadline = System.nanoTime() + patienceNanos;
        gathering = Thread.currentThread();
        try {
            while (more && read - count < SIZE - 1) {
                long nanos = deadline - System.nanoTime();
                if (nanos <= 0 || Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            gathering = null;
        }
    }

    private void release() {
        Thread waiting = gathering;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}
