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

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.cameltts.benchmarks.flood.Uplinks;
import io.github.cameltts.model.MessageCodec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Measures this process between two points in time. */
final class Meter {

    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
    /** After so long without a message none is awaited any more. */
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final Sink sink;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Thread watch;
    private volatile long first;
    private volatile long last;
    private volatile boolean ended;
    private long cpu;
    private long allocated;

    Meter(Sink sink) {
        this.sink = sink;
    }

    String begin(boolean timed) {
        sink.begin(timed);
        first = 0;
        last = 0;
        ended = false;
        watch = new Thread(this::watch, "meter");
        cpu = system.getProcessCpuTime();
        allocated = allocated();
        watch.start();
        return "ok";
    }

    /** Looks every millisecond whether anything has arrived. */
    private void watch() {
        long before = 0;
        try {
            while (!ended) {
                long count = sink.count();
                if (count > before) {
                    last = System.nanoTime();
                    first = first == 0 ? last : first;
                    before = count;
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String end(long sent) throws InterruptedException {
        long begun = System.nanoTime();
        while (sink.count() < sent && System.nanoTime() - Math.max(begun, last) < QUIET_NANOS) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(2);
        long usedCpu = system.getProcessCpuTime() - cpu;
        long bytes = allocated() - allocated;
        ended = true;
        watch.join();
        return result(sink.count(), last - first, usedCpu, bytes);
    }

    private String result(long count, long nanos, long usedCpu, long bytes) {
        StringBuilder result = new StringBuilder(count + " " + nanos + " " + usedCpu + " " + bytes);
        Histogram latencies = sink.latencies();
        for (double percentile : PERCENTILES) {
            result.append(' ').append(latencies == null ? 0 : latencies.getValueAtPercentile(percentile));
        }
        return result.toString();
    }

    /** Of all threads that live. */
    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    String decode(long millis) {
        Uplinks uplinks = new Uplinks();
        byte[][] payloads = IntStream.range(0, 256)
                .mapToObj(number -> uplinks.payload(Uplinks.device(number)))
                .toArray(byte[][]::new);
        sink.begin(false);
        long begun = System.nanoTime();
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long bytesBefore =
                threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long count = 0;
        long events = 0;
        while (System.nanoTime() - begun < millis * 1_000_000) {
            for (byte[] payload : payloads) {
                // looked at, so that nothing is left out
                events +=
                        MessageCodec.readApplicationUp(payload).correlationIds().size();
                count++;
            }
        }
        if (events < count) {
            throw new IllegalStateException("messages without correlation ids");
        }
        return result(
                count,
                System.nanoTime() - begun,
                threads.getCurrentThreadCpuTime() - cpuBefore,
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytesBefore);
    }

    String memory() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        return heap + " " + resident + " " + threads.getThreadCount();
    }
}
