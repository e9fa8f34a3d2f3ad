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

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Who may read what. All on the server's thread. */
final class StorageAccess {

    private static final String BEARER = "Bearer ";

    private final Supplier<Collection<Application>> applications;
    private final StorageSettings settings;
    private final Clock clock;
    private final RateLimit rateLimit;
    private final Set<Application> switchedOff = new HashSet<>();

    StorageAccess(Supplier<Collection<Application>> applications, StorageSettings settings, Clock clock) {
        this.applications = applications;
        this.settings = settings;
        this.clock = clock;
        rateLimit = settings.rateLimitRequests() == 0
                ? null
                : new RateLimit(settings.rateLimitRequests(), settings.rateLimitPeriod());
    }

    void switchOff(Application application, boolean off) {
        if (off) {
            switchedOff.add(application);
        } else {
            switchedOff.remove(application);
        }
    }

    static boolean isAuthorization(String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** The application that the request may read. */
    Application check(String applicationId, String authorization) {
        String apiKey = isAuthorization(authorization) ? authorization.substring(BEARER.length()) : "";
        Collection<Application> all = applications.get();
        if (all.stream().noneMatch(application -> application.knows(apiKey))) {
            throw new StorageRefusal(StorageError.unauthenticated());
        }
        List<Application> named = all.stream()
                .filter(application -> application.applicationId().equals(applicationId))
                .toList();
        if (named.isEmpty()) {
            throw new StorageRefusal(StorageError.applicationNotFound(applicationId));
        }
        // the tenant is in the host name of a real server; here the key tells applications of one name apart
        Application application = named.stream()
                .filter(candidate -> candidate.knows(apiKey))
                .findFirst()
                .orElse(named.get(0));
        if (!Right.allowsReading(application.rightsOf(apiKey))) {
            throw new StorageRefusal(StorageError.noRights(applicationId));
        }
        if (switchedOff.contains(application)) {
            throw new StorageRefusal(StorageError.notEnabled(applicationId));
        }
        if (rateLimit != null && !rateLimit.take(application.uid(), apiKey, clock.instant())) {
            throw new StorageRefusal(
                    StorageError.rateLimitExceeded("storage:" + application.uid(), settings.rateLimitRequests()));
        }
        return application;
    }

    /** In whole seconds. */
    long secondsToRetry() {
        return Math.max(1, settings.rateLimitPeriod().toSeconds());
    }
}
