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
package io.github.cameltts.benchmarks;

/** What there is to measure. */
public enum Part {
    /** As fast as it goes. */
    THROUGHPUT,
    /** At a rate that nobody has trouble with. */
    LATENCY,
    /** 1, 10 and 100 routes. */
    ROUTES,
    /** 1 to 10,000 devices. */
    DEVICES,
    /** Runs before all of these, and is no result. */
    WARM_UP
}
