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
package io.github.cameltts.storage;

import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ApplicationUplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frame counters of all devices, which tell what the server or the radio has lost in silence. Holds up to a number of
 * devices; of more, those that were silent for longest are forgotten.
 *
 * <p>They outlive the process, in shards, so that what was missing then is not forgotten.
 */
final class FrameCounters {

    static final int SHARDS = 16;

    private static final int MOST_DEVICES = 100_000;
    /** Of how many devices the radio losses are told. */
    private static final int MOST_TOLD = 1_000;

    private final Map<String, FrameCounter> devices = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FrameCounter> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    private final boolean[] changed = new boolean[SHARDS];
    private final Map<String, Long> radioLosses = new LinkedHashMap<>();
    private long radioLossesInAll;

    /** An uplink is on its way to the route. */
    synchronized void arrived(ApplicationUp up, long now) {
        ApplicationUplink uplink = countable(up);
        if (uplink == null) {
            return;
        }
        String device = up.endDeviceIds().deviceId();
        FrameCounter counter = devices.get(device);
        if (counter == null) {
            devices.put(device, new FrameCounter(device, session(uplink), uplink.fCnt(), up.receivedAt()));
        } else {
            lost(device, counter.arrived(session(uplink), uplink.fCnt(), up.receivedAt(), now));
        }
        changed[shard(device)] = true;
    }

    /** The route is done with an uplink. */
    synchronized void completed(ApplicationUp up) {
        ApplicationUplink uplink = countable(up);
        FrameCounter counter =
                uplink == null ? null : devices.get(up.endDeviceIds().deviceId());
        if (counter != null && counter.completed(session(uplink), uplink.fCnt())) {
            changed[shard(counter.deviceId())] = true;
        }
    }

    synchronized boolean isMissing(ApplicationUp up) {
        ApplicationUplink uplink = countable(up);
        FrameCounter counter =
                uplink == null ? null : devices.get(up.endDeviceIds().deviceId());
        return counter != null && counter.isMissing(session(uplink), uplink.fCnt());
    }

    /** Whether an earlier process was done with an uplink, as far as the counters that it has kept tell. */
    synchronized boolean isPast(ApplicationUp up) {
        ApplicationUplink uplink = countable(up);
        FrameCounter counter =
                uplink == null ? null : devices.get(up.endDeviceIds().deviceId());
        return counter != null && counter.isPast(session(uplink), uplink.fCnt(), up.receivedAt());
    }

    /** What is missing and was known to be at a time. */
    synchronized List<MissingUplinks> missing(long detectedUntil) {
        List<MissingUplinks> all = new ArrayList<>();
        for (FrameCounter counter : devices.values()) {
            for (MissingUplinks gap : counter.missing()) {
                if (gap.detectedAt() - detectedUntil <= 0) {
                    all.add(gap);
                }
            }
        }
        return all;
    }

    /** What is still missing between two times is lost: the storage was asked for all of it. */
    synchronized void giveUp(Instant from, Instant to, long detectedUntil) {
        devices.values().forEach(counter -> giveUp(counter, from, to, detectedUntil));
    }

    /** The same for one device. */
    synchronized void giveUp(String device, Instant from, Instant to, long detectedUntil) {
        FrameCounter counter = devices.get(device);
        if (counter != null) {
            giveUp(counter, from, to, detectedUntil);
        }
    }

    private void giveUp(FrameCounter counter, Instant from, Instant to, long detectedUntil) {
        long lost = counter.giveUp(from, to, detectedUntil);
        if (lost > 0) {
            changed[shard(counter.deviceId())] = true;
            lost(counter.deviceId(), lost);
        }
    }

    private void lost(String device, long count) {
        if (count > 0) {
            radioLossesInAll += count;
            if (radioLosses.size() < MOST_TOLD || radioLosses.containsKey(device)) {
                radioLosses.merge(device, count, Long::sum);
            }
        }
    }

    synchronized long radioLosses() {
        return radioLossesInAll;
    }

    synchronized Map<String, Long> radioLossesByDevice() {
        return Map.copyOf(radioLosses);
    }

    /** The texts of the shards that have changed since the last call, by shard. */
    synchronized Map<Integer, String> takeChanges() {
        Map<Integer, StringBuilder> texts = new LinkedHashMap<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            if (changed[shard]) {
                texts.put(shard, new StringBuilder());
                changed[shard] = false;
            }
        }
        if (texts.isEmpty()) {
            return Map.of();
        }
        for (FrameCounter counter : devices.values()) {
            StringBuilder text = texts.get(shard(counter.deviceId()));
            if (text != null) {
                text.append(text.isEmpty() ? "" : ";").append(counter.format());
            }
        }
        Map<Integer, String> changes = new LinkedHashMap<>();
        texts.forEach((shard, text) -> changes.put(shard, text.toString()));
        return changes;
    }

    /** That shard could not be kept: it has changed still. */
    synchronized void notKept(int shard) {
        changed[shard] = true;
    }

    /** Puts back what {@link #takeChanges} gave; an entry that is not whole is left out. */
    synchronized void restore(String shard, long now) {
        for (String entry : shard.split(";")) {
            try {
                FrameCounter counter = FrameCounter.parse(entry, now);
                devices.putIfAbsent(counter.deviceId(), counter);
            } catch (RuntimeException e) {
                // torn by a crash: the device begins as one that was never heard
                continue;
            }
        }
    }

    /** The uplink, if it counts: a simulated one says nothing of the device. */
    private static ApplicationUplink countable(ApplicationUp up) {
        boolean counts = !up.simulated()
                && up.receivedAt() != null
                && up.endDeviceIds() != null
                && up.endDeviceIds().deviceId() != null;
        return counts ? up.uplinkMessage() : null;
    }

    private static String session(ApplicationUplink uplink) {
        return uplink.sessionKeyId() == null ? "" : uplink.sessionKeyId().toBase64();
    }

    private static int shard(String device) {
        return Math.floorMod(device.hashCode(), SHARDS);
    }
}
