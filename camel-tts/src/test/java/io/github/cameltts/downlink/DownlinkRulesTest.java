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
package io.github.cameltts.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltts.model.ApplicationDownlink;
import io.github.cameltts.model.ClassBC;
import io.github.cameltts.model.ConfirmedRetry;
import io.github.cameltts.model.TxSchedulePriority;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownlinkRulesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 223, 225, 233})
    void portsForApplicationsAreFine(int port) {
        assertThat(faults(valid().fPort(port))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 224, 234, 255})
    void otherPortsAreNot(int port) {
        assertThat(faults(valid().fPort(port)))
                .containsExactly("f_port '" + port + "' is not for applications: LoRaWAN gives them 1 to 223 and 225 to"
                        + " 233.");
    }

    @Test
    void exactlyOnePayloadIsNeeded() {
        assertThat(faults(valid().decodedPayload(Map.of("a", 1))))
                .containsExactly("frm_payload and decoded_payload are both given: the server would take frm_payload and"
                        + " leave the other out. Give one of them.");
        assertThat(faults(valid().frmPayload((byte[]) null)))
                .containsExactly("frm_payload and decoded_payload are both missing: give one of them.");
    }

    @Test
    void aPortMayBeLeftToTheServersEncoder() {
        assertThat(faults(valid().frmPayload((byte[]) null)
                        .decodedPayload(Map.of("a", 1))
                        .fPort(null)))
                .isEmpty();
        assertThat(faults(valid().fPort(null))).singleElement().asString().startsWith("f_port is missing");
    }

    @Test
    void payloadsHaveOneTo242Bytes() {
        assertThat(faults(valid().frmPayload(new byte[242]))).isEmpty();
        assertThat(faults(valid().frmPayload(new byte[243])))
                .singleElement()
                .asString()
                .startsWith("frm_payload has 243");
        assertThat(faults(valid().frmPayload(new byte[0])))
                .singleElement()
                .asString()
                .startsWith("frm_payload is empty");
    }

    @Test
    void attemptsAreOneTo32() {
        assertThat(faults(valid().confirmed(true).confirmedRetry(new ConfirmedRetry(null, 32))))
                .isEmpty();
        assertThat(faults(valid().confirmed(true).confirmedRetry(new ConfirmedRetry(null, 33))))
                .containsExactly("confirmed_retry.max_attempts '33' is out of range: the server takes 1 to 32.");
        assertThat(faults(valid().confirmed(true).confirmedRetry(new ConfirmedRetry(null, 0))))
                .hasSize(1);
    }

    @Test
    void aPriorityThatWasNotUnderstoodIsNotSentOn() {
        assertThat(faults(valid().priority(TxSchedulePriority.UNRECOGNIZED)))
                .singleElement()
                .asString()
                .startsWith("priority is not one that the server knows");
    }

    @Test
    void correlationIdsAreShortAndNotEmpty() {
        assertThat(faults(valid().correlationIds("x".repeat(100)))).isEmpty();
        assertThat(faults(valid().correlationIds("x".repeat(101), "")))
                .containsExactly(
                        "correlation_ids has 'xxxxxxxxxxxxxxxxxxxx…' of 101 characters: the server takes at most 100.",
                        "correlation_ids has an empty text. Leave it out.");
    }

    @Test
    void anAbsoluteTimeMustLeaveTheServerTime() {
        assertThat(faults(valid().classBC(new ClassBC(List.of(), NOW.plusMillis(2500)))))
                .isEmpty();
        assertThat(faults(valid().classBC(new ClassBC(List.of(), NOW.plusMillis(2499)))))
                .containsExactly(
                        "class_b_c.absolute_time '2026-01-01T00:00:02.499Z' is too near: the server needs at least"
                                + " 2.5 s. Now it is 2026-01-01T00:00:00Z.");
        assertThat(faults(valid().classBC(new ClassBC(List.of(), NOW.minusSeconds(1)))))
                .singleElement()
                .asString()
                .startsWith("class_b_c.absolute_time '2025-12-31T23:59:59Z' is over");
    }

    @Test
    void gatewaysAreNamedByTheirId() {
        assertThat(faults(valid().classBC(new ClassBC(List.of(ClassBC.Gateway.of("gtw-1")), null))))
                .isEmpty();
        assertThat(faults(valid().classBC(new ClassBC(List.of(ClassBC.Gateway.of("58A0CBFFFE8013BC")), null))))
                .containsExactly(
                        "class_b_c.gateways has gateway_id '58A0CBFFFE8013BC', which is not one. Give the id of the"
                                + " gateway as the console shows it, not its EUI.");
    }

    @Test
    void moreThanTheServerTakesInOneRequestIsRefused() {
        List<ApplicationDownlink> many = Collections.nCopies(20_001, complete(valid()));

        assertThat(DownlinkRules.faults(many, DownlinkOperation.push, WaitFor.none, NOW))
                .containsExactly("The request has 20001 downlinks: at most 20000 go into one.");
    }

    @Test
    void faultsOfSeveralSayWhichOne() {
        List<ApplicationDownlink> two = List.of(complete(valid()), complete(valid().fPort(224)));

        assertThat(DownlinkRules.faults(two, DownlinkOperation.push, WaitFor.none, NOW))
                .singleElement()
                .asString()
                .startsWith("downlinks[1].f_port '224'");
    }

    private static ApplicationDownlink.Builder valid() {
        return ApplicationDownlink.builder().fPort(15).frmPayload((byte) 1);
    }

    private static List<String> faults(ApplicationDownlink.Builder downlink) {
        return DownlinkRules.faults(List.of(complete(downlink)), DownlinkOperation.push, WaitFor.none, NOW);
    }

    private static ApplicationDownlink complete(ApplicationDownlink.Builder downlink) {
        return new DownlinkDefaults(null, false, TxSchedulePriority.LOWEST, null, List.of()).complete(downlink.build());
    }
}
