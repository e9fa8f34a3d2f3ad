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

/**
 * The messages that wait, in two orders at once: that of their arrival, over all lanes, and that of each lane. Each is
 * a linked list through the same nodes, so that a message leaves both at no cost that grows with their number. Not
 * thread-safe.
 *
 * @param <T> the type of the messages
 */
final class WaitingMessages<T> {

    private Node<T> oldest;
    private Node<T> newest;
    private int size;

    int size() {
        return size;
    }

    void add(Lane<T> lane, T message) {
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

    /** The lane whose first message has waited longest of all. There must be a message. */
    Lane<T> laneOfOldest() {
        return oldest.lane;
    }

    /** The messages of one key, while any waits or is being handled. */
    static final class Lane<T> {

        final String key;
        private Node<T> first;
        private Node<T> last;
        /** Whether a worker is at it, or it stands in line for one. */
        boolean claimed;

        Lane(String key) {
            this.key = key;
        }

        boolean isEmpty() {
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
