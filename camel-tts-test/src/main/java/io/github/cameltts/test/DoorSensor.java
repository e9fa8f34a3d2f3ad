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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A door contact at the edge of reception. It sends its state on FPort 1. Now and then its maintainer queues a
 * confirmed downlink on FPort 10, of which the first transmission does not arrive: {@code down/nack}, then {@code
 * down/ack}.
 */
final class DoorSensor implements SimulatedDevice {

    private static final int F_PORT = 1;
    private static final int INTERVAL_F_PORT = 10;
    private static final int STEPS_BETWEEN_DOWNLINKS = 8;

    private final Device device;
    private final Random random;
    private final Reception reception;
    private boolean open;
    private int openings;
    private int minutes;
    private int steps;

    DoorSensor(Device device, Random random) {
        this.device = device;
        this.random = random;
        reception = new Reception(random, new DataRate.LoRa(125_000, 10, "4/5"));
        device.versionIds(new VersionIds("the-things-products", "door-sensor", "2.1", "1.0.2", "EU_863_870"));
    }

    @Override
    public String description() {
        return "open or closed on FPort " + F_PORT + "; now and then a confirmed downlink that needs a second attempt";
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void step(Duration elapsed) {
        int phase = steps++ % STEPS_BETWEEN_DOWNLINKS;
        if (phase == 1) {
            device.scheduleDownlink(INTERVAL_F_PORT, new byte[] {10}, true);
        }
        // sent after the uplink of phase 1, missed, sent again, received
        device.answers(phase == 2 ? Answer.NACK : Answer.ACK);
        if (random.nextInt(3) == 0) {
            open = !open;
            openings += open ? 1 : 0;
            minutes = 0;
        } else {
            minutes = Math.min(255, minutes + (int) elapsed.toMinutes());
        }
        byte[] payload = {(byte) (open ? 1 : 0), (byte) (openings >> 8), (byte) openings, (byte) minutes};
        Map<String, Object> decoded = new LinkedHashMap<>();
        decoded.put("open", open);
        decoded.put("openings", openings & 0xFFFF);
        decoded.put("minutes", minutes);
        reception
                .of(device.uplink())
                .fPort(F_PORT)
                .frmPayload(payload)
                .decodedPayload(decoded)
                .send();
    }
}
