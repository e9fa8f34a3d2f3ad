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

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The threads and sockets of this process at one moment, to see whether there are more of them later. Timers have threads,
 * and are seen by them. Sockets are counted where the operating system lists them (Linux), and taken for none elsewhere.
 */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of the JVM or of the stand-in, made when first needed and kept. */
    private static final List<String> KEPT = List.of(
            "vert.x",
            "ForkJoinPool",
            "CompletableFutureDelayScheduler",
            "Common-Cleaner",
            "awaitility",
            "Read-Poller",
            "process reaper",
            "proxy-");

    private final Set<Thread> threads = threads();
    private final long sockets = sockets();

    static {
        try {
            JvmSocket.make();
        } catch (IOException | InterruptedException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Leftovers() {}

    public static Leftovers now() {
        return new Leftovers();
    }

    /** Waits until neither a new thread nor a new socket is left. */
    public void awaitNone() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Set<Thread> left = threads();
            left.removeAll(threads);
            if (!left.isEmpty()) {
                throw new AssertionError(left.size() + " threads are left: " + describe(left));
            }
            long more = sockets() - sockets;
            if (more > 0) {
                throw new AssertionError(more + " sockets are left");
            }
        });
    }

    int threadCount() {
        return threads.size();
    }

    long socketCount() {
        return sockets;
    }

    private static Set<Thread> threads() {
        Set<Thread> all = new HashSet<>(Thread.getAllStackTraces().keySet());
        all.removeIf(thread -> KEPT.stream().anyMatch(kept -> thread.getName().startsWith(kept)));
        return all;
    }

    private static String describe(Set<Thread> threads) {
        StringBuilder text = new StringBuilder();
        for (Thread thread : threads) {
            text.append(System.lineSeparator()).append(thread);
            for (StackTraceElement frame : thread.getStackTrace()) {
                text.append(System.lineSeparator()).append("    at ").append(frame);
            }
        }
        return text.toString();
    }

    private static long sockets() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        long count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
            for (Path entry : entries) {
                if (isSocket(entry)) {
                    count++;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return count;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // closed since it was listed
            return false;
        }
    }

    /** The JVM keeps a socket of its own from the first time on that one is closed while a thread waits for it. */
    private static final class JvmSocket {

        static void make() throws IOException, InterruptedException {
            ServerSocket waiting = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
            Thread thread = new Thread(() -> {
                try {
                    waiting.accept().close();
                } catch (IOException e) {
                    // closed, as it should be
                }
            });
            thread.start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline
                    && Arrays.stream(thread.getStackTrace())
                            .noneMatch(frame -> frame.getMethodName().equals("accept"))) {
                Thread.onSpinWait();
            }
            waiting.close();
            thread.join(PATIENCE.toMillis());
        }
    }
}
