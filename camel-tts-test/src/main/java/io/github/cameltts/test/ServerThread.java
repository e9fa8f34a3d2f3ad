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

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all state and all sockets. Whoever calls from another thread waits for it: therefore a
 * message has been handed to every socket, in order, when the call that caused it returns.
 */
final class ServerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerThread.class);
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final Context context;
    private final Thread thread;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    ServerThread() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                // else Vert.x leaves a cache folder where the JVM is killed
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        vertx = Vertx.vertx(options);
        // packets that follow the one for which a connection was closed end here
        vertx.exceptionHandler(e -> LOG.debug("A packet was not handled: {}", e.toString()));
        context = vertx.getOrCreateContext();
        CompletableFuture<Thread> started = new CompletableFuture<>();
        context.runOnContext(nothing -> started.complete(Thread.currentThread()));
        thread = started.join();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Runs it on the thread, at once when called from there, and gives its result or exception. */
    <T> T call(Supplier<T> task) {
        if (Thread.currentThread() == thread) {
            return task.get();
        }
        life.readLock().lock();
        try {
            if (closed) {
                // the thread is gone: what is left may still be looked at
                synchronized (this) {
                    return task.get();
                }
            }
            CompletableFuture<T> result = new CompletableFuture<>();
            context.runOnContext(nothing -> {
                try {
                    result.complete(task.get());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            life.readLock().unlock();
        }
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    /** Waits for something that the thread itself has to do: not to be called from there. */
    <T> T await(Supplier<Future<T>> task) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException(
                    "Not from a callback of the stand-in: start, stop and close need its thread");
        }
        try {
            return call(task).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("No answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            life.writeLock().unlock();
        }
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The stand-in did not close cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
