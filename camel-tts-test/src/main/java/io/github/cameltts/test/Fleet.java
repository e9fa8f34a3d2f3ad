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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated devices that live by themselves: {@code temperature-1}, {@code door-1}, {@code tracker-1}, and so on in
 * turn. They join at the start, send their first uplink within a second and then one per interval; values drift as
 * nature's do, and payload and decoded payload agree.
 *
 * <ul>
 *   <li>The temperature sensors sit in cabinets that heat up from 24 °C or less and pass 30 °C after half a minute. A
 *       downlink on FPort 15 with 0x01 (or {@code {"fan":true}} as decoded payload) runs a fan for half a minute, which
 *       cools them well below; 0x00 stops it.
 *   <li>The door sensors open and close. Now and then a confirmed downlink for them is queued, which is not
 *       acknowledged at first: {@code down/queued}, {@code down/sent}, {@code down/nack}, {@code down/sent}, {@code
 *       down/ack}.
 *   <li>The trackers ride about in Amsterdam: {@code location/solved} comes with their uplinks.
 * </ul>
 */
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final int KINDS = 3;
    private static final Duration FIRST_UPLINKS = Duration.ofMillis(900);

    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final ScheduledExecutorService executor;

    private Fleet(Application application, int count, Duration interval) {
        for (int i = 0; i < count; i++) {
            devices.add(create(application, i % KINDS, i / KINDS + 1));
        }
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "fleet-" + application.uid());
            thread.setDaemon(true);
            return thread;
        });
        long period = interval.toNanos();
        long spread = Math.min(period, FIRST_UPLINKS.toNanos());
        for (int i = 0; i < count; i++) {
            Life life = new Life(devices.get(i));
            executor.scheduleAtFixedRate(life, spread * i / count, period, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Starts one device of each kind.
     *
     * @param application to which they are added
     * @param interval between two uplinks of a device
     * @return the fleet
     */
    public static Fleet start(Application application, Duration interval) {
        return start(application, KINDS, interval);
    }

    /**
     * Starts devices of all kinds in turn.
     *
     * @param application to which they are added
     * @param devices how many, 1 or more
     * @param interval between two uplinks of a device
     * @return the fleet
     */
    public static Fleet start(Application application, int devices, Duration interval) {
        if (devices < 1) {
            throw new IllegalArgumentException("A fleet of " + devices + " devices cannot sail: give 1 or more");
        }
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("The interval " + interval + " is no time at all: give a positive one");
        }
        return new Fleet(application, devices, interval);
    }

    /** {@return the devices} */
    public List<Device> devices() {
        return devices.stream().map(SimulatedDevice::device).toList();
    }

    /** {@return one line for each device: its id, what it sends and what it takes} */
    public List<String> descriptions() {
        return devices.stream()
                .map(each -> each.device().deviceId() + ": " + each.description())
                .toList();
    }

    /** Stops all devices where they are; they stay at the server. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static SimulatedDevice create(Application application, int kind, int number) {
        // the same fleet in every run
        Random random = new Random(31L * number + kind);
        return switch (kind) {
            case 0 -> new TemperatureSensor(application.device("temperature-" + number), random, number - 1);
            case 1 -> new DoorSensor(application.device("door-" + number), random);
            default -> new Tracker(application.device("tracker-" + number), random);
        };
    }

    /** Joins at the first step, then lets the time pass that has passed. */
    private static final class Life implements Runnable {

        private final SimulatedDevice simulated;
        private long last;
        private boolean joined;

        Life(SimulatedDevice simulated) {
            this.simulated = simulated;
        }

        @Override
        public void run() {
            try {
                long now = System.nanoTime();
                if (!joined) {
                    joined = true;
                    last = now;
                    simulated.device().join();
                }
                simulated.step(Duration.ofNanos(now - last));
                last = now;
            } catch (RuntimeException e) {
                // the others are not to suffer, nor the next step
                LOG.warn("{} failed: {}", simulated.device(), e.toString());
            }
        }
    }
}
