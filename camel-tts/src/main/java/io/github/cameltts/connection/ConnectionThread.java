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
package io.github.cameltts.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which connections change their state, so that no two changes happen at once. Nothing that runs here
 * may block. After the context has shut it down, tasks are let go without a word.
 */
final class ConnectionThread implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionThread.class);

    private final ScheduledExecutorService executor;

    /**
     * @param executor has exactly one thread
     */
    ConnectionThread(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    /** Runs the task after so many nanoseconds, unless the returned future is cancelled before. */
    Future<?> schedule(long nanos, Runnable task) {
        try {
            return nanos <= 0
                    ? executor.submit(guarded(task))
                    : executor.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("Shut down: {} is not run", task);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // an executor would keep it to itself
                LOG.error("Unexpected failure while handling a connection. This is a fault of camel-tts.", e);
            }
        };
    }
}
