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
package io.github.cameltts.observe;

import io.github.cameltts.connection.ConnectionState;
import io.github.cameltts.connection.Grant;
import io.github.cameltts.storage.BackfillView;
import java.time.Instant;
import java.util.Date;
import org.apache.camel.api.management.ManagedAttribute;

/**
 * The JMX attributes of a consumer, beside those that Camel gives every consumer.
 */
public interface ManagedTtsConsumer extends ManagedConnection {

    /**
     * @return all that is known of it now; null before the first start
     */
    ConsumerView view();

    @Override
    default ConnectionState connectionState() {
        ConsumerView view = view();
        return view == null ? null : view.state();
    }

    /**
     * @return as they stand in a SUBSCRIBE packet, with blanks between
     */
    @ManagedAttribute(description = "The filters that the server has granted")
    default String getFiltersGranted() {
        return filters(Grant.Status.GRANTED);
    }

    /**
     * @return as they stand in a SUBSCRIBE packet, with blanks between
     */
    @ManagedAttribute(description = "The filters that the server has not answered yet")
    default String getFiltersPending() {
        return filters(Grant.Status.PENDING);
    }

    /**
     * @return as they stand in a SUBSCRIBE packet, with blanks between
     */
    @ManagedAttribute(description = "The filters that the server has refused")
    default String getFiltersRefused() {
        return filters(Grant.Status.REFUSED);
    }

    private String filters(Grant.Status status) {
        ConsumerView view = view();
        return view == null ? "" : String.join(" ", view.filters(status));
    }

    /**
     * @return the number
     */
    @ManagedAttribute(description = "Messages that wait for the route")
    default int getWaiting() {
        ConsumerView view = view();
        return view == null ? 0 : view.lanes().waiting();
    }

    /**
     * @return the number
     */
    @ManagedAttribute(description = "Messages that the route works on")
    default int getInWork() {
        ConsumerView view = view();
        return view == null ? 0 : view.lanes().inWork();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Messages that have arrived since the start")
    default long getReceived() {
        ConsumerView view = view();
        return view == null ? 0 : view.messages().received();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Messages that the route is done with since the start, well or not")
    default long getDelivered() {
        ConsumerView view = view();
        return view == null ? 0 : view.messages().delivered();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Messages that were dropped since the start because the queue was full")
    default long getDroppedByOverflow() {
        ConsumerView view = view();
        return view == null ? 0 : view.lanes().dropped();
    }

    /**
     * @return whether messages were dropped and the queue has not emptied to half since
     */
    @ManagedAttribute(description = "Whether the queue has overflown and has not emptied to half since")
    default boolean isOverflowing() {
        ConsumerView view = view();
        return view != null && view.lanes().overflowing();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Messages that could not be decoded since the start")
    default long getDecodeFailures() {
        ConsumerView view = view();
        return view == null ? 0 : view.messages().decodeFailures();
    }

    /**
     * @return the time, or null if there was none since the start
     */
    @ManagedAttribute(description = "When the last message has arrived; empty if there was none since the start")
    default Date getLastMessageAt() {
        ConsumerView view = view();
        return view == null ? null : ManagedConnection.date(view.messages().lastMessageAt());
    }

    /**
     * @return whether option silenceThreshold is exceeded
     */
    @ManagedAttribute(description = "Whether no message has come for longer than option silenceThreshold allows")
    default boolean isSilent() {
        ConsumerView view = view();
        return view != null && view.isSilent(Instant.now());
    }

    /**
     * @return the time, or null without a backfill
     */
    @ManagedAttribute(description = "What was received earlier is dealt with; empty without a backfill")
    default Date getBackfillCursor() {
        BackfillView backfill = backfill();
        return backfill == null ? null : ManagedConnection.date(backfill.cursor());
    }

    /**
     * @return in seconds
     */
    @ManagedAttribute(description = "How many seconds the route is behind, where something is missing or being fetched")
    default long getBackfillLag() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.lag().toSeconds();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Interruptions and overflows after which the storage was or will be asked")
    default long getBackfillGaps() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.gaps();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Uplinks that were fetched and had not arrived live")
    default long getBackfillRecovered() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.recovered();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Copies of uplinks that were removed")
    default long getBackfillDuplicates() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.duplicates();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Uplinks that frame counters tell of and that the storage does not have either")
    default long getRadioLosses() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.radioLosses();
    }

    /**
     * @return the number since the start
     */
    @ManagedAttribute(description = "Failed requests to the storage")
    default long getStorageErrors() {
        BackfillView backfill = backfill();
        return backfill == null ? 0 : backfill.errors();
    }

    /**
     * @return a sentence, or null if all is well
     */
    @ManagedAttribute(description = "Why what was missed cannot be fetched; empty if it can")
    default String getBackfillProblem() {
        BackfillView backfill = backfill();
        return backfill == null ? null : backfill.problem();
    }

    private BackfillView backfill() {
        ConsumerView view = view();
        return view == null ? null : view.backfill();
    }
}
