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
 * A sensor in a cabinet that heats up, with a fan. It sends temperature and humidity on FPort 2. A downlink on FPort 15
 * with 0x01 runs the fan for half a minute, 0x00 stops it; the encoder of the server takes {@code {"fan":true}} for it.
 */
final class TemperatureSensor implements SimulatedDevice {

    private static final int F_PORT = 2;
    private static final int FAN_F_PORT = 15;

    /** From 24 °C towards 36 °C: 30 °C is passed after 36 s × ln 2, some 25 s. */
    private static final double START = 24;

    private static final double HEATED = 36;
    private static final double HEATING_SECONDS = 36;
    private static final double COOLED = 21;
    private static final double COOLING_SECONDS = 12;
    private static final Duration FAN_RUN = Duration.ofSeconds(30);

    private final Device device;
    private final Reception reception;
    private double temperature;
    private volatile Duration fanLeft = Duration.ZERO;
    private double battery = 3.65;

    TemperatureSensor(Device device, Random random, int place) {
        this.device = device;
        reception = new Reception(random, DataRate.SF7BW125);
        temperature = START - 2 * (place % 3);
        device.versionIds(new VersionIds("the-things-products", "temperature-sensor", "1.0", "1.4.0", "EU_863_870"))
                .location(new Location(52.3667, 4.8945, 3, 0, Location.Source.SOURCE_REGISTRY))
                .downlinkEncoder(decoded -> new byte[] {(byte) (Boolean.TRUE.equals(decoded.get("fan")) ? 1 : 0)})
                .onDownlink(this::receive);
    }

    @Override
    public String description() {
        return "temperature and humidity on FPort " + F_PORT + "; FPort " + FAN_F_PORT + ": 01 fan on, 00 fan off";
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void step(Duration elapsed) {
        advance(elapsed);
        int tenths = (int) Math.round(temperature * 10);
        // warm air of the same water content is relatively drier
        int halfPercents = (int) Math.round(2 * Math.max(20, 62 - 1.3 * (temperature - 20)));
        int millivolts = (int) Math.round(battery * 1_000);
        boolean fan = !fanLeft.isZero();
        byte[] payload = ByteBuffer.allocate(6)
                .putShort((short) tenths)
                .put((byte) halfPercents)
                .putShort((short) millivolts)
                .put((byte) (fan ? 1 : 0))
                .array();
        Map<String, Object> decoded = new LinkedHashMap<>();
        decoded.put("temperature", tenths / 10.0);
        decoded.put("humidity", halfPercents / 2.0);
        decoded.put("battery", millivolts / 1_000.0);
        decoded.put("fan", fan);
        reception
                .of(device.uplink())
                .fPort(F_PORT)
                .frmPayload(payload)
                .decodedPayload(decoded)
                .send();
    }

    private void advance(Duration elapsed) {
        Duration fan = fanLeft;
        Duration cooling = elapsed.compareTo(fan) < 0 ? elapsed : fan;
        temperature = approach(temperature, COOLED, cooling, COOLING_SECONDS);
        temperature = approach(temperature, HEATED, elapsed.minus(cooling), HEATING_SECONDS);
        fanLeft = fan.minus(cooling);
        battery = Math.max(3.0, battery - elapsed.toMillis() * 1e-9);
    }

    private static double approach(double from, double to, Duration time, double timeConstant) {
        return to + (from - to) * Math.exp(-time.toMillis() / 1_000.0 / timeConstant);
    }

    private void receive(Downlink downlink) {
        byte[] payload = downlink.frmPayload();
        if (downlink.fPort() == FAN_F_PORT && payload != null) {
            fanLeft = payload[0] == 0 ? Duration.ZERO : FAN_RUN;
        }
    }
}
