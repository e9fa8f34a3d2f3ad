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
package io.github.cameltts.lane;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The messages that wait, in two orders at once: that of their arrival, over all lanes, and that of each lane. Each is
 * a linked list through the same nodes, so that a message leaves both at no cost that grows with their number. The lanes
 * that have messages and no worker stand in line for one. Not thread-safe.
 *
 * @param <T> the type of the messages
 */
final class WaitingMessages<T> {

    private final Map<String, Lane<T>> lanes = new HashMap<>();
    private final Set<Lane<T>> line = new LinkedHashSet<>();
    private Node<T> oldest;
    private Node<T> newest;
    private int size;

    int size() {
        return size;
    }

    /** How many keys have messages waiting or in work. */
    int lanes() {
        return lanes.size();
    }

    /** How many lanes stand in line for a worker. */
    int lanesInLine() {
        return line.size();
    }

    /** Returns whether the lane of the key has come to stand in line. */
    boolean add(String key, T message) {
        Lane<T> lane = lanes.computeIfAbsent(key, Lane::new);
        append(lane, message);
        return standInLine(lane);
    }

    /** The lane whose turn it is, which a worker takes care of from now on until {@link #release}; null if there is none. */
    Lane<T> next() {
        Iterator<Lane<T>> first = line.iterator();
        if (!first.hasNext()) {
            return null;
        }
        Lane<T> lane = first.next();
        first.remove();
        return lane;
    }

    /** No worker takes care of the lane any more. */
    void release(Lane<T> lane) {
        lane.claimed = false;
        if (lane.isEmpty()) {
            lanes.remove(lane.key);
        } else {
            standInLine(lane);
        }
    }

    /** Takes the message that has waited longest of all. There must be one. */
    T pollOldest() {
        Lane<T> lane = oldest.lane;
        T message = poll(lane);
        if (lane.isEmpty() && line.remove(lane)) {
            release(lane);
        }
        return message;
    }

    /** Forgets all messages, and returns how many there were. */
    int clear() {
        int cleared = size;
        while (size > 0) {
            pollOldest();
        }
        return cleared;
    }

    private boolean standInLine(Lane<T> lane) {
        if (lane.claimed) {
            return false;
        }
        lane.claimed = true;
        return line.add(lane);
    }

    private void append(Lane<T> lane, T message) {
        Node<T> node = new Node<>(lane, message);
        node.earlier = newest;
        if (newest == null) {
            oldest = node;
        } else {
            newest.later = node;
        }
        newest = node;
        if (lane.last == null) {
            lane.first = node;
        } else {
            lane.last.nextInLane = node;
        }
        lane.last = node;
        size++;
    }

    /** Takes the message of the lane that has waited longest; the lane must have one. */
    T poll(Lane<T> lane) {
        Node<T> node = lane.first;
        lane.first = node.nextInLane;
        if (lane.first == null) {
            lane.last = null;
        }
        if (node.earlier == null) {
            oldest = node.later;
        } else {
            node.earlier.later = node.later;
        }
        if (node.later == null) {
            newest = node.earlier;
        } else {
            node.later.earlier = node.earlier;
        }
        size--;
        return node.message;
    }

    /** The messages of one key, while any waits or is being handled. */
    static final class Lane<T> {

        private final String key;
        private Node<T> first;
        private Node<T> last;
        /** Whether a worker takes care of it, or it stands in line for one. */
        private boolean claimed;

        Lane(String key) {
            this.key = key;
        }

        private boolean isEmpty() {
            return first == null;
        }
    }

    private static final class Node<T> {

        final Lane<T> lane;
        final T message;
        Node<T> earlier;
        Node<T> later;
        Node<T> nextInLane;

        Node(Lane<T> lane, T message) {
            this.lane = lane;
            this.message = message;
        }
    }
}
