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

import io.github.cameltts.address.ApplicationUid;
import java.time.Instant;

/**
 * The uplinks of one application in the Storage Integration.
 */
final class StoredUplinks implements UplinkSource {

    private final StorageClient client;
    private final ApplicationUid application;

    StoredUplinks(StorageClient client, ApplicationUid application) {
        this.client = client;
        this.application = application;
    }

    @Override
    public void read(String deviceId, Instant after, Instant before, Reader reader) throws InterruptedException {
        // no limit: a server before 3.26 would keep to it without a token for the rest
        StorageQuery query =
                StorageQuery.uplinks(application).device(deviceId).after(after).before(before);
        client.read(query, json -> {
            reader.read(json);
            return true;
        });
    }

    @Override
    public String toString() {
        return client.address().toString();
    }
}
