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
package io.github.cameltts;

import io.github.cameltts.address.Event;
import io.github.cameltts.address.StorageAddress;
import io.github.cameltts.address.Topic;
import io.github.cameltts.address.TopicFilter;
import io.github.cameltts.address.TtsAddress;
import io.github.cameltts.lane.OverflowPolicy;
import io.github.cameltts.storage.BackfillMode;
import java.time.Duration;
import java.util.List;

/**
 * What the options say of the backfill.
 *
 * @param storage  where the Storage Integration is
 * @param initial  how far back to go without a cursor
 * @param overlap  how much more than a gap is asked for
 * @param hold     how long live messages are held back at most, zero for not at all
 * @param retention what the edition is known to keep, or null
 */
record BackfillOptions(StorageAddress storage, Duration initial, Duration overlap, Duration hold, Duration retention) {

    private static final Topic UPLINKS = new Topic("", Event.UP.topicSuffix(), Event.UP);
    private static final Duration SHORTEST_OVERLAP = Duration.ofSeconds(1);
    /** The Things Network keeps uplinks for a day, The Things Stack Cloud for thirty. */
    private static final Duration COMMUNITY_RETENTION = Duration.ofHours(24);

    private static final Duration CLOUD_RETENTION = Duration.ofDays(30);

    /**
     * @return                           the options, or null if there is no backfill
     * @throws TtsConfigurationException if they do not go together
     */
    static BackfillOptions of(TtsAddress address, TtsConfiguration configuration, List<TopicFilter> filters) {
        if (configuration.getBackfill() == BackfillMode.none) {
            return null;
        }
        if (filters.stream().noneMatch(filter -> filter.matchesSuffix(UPLINKS))) {
            throw new TtsConfigurationException("Option backfill=storage has nothing to fetch with events="
                    + configuration.getEvents()
                    + ": the Storage Integration is asked for uplinks only. Add up to option"
                    + " events, or leave backfill out.");
        }
        if (configuration.getBodyType() == TtsBodyType.json) {
            throw new TtsConfigurationException(
                    "Option backfill=storage does not go with bodyType=json: copies can only"
                            + " be told from each other where messages are read. Leave bodyType out; the body converted to String"
                            + " or byte[] is the message as received.");
        }
        if (configuration.getBackfillOverlap() < SHORTEST_OVERLAP.toMillis()) {
            throw new TtsConfigurationException("Option backfillOverlap '" + configuration.getBackfillOverlap()
                    + " ms' is too short: at least " + SHORTEST_OVERLAP.toMillis()
                    + " ms. A number without a unit means milliseconds: write 60s for a minute.");
        }
        if (configuration.getBackfillInitial() < 0 || configuration.getBackfillHold() < 0) {
            throw new TtsConfigurationException("Options backfillInitial and backfillHold cannot be negative.");
        }
        if (configuration.getBackfillHold() > 0 && configuration.getOverflowPolicy() == OverflowPolicy.block) {
            throw new TtsConfigurationException("Option backfillHold does not go with overflowPolicy=block: both hold"
                    + " messages, one in memory and one at the server. Leave one out.");
        }
        StorageAddress storage = StorageAddress.resolve(
                address.application(), configuration.getCluster(), configuration.getStorageUrl());
        return new BackfillOptions(
                storage,
                Duration.ofMillis(configuration.getBackfillInitial()),
                Duration.ofMillis(configuration.getBackfillOverlap()),
                Duration.ofMillis(configuration.getBackfillHold()),
                retention(storage));
    }

    private static Duration retention(StorageAddress storage) {
        if (storage.host().endsWith(".cloud.thethings.network")) {
            return COMMUNITY_RETENTION;
        }
        return storage.host().endsWith(".cloud.thethings.industries") ? CLOUD_RETENTION : null;
    }

    /** What the source can give, for the log. */
    String limits() {
        String kept = retention == null
                ? "for as long as its operator has set"
                : "for " + (retention.toDays() > 1 ? retention.toDays() + " days" : retention.toHours() + " hours");
        return "the Storage Integration at " + storage + " keeps uplinks only, and " + kept
                + "; it must be switched on for the application";
    }
}
