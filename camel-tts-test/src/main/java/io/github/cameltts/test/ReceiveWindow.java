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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes over the air to a device and what the device says to it: sent, ack, nack, and the retries in between. */
final class ReceiveWindow {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiveWindow.class);

    private static final int DEFAULT_MAX_ATTEMPTS = 8;

    private final DeviceState device;
    private final DownlinkQueue queue;
    private Downlink awaitingAnswer;
    private String failure;

    ReceiveWindow(DeviceState device, DownlinkQueue queue) {
        this.device = device;
        this.queue = queue;
    }

    Downlink awaitingAnswer() {
        return awaitingAnswer;
    }

    void failNext(String result) {
        failure = result;
    }

    /** A new session knows nothing of what was sent in the old one: neither ack nor nack will come. */
    void forget() {
        awaitingAnswer = null;
    }

    /** Class A: one downlink after an uplink. */
    void open() {
        if (awaitingAnswer == null) {
            transmit(queue.next(true));
        }
    }

    /** Class C: all that waits, up to a confirmed one, which has to be answered first. */
    void transmitAll() {
        while (awaitingAnswer == null) {
            Downlink next = queue.next(false);
            if (next == null) {
                return;
            }
            transmit(next);
        }
    }

    /** The answer in an uplink to the confirmed downlink before it. */
    void answer(Answer answer, List<String> uplinkCorrelationIds) {
        Downlink answered = awaitingAnswer;
        if (answered == null || answer == Answer.SILENCE) {
            return;
        }
        awaitingAnswer = null;
        Instant now = device.now();
        List<String> envelopeIds = new ArrayList<>(answered.correlationIds());
        envelopeIds.addAll(uplinkCorrelationIds);
        if (answer == Answer.ACK) {
            device.event("down/ack", "downlink_ack", answered, now, envelopeIds);
            return;
        }
        if (!device.skipPayloadCrypto) {
            answered = retry(answered, now);
        }
        device.event("down/nack", "downlink_nack", answered, now, envelopeIds);
    }

    /** Queues it again or gives it up; the failure is published before the nack. */
    private Downlink retry(Downlink unanswered, Instant now) {
        ConfirmedRetry before = unanswered.confirmedRetry();
        Long max = before == null ? null : before.maxAttempts();
        Downlink retried = unanswered.withRetry(new ConfirmedRetry(unanswered.attempt() + 1, max));
        long allowed = DownlinkQueue.maxAttempts(retried, DEFAULT_MAX_ATTEMPTS);
        StackError error =
                retried.attempt() > allowed ? StackError.maxRetriesReached(allowed) : queue.queueAgain(retried);
        if (error != null) {
            device.failed(retried, error, now, retried.correlationIds());
        }
        return retried;
    }

    private void transmit(Downlink downlink) {
        if (downlink == null) {
            return;
        }
        Instant now = device.now();
        device.session().transmitted(downlink.fCnt());
        List<String> ids = CorrelationIds.merge(downlink.correlationIds(), CorrelationIds.of("gs:tx_ack", now));
        Downlink transmitted = downlink.asTransmitted(ids);
        boolean reached = failure == null;
        if (reached) {
            device.event("down/sent", "downlink_sent", transmitted, now, ids);
        } else {
            device.failed(transmitted, StackError.transmission(failure), now, ids);
            failure = null;
        }
        if (downlink.confirmed()) {
            awaitingAnswer = downlink;
        }
        if (reached) {
            hand(downlink);
        }
    }

    /** Whatever the device makes of it is no trouble of the server's. */
    private void hand(Downlink downlink) {
        try {
            device.receiver.accept(downlink);
        } catch (RuntimeException e) {
            LOG.warn("Device '{}' failed to handle {}", device.deviceId(), downlink, e);
        }
    }
}
