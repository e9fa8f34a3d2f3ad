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

import io.github.cameltts.TtsConfigurationException;
import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Event;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What is asked of the Storage Integration. Results come in the order of their {@code received_at}.
 *
 * @param application       the application; its tenant is in the host name of the server, not in the request
 * @param deviceId          the device, or null for all of the application
 * @param event             the kind of message; the Cloud editions store {@link Event#UP} only
 * @param after             messages that the application server received later than this only, or null for all
 * @param before            messages that the application server received earlier than this only, or null for all
 * @param limit             how many results a page has at most, or 0 to leave it to the server. Servers before release
 *                          3.26.0 have no continuation tokens: there it limits the whole
 * @param continuationToken where to go on, in the place of {@code after}, {@code before} and {@code limit}; null to
 *                          begin
 */
public record StorageQuery(
        ApplicationUid application,
        String deviceId,
        Event event,
        Instant after,
        Instant before,
        int limit,
        String continuationToken) {

    /**
     * @throws TtsConfigurationException if the event has no messages of its own, or the limit is negative
     */
    public StorageQuery {
        Objects.requireNonNull(application, "application");
        if (event == null || event == Event.UNKNOWN) {
            throw new TtsConfigurationException("Event " + event + " cannot be asked for. Name one that has a topic.");
        }
        if (limit < 0) {
            throw new TtsConfigurationException("Limit " + limit + " is negative. Give 0 to leave it to the server.");
        }
    }

    /**
     * @param  application the application
     * @return             all its stored uplinks
     */
    public static StorageQuery uplinks(ApplicationUid application) {
        return new StorageQuery(application, null, Event.UP, null, null, 0, null);
    }

    /**
     * @param  deviceId a device of the application, or null for all
     * @return          the same for it
     */
    public StorageQuery device(String deviceId) {
        return new StorageQuery(application, deviceId, event, after, before, limit, continuationToken);
    }

    /**
     * @param  after a time, or null
     * @return       the same, for messages received later than it only
     */
    public StorageQuery after(Instant after) {
        return new StorageQuery(application, deviceId, event, after, before, limit, continuationToken);
    }

    /**
     * @param  before a time, or null
     * @return        the same, for messages received earlier than it only
     */
    public StorageQuery before(Instant before) {
        return new StorageQuery(application, deviceId, event, after, before, limit, continuationToken);
    }

    /**
     * @param  limit how many results a page has at most, or 0 to leave it to the server
     * @return       the same with it
     */
    public StorageQuery limit(int limit) {
        return new StorageQuery(application, deviceId, event, after, before, limit, continuationToken);
    }

    /**
     * @param  continuationToken where a page ended; it is only good for the same application, device and event
     * @return                   the rest
     */
    public StorageQuery from(String continuationToken) {
        return new StorageQuery(application, deviceId, event, after, before, limit, continuationToken);
    }

    /** Path and query of the request, beginning with a slash. */
    String toPath() {
        StringBuilder path = new StringBuilder("/api/v3/as/applications/").append(application.applicationId());
        if (deviceId != null) {
            path.append("/devices/").append(encode(deviceId));
        }
        path.append("/packages/storage/").append(event.jsonKey());
        return path.append('?').append(parameters()).toString();
    }

    private String parameters() {
        // the token stands for all other parameters
        if (continuationToken != null) {
            return "continuation_token=" + encode(continuationToken);
        }
        StringJoiner parameters = new StringJoiner("&");
        if (after != null) {
            parameters.add("after=" + encode(after.toString()));
        }
        if (before != null) {
            parameters.add("before=" + encode(before.toString()));
        }
        if (limit > 0) {
            parameters.add("limit=" + limit);
        }
        return parameters.add("order=received_at").toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
