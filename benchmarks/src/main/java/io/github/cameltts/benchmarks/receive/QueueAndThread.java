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
package io.github.cameltts.benchmarks.receive;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Lets messages wait for a thread of their own, as many as a {@code tts:} route lets wait; then it holds the caller. */
final class QueueAndThread implements Consumer<byte[]> {

    private static final int CAPACITY = 10_000;

    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);

    QueueAndThread(Consumer<byte[]> consumer) {
        Thread thread = new Thread(() -> work(consumer), "worker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void accept(byte[] message) {
        try {
            queue.put(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Consumer<byte[]> consumer) {
        try {
            while (true) {
                consumer.accept(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
