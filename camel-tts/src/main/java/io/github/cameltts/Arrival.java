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

import io.github.cameltts.connection.ReceivedMessage;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.storage.Ticket;

/**
 * A message on its way to the route.
 *
 * @param message the message as it arrived; for a fetched one only topic and time matter
 * @param ticket  what stands for it in the backfill; null without a backfill
 * @param fetched the decoded message if it was fetched from the storage; null if it came live
 */
record Arrival(ReceivedMessage message, Ticket ticket, ApplicationUp fetched) {

    boolean isFetched() {
        return fetched != null;
    }
}
