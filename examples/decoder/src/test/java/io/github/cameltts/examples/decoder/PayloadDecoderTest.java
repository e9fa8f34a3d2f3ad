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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameltts.examples.decoder.Reading.Climate;
import io.github.cameltts.examples.decoder.Reading.Door;
import io.github.cameltts.examples.decoder.Reading.Place;
import io.github.cameltts.examples.decoder.Reading.Position;
import io.github.cameltts.model.ApplicationUp;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PayloadDecoderTest {

    @Test
    void readsTheNumbersOfTheDataSheets() {
        assertThat(decode(2, "00F77D0E4201")).isEqualTo(new Climate(24.7, 62.5, 3.65, true));
        assertThat(decode(1, "00FFFF05")).isEqualTo(new Door(false, 65_535, 5));
        assertThat(decode(3, "62031F21D7004AA8800003")).isEqualTo(new Position(98, new Place(52.371927, 4.8928, 3)));
    }

    @Test
    void readsNumbersBelowZeroAndBytesAboveTheirHalf() {
        assertThat(decode(2, "FF9CC80E4200")).isEqualTo(new Climate(-10.0, 100, 3.65, false));
        assertThat(decode(3, "62FE04F9CEF6F28C08FFFE"))
                .isEqualTo(new Position(98, new Place(-33.228338, -151.8766, -2)));
        assertThat(decode(1, "010001FF")).isEqualTo(new Door(true, 1, 255));
    }

    @Test
    void aTrackerWithoutAFixHasNoPlace() {
        assertThat(decode(3, "62")).isEqualTo(new Position(98, null));
    }

    @Test
    void anythingElseIsRefusedWithTheBytes() {
        assertThatThrownBy(() -> decode(2, "00F7"))
                .isInstanceOf(PayloadException.class)
                .hasMessage("The payload 0x00F7 on FPort 2 is too short");
        assertThatThrownBy(() -> decode(1, "010001FF00")).hasMessageEndingWith("is too long by 1 bytes");
        assertThatThrownBy(() -> decode(9, "01"))
                .hasMessage("The payload 0x01 on FPort 9 has an FPort that no device of this plant uses");
        assertThatThrownBy(() -> decode(1, "")).hasMessageEndingWith("is too short");
    }

    private static Reading decode(int fPort, String hex) {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return new PayloadDecoder()
                .decode(ApplicationUp.parse(
                                "{\"uplink_message\":{\"f_port\":" + fPort + ",\"frm_payload\":\"" + base64 + "\"}}")
                        .uplinkMessage());
    }
}
