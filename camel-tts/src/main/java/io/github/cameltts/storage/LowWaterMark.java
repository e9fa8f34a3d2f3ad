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

import java.time.Instant;

/**
 * How far a sequence of messages is dealt with: the latest {@code received_at} among those that no open one precedes.
 * The sequence is that of arrival, since the time of a message is known only once it is decoded. Done messages behind an
 * open one are kept as one, so that the memory grows with what is open and not with what has passed.
 */
final class LowWaterMark {

    private final Ticket head = new Ticket(this, -1);
    private Ticket tail = head;
    private int open;
    private long begun;
    private Instant mark;

    LowWaterMark() {
        head.done = true;
    }

    /** A message has arrived. */
    synchronized Ticket begin() {
        Ticket ticket = new Ticket(this, begun++);
        ticket.earlier = tail;
        tail.later = ticket;
        tail = ticket;
        open++;
        return ticket;
    }

    /** The message is dealt with; telling it again has no effect. The time is null where it is not known. */
    synchronized void done(Ticket ticket, Instant receivedAt) {
        if (ticket.done) {
            return;
        }
        ticket.done = true;
        ticket.receivedAt = receivedAt;
        open--;
        if (ticket.later != null && ticket.later.done) {
            absorb(ticket, ticket.later);
        }
        if (ticket.earlier == head) {
            mark = later(mark, ticket.receivedAt);
            remove(ticket);
        } else if (ticket.earlier.done) {
            absorb(ticket.earlier, ticket);
        }
    }

    /** Null as long as no message with a known time is dealt with. */
    synchronized Instant value() {
        return mark;
    }

    /** How many messages are open. */
    synchronized int open() {
        return open;
    }

    /** Whether it is this message alone that the mark waits for first. */
    synchronized boolean isFirstOpen(Ticket ticket) {
        return head.later == ticket && !ticket.done;
    }

    /** How many entries are kept, for tests. */
    synchronized int size() {
        int size = 0;
        for (Ticket ticket = head.later; ticket != null; ticket = ticket.later) {
            size++;
        }
        return size;
    }

    private void absorb(Ticket ticket, Ticket next) {
        ticket.receivedAt = later(ticket.receivedAt, next.receivedAt);
        remove(next);
    }

    private void remove(Ticket ticket) {
        ticket.earlier.later = ticket.later;
        if (ticket.later == null) {
            tail = ticket.earlier;
        } else {
            ticket.later.earlier = ticket.earlier;
        }
    }

    static Instant later(Instant one, Instant other) {
        if (one == null || other != null && other.isAfter(one)) {
            return other;
        }
        return one;
    }

    static Instant earlier(Instant one, Instant other) {
        if (one == null || other != null && other.isBefore(one)) {
            return other;
        }
        return one;
    }
}
