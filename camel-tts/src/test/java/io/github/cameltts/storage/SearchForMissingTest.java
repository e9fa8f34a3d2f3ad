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
package io.github.cameltts.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.storage.SearchForMissing.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchForMissingTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void asksForSingleDevicesWhereTheApplicationWouldBringMuchMore() {
        List<Request> requests =
                SearchForMissing.plan(List.of(missing("dev1", 0, 86_400), missing("dev2", 0, 600)), null, 10);
        assertThat(requests).extracting(Request::deviceId).containsExactlyInAnyOrder("dev1", "dev2");
        assertThat(requests.get(0).after()).isEqualTo(NOON.minusSeconds(1));
    }

    @Test
    void gathersManyDevicesInOneRequestWhereThatBringsLess() {
        List<MissingUplinks> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(missing("dev" + i, i, i + 10));
        }
        List<Request> requests = SearchForMissing.plan(many, null, 10);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).deviceId()).isNull();
        assertThat(requests.get(0).after()).isEqualTo(NOON.minusSeconds(1));
        assertThat(requests.get(0).before()).isEqualTo(NOON.plusSeconds(110));
        assertThat(requests.get(0).wanted()).hasSize(100);
    }

    @Test
    void asksForSoManyDevicesAtATimeOnlyTheOldestFirst() {
        List<MissingUplinks> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(missing("dev" + i, 1000 - i, 100_000));
        }
        List<Request> requests = SearchForMissing.plan(many, null, 1000);
        assertThat(requests).hasSize(10);
        assertThat(requests.get(0).deviceId()).isEqualTo("dev99");
    }

    @Test
    void anEndpointOfOneDeviceAsksForIt() {
        List<Request> requests =
                SearchForMissing.plan(List.of(missing("dev1", 0, 1), missing("dev1", 5, 6)), "dev1", 1000);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).deviceId()).isEqualTo("dev1");
        assertThat(requests.get(0).before()).isEqualTo(NOON.plusSeconds(7));
    }

    @Test
    void nothingIsAskedWhereNothingIsMissing() {
        assertThat(SearchForMissing.plan(List.of(), null, 1)).isEmpty();
    }

    private static MissingUplinks missing(String device, int after, int before) {
        return new MissingUplinks(device, "", 1, 1, NOON.plusSeconds(after), NOON.plusSeconds(before), 0);
    }
}
