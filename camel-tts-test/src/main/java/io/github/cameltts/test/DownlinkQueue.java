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

import io.github.cameltts.test.Downlink.ConfirmedRetry;
import io.github.cameltts.test.Publication.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The downlink queue of one device: what application and network server do with a request, and what they publish of it.
 * A request is taken whole or not at all.
 */
final class DownlinkQueue {

    /** 250 bytes of the fastest data rate of EU868, less what MAC commands may need. */
    static final int MAX_PAYLOAD = 242;

    private static final int MAX_ATTEMPTS_ALLOWED = 32;
    private static final Duration MIN_LEAD = Duration.ofMillis(2_500);

    private final DeviceState device;
    private final int capacity;
    private final List<Downlink> waiting = new ArrayList<>();

    DownlinkQueue(DeviceState device, int capacity) {
        this.device = device;
        this.capacity = capacity;
    }

    /** What became of a request, and why. */
    record Result(Outcome outcome, String reason) {}

    List<Downlink> waiting() {
        return List.copyOf(waiting);
    }

    Result operate(List<Downlink> requested, boolean replace) {
        Instant now = device.now();
        List<Downlink> items = new ArrayList<>();
        for (Downlink item : requested) {
            item = item.withCorrelationIds(
                    CorrelationIds.merge(item.correlationIds(), CorrelationIds.of("as:downlink", now)));
            if (item.payloadLength() == 0 && item.decodedPayload() == null) {
                return new Result(Outcome.DROPPED, "no_payload");
            }
            if (item.payloadLength() == 0) {
                try {
                    item = device.encode(item);
                } catch (RuntimeException e) {
                    return new Result(Outcome.DROPPED, "encoder failed: " + e.getMessage());
                }
            }
            if (item.confirmed() && item.confirmedRetry() == null) {
                item = item.withRetry(new ConfirmedRetry(1, null));
            }
            if (item.confirmed() && maxAttempts(item, 0) > MAX_ATTEMPTS_ALLOWED) {
                return new Result(Outcome.DROPPED, "downlink_max_retries_invalid");
            }
            items.add(item);
        }
        StackError error = enqueue(items, replace, now);
        if (error != null) {
            items.forEach(item -> device.failed(item, error, now, item.correlationIds()));
            return new Result(items.isEmpty() ? Outcome.DROPPED : Outcome.FAILED, error.name());
        }
        if (items.isEmpty()) {
            return new Result(replace ? Outcome.CLEARED : Outcome.NOTHING, "");
        }
        items.forEach(item -> device.event("down/queued", "downlink_queued", item, now, item.correlationIds()));
        return new Result(Outcome.QUEUED, "");
    }

    /** A retry after a nack: appended with a new counter, without another {@code down/queued}. */
    StackError queueAgain(Downlink item) {
        return enqueue(List.of(item), false, device.now());
    }

    /** All that waits, taken out, for an application that does the encryption itself. */
    List<Downlink> takeAll() {
        List<Downlink> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /**
     * All that waits, under a session: the application server encrypts it anew, with counters after the given one, and
     * says nothing.
     */
    void renumber(DeviceSession session, long lastFCntDown) {
        session.lastFCntDown(lastFCntDown);
        for (int i = 0; i < waiting.size(); i++) {
            long fCnt = session.lastFCntDown() + 1;
            waiting.set(i, waiting.get(i).inSession(session.sessionKeyId(), fCnt));
            session.lastFCntDown(fCnt);
        }
    }

    /**
     * The next downlink to transmit, taken out. On the way, expired ones fail; one for class B or C blocks a class A
     * window.
     */
    Downlink next(boolean classASlot) {
        Instant now = device.now();
        while (!waiting.isEmpty()) {
            Downlink head = waiting.get(0);
            Instant absoluteTime =
                    head.classBC() == null ? null : head.classBC().absoluteTime();
            if (absoluteTime != null && absoluteTime.isBefore(now)) {
                waiting.remove(0);
                device.failed(head, StackError.downlinkExpired(), now, head.correlationIds());
            } else if (head.classBC() != null && classASlot) {
                return null;
            } else {
                return waiting.remove(0);
            }
        }
        return null;
    }

    static long maxAttempts(Downlink item, long otherwise) {
        Long max = item.confirmedRetry() == null ? null : item.confirmedRetry().maxAttempts();
        return max == null ? otherwise : max;
    }

    /** Checks everything first, so that a refusal leaves queue and counters as they were. */
    private StackError enqueue(List<Downlink> items, boolean replace, Instant now) {
        if (items.stream().anyMatch(item -> item.fPort() == 0)) {
            return StackError.noFPort();
        }
        DeviceSession session = device.session();
        if (session == null) {
            return StackError.noDeviceSession();
        }
        if (items.size() > 2 * capacity) {
            return StackError.downlinkQueueCapacity();
        }
        List<Downlink> queue = replace ? new ArrayList<>() : new ArrayList<>(waiting);
        long fCnt = session.lastFCntDown();
        long minFCnt = queue.isEmpty()
                ? session.minFCntDown()
                : queue.get(queue.size() - 1).fCnt() + 1;
        Map<String, Object> details = session.errorDetails(minFCnt);
        for (Downlink item : items) {
            boolean ownCounters = device.skipPayloadCrypto;
            fCnt = ownCounters ? item.fCnt() : fCnt + 1;
            byte[] key = ownCounters && item.sessionKeyId() != null ? item.sessionKeyId() : session.sessionKeyId();
            Downlink entry = item.inSession(key, fCnt);
            StackError error = refusal(entry, session, minFCnt, now);
            if (error != null) {
                boolean explained =
                        error.name().equals("f_cnt_too_low") || error.name().equals("unknown_session");
                return explained ? error.withDetail(details) : error;
            }
            minFCnt = fCnt + 1;
            queue.add(entry);
        }
        if (queue.size() > capacity) {
            return StackError.downlinkQueueCapacity();
        }
        waiting.clear();
        waiting.addAll(queue);
        session.lastFCntDown(fCnt);
        return null;
    }

    private StackError refusal(Downlink item, DeviceSession session, long minFCnt, Instant now) {
        if (!Arrays.equals(item.sessionKeyId(), session.sessionKeyId())) {
            return StackError.unknownSession();
        }
        if (item.payloadLength() > MAX_PAYLOAD) {
            return StackError.applicationDownlinkTooLong(item.payloadLength(), MAX_PAYLOAD);
        }
        if (device.skipPayloadCrypto && item.fCnt() < minFCnt) {
            return StackError.fCntTooLow(item.fCnt(), minFCnt);
        }
        if (device.multicast && item.confirmed()) {
            return StackError.confirmedMulticastDownlink();
        }
        if (device.multicast
                && (item.classBC() == null || item.classBC().gateways().isEmpty())) {
            return StackError.noDownlinkPath();
        }
        Instant absoluteTime = item.classBC() == null ? null : item.classBC().absoluteTime();
        if (absoluteTime != null && absoluteTime.isBefore(now.plus(MIN_LEAD))) {
            return StackError.downlinkExpired();
        }
        return null;
    }
}
