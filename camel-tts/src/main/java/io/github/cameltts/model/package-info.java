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
/**
 * The messages of The Things Stack as immutable Java values, and their JSON codec.
 *
 * <p>{@link io.github.cameltts.model.ApplicationUp} is what the server publishes,
 * {@link io.github.cameltts.model.DownlinkQueueRequest} what it accepts. Types and components carry the names of The
 * Things Stack's own schema ({@code frm_payload} is {@code frmPayload()}).
 *
 * <h2>Presence</h2>
 *
 * The server leaves a field out when its value is zero, false or empty. Where absence therefore means zero, the zero is
 * there again: a primitive, an empty list, an empty map or an empty array. Where absence means "not known" or "not
 * given", the component is {@code null}, and its documentation says so. Lists and maps that hold several entries are
 * never null; a free-form object such as {@code decodedPayload()} is null when absent, since an empty one means something
 * else.
 *
 * <h2>Reading</h2>
 *
 * Unknown members, unknown events and unknown enumeration names never fail. A wrong type in a field that a reading does
 * not depend on (reception metadata, settings, locations, times and the like) makes that field absent and is counted in
 * {@link io.github.cameltts.model.ApplicationUp#ignoredFields()}. A wrong type in one that it does depend on (device and
 * application identifier, session key identifier, FPort, FCnt, the payloads, the event's object itself) fails with
 * {@link io.github.cameltts.TtsDecodeException}, as do text that is not JSON in UTF-8 and limits exceeded: more than 500
 * levels of nesting, a string of more than a million characters, a number of more than a thousand digits, a name of more
 * than 50,000 characters, more than a million tokens, or in a free-form object a number beyond the range of a double. A
 * location whose latitude or longitude has the wrong type is absent as a whole. Of a repeated member the last one counts.
 * Numbers may stand in quotes, identifiers may have lower-case digits, base64 may have either alphabet and no padding, and
 * the time {@code 0001-01-01T00:00:00Z}, which servers up to 2021 wrote for an unset one, is absent.
 *
 * <h2>Values</h2>
 *
 * Everything is immutable, arrays included (accessors give copies), and equal by value. No {@code toString} prints a key,
 * each fits on one line.
 */
package io.github.cameltts.model;
