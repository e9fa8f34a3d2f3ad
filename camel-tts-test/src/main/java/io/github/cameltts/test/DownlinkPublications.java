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

import io.github.cameltts.test.Publication.Outcome;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does with the PUBLISH packets of one connection, beside acknowledging them. */
final class DownlinkPublications {

    private static final Logger LOG = LoggerFactory.getLogger(DownlinkPublications.class);

    private final Login login;
    private final RateLimit rateLimit;

    DownlinkPublications(Login login, RateLimit rateLimit) {
        this.login = login;
        this.rateLimit = rateLimit;
    }

    /** Carries out a publication; false when the connection is to be closed for it. */
    boolean handle(String topic, byte[] payload, int qos) {
        Application application = login.application();
        Optional<Topics.DownlinkTopic> target = Topics.downlinkTopic(application.uid(), topic);
        Handled handled = handle(target, payload);
        Publication publication = new Publication(
                topic,
                target.map(Topics.DownlinkTopic::deviceId).orElse(null),
                target.map(Topics.DownlinkTopic::operation).orElse(null),
                payload,
                qos,
                handled.downlinks(),
                handled.outcome(),
                handled.reason());
        LOG.debug("{}", publication);
        application.record(publication);
        return publication.outcome() != Outcome.CONNECTION_CLOSED;
    }

    private record Handled(Outcome outcome, String reason, List<Downlink> downlinks) {
        Handled(Outcome outcome, String reason) {
            this(outcome, reason, List.of());
        }
    }

    private Handled handle(Optional<Topics.DownlinkTopic> target, byte[] payload) {
        if (target.isEmpty()) {
            return new Handled(Outcome.IGNORED, "not a topic to publish on");
        }
        if (!login.maySendDownlinks()) {
            return new Handled(Outcome.IGNORED, "the API key lacks the right TRAFFIC_DOWN_WRITE");
        }
        Application application = login.application();
        if (rateLimit != null && !rateLimit.take(application.uid(), login.apiKey(), application.now())) {
            return new Handled(Outcome.CONNECTION_CLOSED, "rate limit exceeded");
        }
        List<Downlink> downlinks;
        try {
            downlinks = DownlinkRequestParser.parse(payload);
        } catch (MalformedDownlinksException e) {
            return new Handled(Outcome.DROPPED, e.getMessage());
        }
        String deviceId = target.get().deviceId();
        if (!Identifiers.isId(deviceId)) {
            return new Handled(Outcome.DROPPED, "device id '" + deviceId + "' is not legal", downlinks);
        }
        Device device = application.find(deviceId);
        if (device == null) {
            return new Handled(Outcome.DROPPED, "device_not_found", downlinks);
        }
        boolean replace = target.get().operation() == Publication.Operation.REPLACE;
        DownlinkQueue.Result result = device.state().operate(downlinks, replace);
        return new Handled(result.outcome(), result.reason(), downlinks);
    }
}
