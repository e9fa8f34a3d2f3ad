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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A tracker on a bicycle in Amsterdam. It sends its position on FPort 3, from which the server makes
 * {@code location/solved} as well. Where it has no fix it sends none, and a geolocation service finds it by Wi-Fi.
 */
final class Tracker implements SimulatedDevice {

    private static final int F_PORT = 3;
    private static final int STEPS_PER_LOST_FIX = 5;
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double METRES_PER_SECOND = 4.5;
    private static final double CENTRE_LATITUDE = 52.3731;
    private static final double CENTRE_LONGITUDE = 4.8926;
    private static final double RADIUS = 2_500;

    private final Device device;
    private final Random random;
    private final Reception reception;
    private double latitude = CENTRE_LATITUDE;
    private double longitude = CENTRE_LONGITUDE;
    private double heading;
    private double battery = 98;
    private int steps;

    Tracker(Device device, Random random) {
        this.device = device;
        this.random = random;
        reception = new Reception(random, new DataRate.LoRa(125_000, 9, "4/5"));
        heading = random.nextDouble() * 2 * Math.PI;
        device.versionIds(new VersionIds("the-things-products", "tracker", "1.0", "3.2.1", "EU_863_870"));
    }

    @Override
    public String description() {
        return "position on FPort " + F_PORT + ", from GPS or found by Wi-Fi";
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void step(Duration elapsed) {
        ride(elapsed.toMillis() / 1_000.0);
        battery = Math.max(5, battery - elapsed.toMillis() * 1e-6);
        boolean fix = ++steps % STEPS_PER_LOST_FIX != 0;
        int percent = (int) Math.round(battery);
        byte[] payload;
        Map<String, Object> decoded = new LinkedHashMap<>();
        if (fix) {
            int microLatitude = (int) Math.round(latitude * 1e6);
            int microLongitude = (int) Math.round(longitude * 1e6);
            int altitude = 2 + random.nextInt(3);
            payload = ByteBuffer.allocate(11)
                    .put((byte) percent)
                    .putInt(microLatitude)
                    .putInt(microLongitude)
                    .putShort((short) altitude)
                    .array();
            decoded.put("battery", percent);
            decoded.put("latitude", microLatitude / 1e6);
            decoded.put("longitude", microLongitude / 1e6);
            decoded.put("altitude", altitude);
        } else {
            payload = new byte[] {(byte) percent};
            decoded.put("battery", percent);
        }
        reception
                .of(device.uplink())
                .fPort(F_PORT)
                .frmPayload(payload)
                .decodedPayload(decoded)
                .send();
        if (!fix) {
            device.locationSolved(
                    "lora-cloud-device-management-v1-wifi",
                    new Location(
                            round(latitude), round(longitude), 0, 35, Location.Source.SOURCE_WIFI_RSSI_GEOLOCATION));
        }
    }

    private void ride(double seconds) {
        heading += random.nextGaussian() * 0.4;
        double north = (latitude - CENTRE_LATITUDE) * METRES_PER_DEGREE;
        double east = (longitude - CENTRE_LONGITUDE) * METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        if (Math.hypot(north, east) > RADIUS) {
            heading = Math.atan2(-east, -north);
        }
        double metres = METRES_PER_SECOND * Math.min(seconds, 60);
        latitude += metres * Math.cos(heading) / METRES_PER_DEGREE;
        longitude += metres * Math.sin(heading) / METRES_PER_DEGREE / Math.cos(Math.toRadians(latitude));
    }

    private static double round(double degrees) {
        return Math.round(degrees * 1e4) / 1e4;
    }
}
