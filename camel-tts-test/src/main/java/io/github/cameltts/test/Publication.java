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

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A PUBLISH packet a client has sent, and what became of it. The server tells the client nothing of it but the
 * acknowledgement, which always comes.
 *
 * @param topic the topic as sent
 * @param deviceId the device the topic names, unchecked; null when the topic is not one of a downlink
 * @param operation the operation the topic names; null when the topic is not one of a downlink
 * @param payload the payload as sent
 * @param qos the quality of service of the packet: 0, 1 or 2
 * @param downlinks what the server's parser read; empty when it refused the payload or never looked at it
 * @param outcome what became of it
 * @param reason why, in words or as the name of an error of The Things Stack; empty where the outcome says it all
 */
public record Publication(
        String topic,
        String deviceId,
        Operation operation,
        byte[] payload,
        int qos,
        List<Downlink> downlinks,
        Outcome outcome,
        String reason) {

    /** The two downlink topics. */
    public enum Operation {
        /** {@code down/push}: appends to the queue. */
        PUSH("down/push"),
        /** {@code down/replace}: empties the queue, then appends. */
        REPLACE("down/replace");

        private final String topicSuffix;

        Operation(String topicSuffix) {
            this.topicSuffix = topicSuffix;
        }

        /**
         * The end of the topic.
         *
         * @return {@code down/push} or {@code down/replace}
         */
        public String topicSuffix() {
            return topicSuffix;
        }
    }

    /** What became of a publication. */
    public enum Outcome {
        /** Every downlink in it is queued, and {@code down/queued} was published for each. */
        QUEUED,
        /** A replace without downlinks: the queue is empty now. Nothing was published. */
        CLEARED,
        /** A push without downlinks: nothing happened. */
        NOTHING,
        /** {@code down/failed} was published for every downlink in it; the queue is as it was. */
        FAILED,
        /** Refused without a word to the client. */
        DROPPED,
        /** Not a topic this connection may write. */
        IGNORED,
        /** The connection was closed instead of an answer. */
        CONNECTION_CLOSED
    }

    public Publication {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        payload = payload.clone();
        downlinks = List.copyOf(downlinks);
    }

    /** {@return a copy of the payload} */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Publication that
                && topic.equals(that.topic)
                && Objects.equals(deviceId, that.deviceId)
                && operation == that.operation
                && Arrays.equals(payload, that.payload)
                && qos == that.qos
                && downlinks.equals(that.downlinks)
                && outcome == that.outcome
                && reason.equals(that.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, Arrays.hashCode(payload), qos, outcome);
    }

    @Override
    public String toString() {
        return "Publication[" + topic + ", QoS " + qos + ", " + payload.length + " bytes, " + outcome
                + (reason.isEmpty() ? "" : ": " + reason) + "]";
    }
}
