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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What one answer holds.
 *
 * @param messages in the order asked for
 * @param continuationToken leads to the rest; null when there is none
 */
record StoragePage(Iterator<StoredMessage> messages, String continuationToken) {

    /** A page of at most so many messages, 0 for all: these are never held together. */
    static StoragePage of(StorageScan scan, StorageParameters parameters, int pageLimit) {
        int limit = parameters.limit() == 0
                ? pageLimit
                : pageLimit == 0 ? parameters.limit() : Math.min(parameters.limit(), pageLimit);
        if (limit == 0) {
            return new StoragePage(scan, null);
        }
        // the token goes before the results, so the end of the page has to be known
        List<StoredMessage> messages = new ArrayList<>();
        while (messages.size() < limit && scan.hasNext()) {
            messages.add(scan.next());
        }
        String token = scan.hasNext()
                ? parameters.tokenBehind(messages.get(messages.size() - 1).position())
                : null;
        return new StoragePage(messages.iterator(), token);
    }
}
