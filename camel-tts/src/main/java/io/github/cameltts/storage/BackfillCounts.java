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

import java.util.concurrent.atomic.LongAdder;

/**
 * What a backfill counts, beside what its frame counters do.
 */
final class BackfillCounts {

    final LongAdder gaps = new LongAdder();
    final LongAdder fetched = new LongAdder();
    final LongAdder recovered = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder errors = new LongAdder();
    /** Uplinks that arrived live. */
    final LongAdder live = new LongAdder();
}
