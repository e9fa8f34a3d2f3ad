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
package io.github.cameltts.benchmarks;

/**
 * What one round of one variant gave.
 *
 * @param part      what was measured
 * @param variant   of what
 * @param routes    how many routes it had
 * @param devices   how many devices sent
 * @param fork      the number of the process
 * @param round     the number of the round
 * @param sent      messages sent
 * @param received  messages that came to the end of the way
 * @param nanos     from the first to the last of these
 * @param cpuNanos  processor time of the process
 * @param allocated bytes of heap
 * @param latencies nanoseconds at 50, 90, 99, 99.9 and 100 %; 0 where none were taken
 */
public record Measurement(
        Part part,
        Variant variant,
        int routes,
        int devices,
        int fork,
        int round,
        long sent,
        long received,
        long nanos,
        long cpuNanos,
        long allocated,
        Latencies latencies) {

    /**
     * Latencies in nanoseconds.
     *
     * @param p50  of half of the messages at most
     * @param p90  of 90 %
     * @param p99  of 99 %
     * @param p999 of 99.9 %
     * @param max  the largest
     */
    public record Latencies(long p50, long p90, long p99, long p999, long max) {}

    /**
     * @return messages a second
     */
    public double perSecond() {
        return received / (nanos / 1e9);
    }

    /**
     * @return processor time of each message received, in microseconds
     */
    public double cpuMicros() {
        return cpuNanos / 1e3 / received;
    }

    /**
     * @return bytes allocated for each message received
     */
    public double bytes() {
        return (double) allocated / received;
    }

    /**
     * @return messages sent and not received
     */
    public long lost() {
        return sent - received;
    }
}
