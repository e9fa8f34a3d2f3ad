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

import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ConfirmedRetry;
import io.github.cameltts.model.TxSchedulePriority;
import java.util.ArrayList;
import java.util.List;

/**
 * What headers and options say of downlinks that leave it open.
 *
 * @param fPort          the FPort, or null
 * @param confirmed      whether the device is to acknowledge
 * @param priority       the priority
 * @param maxAttempts    how often a confirmed downlink is sent at most, or null for the server's own number
 * @param correlationIds the user's correlation ids, in addition to those of the downlink itself; empty for none
 */
public record DownlinkDefaults(
        Integer fPort,
        boolean confirmed,
        TxSchedulePriority priority,
        Integer maxAttempts,
        List<String> correlationIds) {

    /** Takes a copy of the list. */
    public DownlinkDefaults {
        correlationIds = List.copyOf(correlationIds);
    }

    /**
     * @param  downlink a downlink
     * @return          the same with nothing left open that is known here
     */
    ApplicationDownlink complete(ApplicationDownlink downlink) {
        ApplicationDownlink.Builder complete = downlink.toBuilder();
        boolean toBeConfirmed = downlink.confirmed() == null ? confirmed : downlink.confirmed();
        complete.confirmed(toBeConfirmed);
        if (downlink.fPort() == null) {
            complete.fPort(fPort);
        }
        if (downlink.priority() == null) {
            complete.priority(priority);
        }
        ConfirmedRetry retry = downlink.confirmedRetry();
        if (toBeConfirmed && maxAttempts != null && (retry == null || retry.maxAttempts() == null)) {
            complete.confirmedRetry(new ConfirmedRetry(null, maxAttempts));
        }
        List<String> ids = new ArrayList<>(downlink.correlationIds());
        ids.addAll(correlationIds);
        return complete.correlationIds(ids).build();
    }
}
