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
package io.github.cameltts.lane;

/**
 * The counters of a set of lanes at one moment.
 *
 * @param waiting     messages that wait
 * @param inWork      messages that are being handled
 * @param accepted    messages that were put into a lane so far
 * @param handled     messages that were dealt with so far, well or not
 * @param dropped     messages that the overflow policy cost so far
 * @param overflowing whether messages were dropped and the lanes have not emptied to half since
 */
public record LaneCounters(int waiting, int inWork, long accepted, long handled, long dropped, boolean overflowing) {}
