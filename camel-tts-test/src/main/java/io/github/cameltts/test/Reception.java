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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How the gateways of a town hear a device of the {@link Fleet}: one always, two others now and then, all varying. */
final class Reception {

    private static final List<Gateway> GATEWAYS = List.of(
            Gateway.of("gateway-town-hall").at(new Location(52.3731, 4.8926, 31, 0, Location.Source.SOURCE_REGISTRY)),
            Gateway.of("gateway-harbour").at(new Location(52.3791, 4.9003, 18, 0, Location.Source.SOURCE_REGISTRY)),
            Gateway.of("gateway-west").throughPacketBroker());

    private final Random random;
    private final DataRate dataRate;

    Reception(Random random, DataRate dataRate) {
        this.random = random;
        this.dataRate = dataRate;
    }

    Uplink of(Uplink uplink) {
        List<Gateway> hearing = new ArrayList<>();
        for (int i = 0; i < GATEWAYS.size(); i++) {
            if (i == 0 || random.nextInt(3) == 0) {
                double rssi = Math.round(-68 - 17 * i + random.nextGaussian() * 4);
                double snr = Math.round((9 - 4.5 * i + random.nextGaussian() * 1.5) * 4) / 4.0;
                hearing.add(GATEWAYS.get(i).hearing(rssi, snr).onChannel(random.nextInt(8)));
            }
        }
        return uplink.dataRate(dataRate).gateways(hearing.toArray(Gateway[]::new));
    }
}
