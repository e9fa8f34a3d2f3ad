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
package io.github.cameltts.examples.decoder;

/** What a device of the plant has to say. */
public sealed interface Reading {

    /**
     * Of a sensor with a fan, on FPort 2.
     *
     * @param temperature in degrees Celsius, with one decimal
     * @param humidity relative, in percent, in steps of a half
     * @param battery in volts
     * @param fan whether it runs
     */
    record Climate(double temperature, double humidity, double battery, boolean fan) implements Reading {}

    /**
     * Of a door, on FPort 1.
     *
     * @param open whether it is
     * @param openings since the battery was changed, 0 to 65535
     * @param minutes in this state, 255 at most
     */
    record Door(boolean open, int openings, int minutes) implements Reading {}

    /**
     * Of a tracker, on FPort 3.
     *
     * @param battery in percent
     * @param place null where it has no fix
     */
    record Position(int battery, Place place) implements Reading {}

    /**
     * A place on earth.
     *
     * @param latitude in degrees, north is positive
     * @param longitude in degrees, east is positive
     * @param altitude in metres
     */
    record Place(double latitude, double longitude, int altitude) {}
}
