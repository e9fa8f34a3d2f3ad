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

import io.github.cameltts.TtsInvalidDownlinkException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Topic;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.DownlinkQueueRequest;
import io.github.cameltts.model.MessageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A request that is ready to be sent: complete, checked, and with an id of our own in each downlink, by which its events
 * are recognized. A request that is sent again gets other ids.
 *
 * @param topic   where it is published
 * @param request the downlinks
 * @param ids     the id of each downlink, in their order
 */
public record DownlinkRequest(String topic, DownlinkQueueRequest request, List<String> ids) {

    /** What the ids of this component begin with. */
    public static final String ID_PREFIX = "camel-tts:";

    /**
     * Makes a request ready.
     *
     * @param  application                 the application
     * @param  deviceId                    the device
     * @param  operation                   append or replace
     * @param  downlinks                   the downlinks, null in the place of one that could not be read; empty
     *                                     only to clear the queue
     * @param  defaults                    what headers and options say where a downlink leaves it open
     * @param  waitFor                     what will be waited for
     * @param  faultsSoFar                 what was found wrong while it was read
     * @return                             the request
     * @throws TtsInvalidDownlinkException with all faults, if the server would drop it or misunderstand it
     */
    public static DownlinkRequest of(
            ApplicationUid application,
            String deviceId,
            DownlinkOperation operation,
            List<ApplicationDownlink> downlinks,
            DownlinkDefaults defaults,
            WaitFor waitFor,
            List<String> faultsSoFar) {
        // the place of a downlink that could not be read stays empty, so that the others are found by their number
        List<ApplicationDownlink> complete = downlinks.stream()
                .map(downlink -> downlink == null ? null : defaults.complete(downlink))
                .toList();
        List<String> faults = new ArrayList<>(faultsSoFar);
        if (faults.isEmpty() || !complete.isEmpty()) {
            faults.addAll(DownlinkRules.faults(complete, operation, waitFor, Instant.now()));
        }
        if (!faults.isEmpty()) {
            throw new TtsInvalidDownlinkException(faults);
        }
        List<String> ids = new ArrayList<>();
        List<ApplicationDownlink> identified = new ArrayList<>();
        for (ApplicationDownlink downlink : complete) {
            String id = ID_PREFIX + UUID.randomUUID();
            List<String> correlationIds = new ArrayList<>(downlink.correlationIds());
            correlationIds.add(id);
            ids.add(id);
            identified.add(downlink.toBuilder().correlationIds(correlationIds).build());
        }
        return new DownlinkRequest(
                Topic.of(application, deviceId, operation.topicSuffix()),
                new DownlinkQueueRequest(identified),
                List.copyOf(ids));
    }

    /**
     * @return the bytes for the wire, exactly what the server's parser takes
     */
    public byte[] json() {
        return MessageCodec.write(request);
    }
}
