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
package io.github.cameltts.model;

/**
 * The repetitions of a confirmed downlink ({@code confirmed_retry}; The Things Stack since 3.27.0).
 *
 * @param attempt     which attempt this is, from 1 on; set by the server and never sent to it; null if absent
 * @param maxAttempts how many there are at most: 1 to 32; null for the server's default (8)
 */
public record ConfirmedRetry(Integer attempt, Integer maxAttempts) {}
