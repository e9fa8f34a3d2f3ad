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
package io.github.cameltts.examples.quickstart;

import io.github.cameltts.TtsConstants;
import io.github.cameltts.downlink.DownlinkRequest;
import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ApplicationDownlinkFailed;
import io.github.cameltts.model.ApplicationLocation;
import io.github.cameltts.model.ApplicationUp;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints what became of downlinks, joins and locations, one line each.
 */
public final class EventLine {

    private static final Logger LOG = LoggerFactory.getLogger("quickstart");

    /** Prints the event. */
    public void print(
            @Body ApplicationUp up,
            @Header(TtsConstants.DEVICE_ID) String deviceId,
            @Header(TtsConstants.EVENT) String event) {
        LOG.info("← {}: {} {}", deviceId, event, detail(up));
    }

    private static String detail(ApplicationUp up) {
        if (up.payload() instanceof ApplicationDownlink downlink) {
            return "port " + downlink.fPort() + ", " + id(downlink);
        }
        if (up.payload() instanceof ApplicationDownlinkFailed failed && failed.error() != null) {
            return "because of " + failed.error().name();
        }
        if (up.payload() instanceof ApplicationLocation solved && solved.location() != null) {
            return solved.location().latitude() + ", " + solved.location().longitude();
        }
        return "";
    }

    /** Ours if it was sent from here, else the server's. */
    private static String id(ApplicationDownlink downlink) {
        List<String> ids = downlink.correlationIds();
        return ids.stream()
                .filter(id -> id.startsWith(DownlinkRequest.ID_PREFIX))
                .findFirst()
                .orElse(ids.isEmpty() ? "" : ids.get(0));
    }
}
