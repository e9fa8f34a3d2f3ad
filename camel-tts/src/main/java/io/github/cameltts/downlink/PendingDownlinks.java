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
package io.github.cameltts.downlink;

import io.github.cameltts.TtsDownlinkFailedException;
import io.github.cameltts.address.Event;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.ConfirmedRetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The downlinks of one request on their way, each with what was heard of it. Confined to the thread of the tracker.
 */
final class PendingDownlinks {

    final DownlinkRequest request;
    final String deviceId;
    final CompletableFuture<List<ApplicationUp>> outcome = new CompletableFuture<>();
    private final WaitFor waitFor;
    private final Map<String, Heard> heard = new LinkedHashMap<>();
    /** Since when the upstream connection stood when the events were granted; null before. */
    Instant hearingSince;
    /** When the bytes were with the operating system; null before. */
    Instant publishedAt;

    Future<?> timeout;
    private Event lastHeard;

    PendingDownlinks(DownlinkRequest request, String deviceId, WaitFor waitFor) {
        this.request = request;
        this.deviceId = deviceId;
        this.waitFor = waitFor;
        request.ids().forEach(id -> heard.put(id, new Heard()));
    }

    /** Whether the server has spoken of any of them. */
    boolean isHeardOf() {
        return heard.values().stream().anyMatch(each -> !each.events.isEmpty());
    }

    /** An event of the downlink with that id; returns whether all of the request have come to an end now. */
    boolean hear(String id, ApplicationUp event) {
        Heard downlink = heard.get(id);
        downlink.events.add(event.event());
        lastHeard = event.event();
        if (downlink.end == null && (hasFailed(event) || waitFor.isReachedBy(event.event()))) {
            downlink.end = event;
            downlink.failed = hasFailed(event);
        }
        return heard.values().stream().allMatch(each -> each.end != null);
    }

    /** All have come to an end: completes with their events, or with those that failed. */
    void complete() {
        List<ApplicationUp> failures = failures();
        if (failures.isEmpty()) {
            outcome.complete(heard.values().stream().map(each -> each.end).toList());
        } else {
            outcome.completeExceptionally(new TtsDownlinkFailedException(failures));
        }
    }

    /** The time is over. */
    void completeWithTimeout(String gap) {
        List<ApplicationUp> failures = failures();
        outcome.completeExceptionally(
                failures.isEmpty()
                        ? new OutcomeTimeoutException(
                                "the event that waitFor=" + waitFor + " waits for did not come: " + describe() + gap,
                                lastHeard)
                        : new TtsDownlinkFailedException(failures));
    }

    /** What was heard so far, in words. */
    String describe() {
        return heard.entrySet().stream()
                .map(each -> each.getKey() + ": "
                        + (each.getValue().events.isEmpty()
                                ? "nothing was heard of it"
                                : each.getValue().events.stream()
                                        .map(Event::topicSuffix)
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("; "));
    }

    private List<ApplicationUp> failures() {
        return heard.values().stream()
                .filter(each -> each.failed)
                .map(each -> each.end)
                .toList();
    }

    /** The server goes on after a nack by itself, unless no attempt is left. */
    private static boolean hasFailed(ApplicationUp event) {
        return switch (event.event()) {
            case DOWN_FAILED, DOWN_INVALIDATED -> true;
            case DOWN_NACK -> isLastAttempt(event.downlinkNack());
            default -> false;
        };
    }

    /** The attempt in a nack is that of the next transmission already. */
    private static boolean isLastAttempt(ApplicationDownlink nack) {
        ConfirmedRetry retry = nack.confirmedRetry();
        return retry != null
                && retry.attempt() != null
                && retry.maxAttempts() != null
                && retry.attempt() > retry.maxAttempts();
    }

    private static final class Heard {
        final List<Event> events = new ArrayList<>();
        ApplicationUp end;
        boolean failed;
    }
}
