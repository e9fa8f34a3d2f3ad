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

import java.time.Duration;

/** A device of the {@link Fleet} that lives by itself. */
interface SimulatedDevice {

    /** One line for people: what it is and which FPorts it uses. */
    String description();

    /** The device at the server. */
    Device device();

    /** Lets time pass and sends what the device has to say then. */
    void step(Duration elapsed);
}
