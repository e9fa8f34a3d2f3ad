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
package io.github.cameltts.model;

import io.github.cameltts.address.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;

/** Messages as the server could write them: no zero where absence means something else. */
final class Messages {

    private static final double ABSENT = 0.3;

    private Messages() {}

    // --- scalars

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12).filter(Messages::isEncodable);
    }

    private static Arbitrary<String> id() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(36);
    }

    private static boolean isEncodable(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<Long> uint32() {
        return Arbitraries.longs().between(0, 0xFFFF_FFFFL);
    }

    private static Arbitrary<Long> present32() {
        return Arbitraries.longs().between(1, 0xFFFF_FFFFL);
    }

    private static Arbitrary<Long> present64() {
        return Arbitraries.longs().between(1, 999_999_999_999_999_999L);
    }

    private static Arbitrary<Double> level() {
        return Arbitraries.integers().between(-1500, 1500).filter(i -> i != 0).map(i -> i / 10.0);
    }

    private static Arbitrary<Instant> time() {
        return Arbitraries.longs().between(0, 4_000_000_000L).flatMap(s -> Arbitraries.of(
                        0, 5_000_000, 123_456_000, 1, 999_999_999)
                .map(n -> Instant.ofEpochSecond(s, n)));
    }

    private static Arbitrary<Duration> duration() {
        return Arbitraries.longs().between(1, 10_000_000_000L).map(Duration::ofNanos);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40);
    }

    private static Arbitrary<ByteString> byteString() {
        return bytes().map(ByteString::copyOf);
    }

    private static Arbitrary<Eui64> eui() {
        return Arbitraries.longs().map(Eui64::new);
    }

    private static Arbitrary<NetId> netId() {
        return Arbitraries.integers().between(0, 0xFF_FFFF).map(NetId::new);
    }

    // --- free-form objects

    private static Arbitrary<Object> value() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.integers().map(Object.class::cast),
                () -> Arbitraries.longs().filter(l -> (int) (long) l != l).map(Object.class::cast),
                () -> Arbitraries.doubles().map(Object.class::cast),
                () -> text().map(Object.class::cast),
                () -> Arbitraries.of(true, false).map(Object.class::cast),
                () -> Arbitraries.just(null),
                () -> value().list().ofMaxSize(3).map(Object.class::cast),
                () -> freeForm().map(Object.class::cast));
    }

    private static Arbitrary<Map<String, Object>> freeForm() {
        return Arbitraries.maps(text(), Arbitraries.lazy(Messages::value)).ofMaxSize(4);
    }

    // --- parts

    private static Arbitrary<Location> location() {
        return Builders.withBuilder(() -> new Object[5])
                .use(Arbitraries.doubles().between(-90, 90))
                .in((a, v) -> set(a, 0, v))
                .use(Arbitraries.doubles().between(-180, 180))
                .in((a, v) -> set(a, 1, v))
                .use(Arbitraries.integers())
                .in((a, v) -> set(a, 2, v))
                .use(Arbitraries.integers().between(1, 100_000).injectNull(ABSENT))
                .in((a, v) -> set(a, 3, v))
                .use(Arbitraries.of(LocationSource.values()).filter(s -> s != LocationSource.UNRECOGNIZED))
                .in((a, v) -> set(a, 4, v))
                .build(a ->
                        new Location((double) a[0], (double) a[1], (int) a[2], (Integer) a[3], (LocationSource) a[4]));
    }

    private static Object[] set(Object[] values, int index, Object value) {
        values[index] = value;
        return values;
    }

    private static Arbitrary<Map<String, Location>> locations() {
        return Arbitraries.maps(Arbitraries.of("user", "frm-payload", "s"), location())
                .ofMaxSize(2);
    }

    private static Arbitrary<Map<String, String>> attributes() {
        return Arbitraries.maps(id(), text()).ofMaxSize(2);
    }

    private static Arbitrary<EndDeviceVersionIdentifiers> versionIds() {
        return text().injectNull(ABSENT)
                .list()
                .ofSize(5)
                .map(t -> new EndDeviceVersionIdentifiers(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4)))
                .injectNull(ABSENT);
    }

    private static Arbitrary<NetworkIdentifiers> networkIds() {
        return netId().injectNull(ABSENT)
                .flatMap(net -> eui().injectNull(ABSENT).flatMap(ns -> text().injectNull(ABSENT)
                        .list()
                        .ofSize(4)
                        .map(t -> new NetworkIdentifiers(net, ns, t.get(0), t.get(1), t.get(2), t.get(3)))))
                .injectNull(ABSENT);
    }

    private static Arbitrary<KeyEnvelope> key() {
        return byteString()
                .injectNull(ABSENT)
                .flatMap(k -> text().injectNull(ABSENT)
                        .flatMap(l -> byteString().injectNull(ABSENT).map(e -> new KeyEnvelope(k, l, e))))
                .injectNull(0.7);
    }

    private static Arbitrary<GatewayIdentifiers> gatewayIds() {
        return id().flatMap(i -> eui().injectNull(ABSENT).map(e -> new GatewayIdentifiers(i, e)));
    }

    private static Arbitrary<PacketBrokerMetadata> packetBroker() {
        Arbitrary<PacketBrokerRouteHop> hop = time().flatMap(t ->
                text().list().ofSize(4).map(s -> new PacketBrokerRouteHop(t, s.get(0), s.get(1), s.get(2), s.get(3))));
        return netId().flatMap(n -> eui().flatMap(e -> text().list().ofSize(6).flatMap(t -> hop.list()
                        .ofMaxSize(2)
                        .map(hops -> new PacketBrokerMetadata(
                                t.get(0), n, t.get(1), t.get(2), e, t.get(3), n, t.get(4), t.get(5), hops)))))
                .injectNull(0.7);
    }

    private static Arbitrary<RxMetadata> reception() {
        return Builders.withBuilder(() -> new Object[24])
                .use(gatewayIds())
                .in((a, v) -> set(a, 0, v))
                .use(packetBroker())
                .in((a, v) -> set(a, 1, v))
                .use(id().map(i -> new RelayMetadata(i, RelayWorChannel.RELAY_WOR_CHANNEL_SECONDARY))
                        .injectNull(0.8))
                .in((a, v) -> set(a, 2, v))
                .use(uint32())
                .in((a, v) -> set(a, 3, v))
                .use(time().injectNull(ABSENT))
                .in((a, v) -> set(a, 4, v))
                .use(present32().injectNull(ABSENT))
                .in((a, v) -> set(a, 5, v))
                .use(present64().injectNull(ABSENT))
                .in((a, v) -> set(a, 6, v))
                .use(byteString().injectNull(ABSENT))
                .in((a, v) -> set(a, 7, v))
                .use(text().injectNull(ABSENT))
                .in((a, v) -> set(a, 8, v))
                .use(level())
                .in((a, v) -> set(a, 9, v))
                .use(Arbitraries.just(0.0).injectNull(ABSENT))
                .in((a, v) -> set(a, 10, v))
                .use(level().injectNull(ABSENT))
                .in((a, v) -> set(a, 11, v))
                .use(level().injectNull(ABSENT))
                .in((a, v) -> set(a, 12, v))
                .use(level())
                .in((a, v) -> set(a, 13, v))
                .use(present64().map(l -> -l).injectNull(ABSENT))
                .in((a, v) -> set(a, 14, v))
                .use(location().injectNull(ABSENT))
                .in((a, v) -> set(a, 15, v))
                .use(Arbitraries.of(DownlinkPathConstraint.values())
                        .filter(c -> c != DownlinkPathConstraint.UNRECOGNIZED))
                .in((a, v) -> set(a, 16, v))
                .use(byteString().injectNull(ABSENT))
                .in((a, v) -> set(a, 17, v))
                .use(Arbitraries.integers().between(0, 255))
                .in((a, v) -> set(a, 18, v))
                .use(present32().injectNull(ABSENT))
                .in((a, v) -> set(a, 19, v))
                .use(Arbitraries.integers().filter(i -> i != 0).injectNull(ABSENT))
                .in((a, v) -> set(a, 20, v))
                .use(time().injectNull(ABSENT))
                .in((a, v) -> set(a, 21, v))
                .use(time().injectNull(ABSENT))
                .in((a, v) -> set(a, 22, v))
                .use(freeForm().injectNull(0.7))
                .in((a, v) -> set(a, 23, v))
                .build(Messages::reception);
    }

    @SuppressWarnings("unchecked")
    private static RxMetadata reception(Object[] a) {
        return new RxMetadata(
                (GatewayIdentifiers) a[0],
                (PacketBrokerMetadata) a[1],
                (RelayMetadata) a[2],
                (long) a[3],
                (Instant) a[4],
                (Long) a[5],
                (Long) a[6],
                (ByteString) a[7],
                (String) a[8],
                (Double) a[9],
                (Double) a[10],
                (Double) a[11],
                (Double) a[12],
                (Double) a[13],
                (Long) a[14],
                (Location) a[15],
                (DownlinkPathConstraint) a[16],
                (ByteString) a[17],
                (int) a[18],
                (Long) a[19],
                (Integer) a[20],
                (Instant) a[21],
                (Instant) a[22],
                (Map<String, Object>) a[23]);
    }

    private static Arbitrary<DataRate> dataRate() {
        Arbitrary<String> codingRate = Arbitraries.of("4/5", "1/3").injectNull(ABSENT);
        return Arbitraries.oneOf(
                codingRate.map(c -> new DataRate(new DataRate.LoRaDataRate(125_000, 7, c), null, null)),
                uint32().map(b -> new DataRate(null, new DataRate.FskDataRate(b), null)),
                codingRate.map(c -> new DataRate(null, null, new DataRate.LrFhssDataRate(0, 137_000, c))),
                Arbitraries.just(new DataRate(null, null, null)),
                Arbitraries.just(null));
    }

    private static Arbitrary<TxSettings> settings() {
        return Builders.withBuilder(() -> new Object[11])
                .use(dataRate())
                .in((a, v) -> set(a, 0, v))
                .use(present64().injectNull(ABSENT))
                .in((a, v) -> set(a, 2, v))
                .use(Arbitraries.of(true, false))
                .in((a, v) -> set(a, 3, v))
                .use(present32().injectNull(ABSENT))
                .in((a, v) -> set(a, 4, v))
                .use(time().injectNull(ABSENT))
                .in((a, v) -> set(a, 5, v))
                .use(level().map(p -> new TxSettings.Downlink(1, p, true)).injectNull(0.8))
                .in((a, v) -> set(a, 6, v))
                .use(present64().injectNull(ABSENT))
                .in((a, v) -> set(a, 7, v))
                .use(Arbitraries.integers().between(1, 15).injectNull(ABSENT))
                .in((a, v) -> set(a, 8, v))
                .build(a -> new TxSettings(
                        (DataRate) a[0],
                        null,
                        (Long) a[2],
                        (boolean) a[3],
                        (Long) a[4],
                        (Instant) a[5],
                        (TxSettings.Downlink) a[6],
                        (Long) a[7],
                        (Integer) a[8],
                        null,
                        null))
                .injectNull(ABSENT);
    }

    private static Arbitrary<LastBatteryPercentage> battery() {
        return uint32().flatMap(f -> Arbitraries.of(0.0, 90.118576, 100.0)
                        .injectNull(ABSENT)
                        .flatMap(v -> time().injectNull(ABSENT).map(t -> new LastBatteryPercentage(f, v, t))))
                .injectNull(ABSENT);
    }

    // --- payloads

    @SuppressWarnings("unchecked")
    private static Arbitrary<ApplicationUplink> uplink() {
        return Builders.withBuilder(() -> new Object[21])
                .use(byteString().injectNull(ABSENT))
                .in((a, v) -> set(a, 0, v))
                .use(Arbitraries.integers().between(0, 255))
                .in((a, v) -> set(a, 1, v))
                .use(uint32())
                .in((a, v) -> set(a, 2, v))
                .use(bytes().injectNull(ABSENT))
                .in((a, v) -> set(a, 3, v))
                .use(freeForm().injectNull(ABSENT))
                .in((a, v) -> set(a, 4, v))
                .use(text().list().ofMaxSize(2))
                .in((a, v) -> set(a, 5, v))
                .use(freeForm().list().ofMaxSize(2))
                .in((a, v) -> set(a, 6, v))
                .use(text().list().ofMaxSize(2))
                .in((a, v) -> set(a, 7, v))
                .use(reception().list().ofMaxSize(3))
                .in((a, v) -> set(a, 8, v))
                .use(settings())
                .in((a, v) -> set(a, 9, v))
                .use(time().injectNull(ABSENT))
                .in((a, v) -> set(a, 10, v))
                .use(key())
                .in((a, v) -> set(a, 11, v))
                .use(present32().injectNull(ABSENT))
                .in((a, v) -> set(a, 12, v))
                .use(Arbitraries.of(true, false))
                .in((a, v) -> set(a, 13, v))
                .use(duration().injectNull(ABSENT))
                .in((a, v) -> set(a, 14, v))
                .use(Arbitraries.of(0.25, 1.0).injectNull(ABSENT))
                .in((a, v) -> set(a, 15, v))
                .use(locations())
                .in((a, v) -> set(a, 16, v))
                .use(versionIds())
                .in((a, v) -> set(a, 17, v))
                .use(networkIds())
                .in((a, v) -> set(a, 18, v))
                .use(battery())
                .in((a, v) -> set(a, 19, v))
                .use(attributes())
                .in((a, v) -> set(a, 20, v))
                .build(a -> new ApplicationUplink(
                        (ByteString) a[0],
                        (int) a[1],
                        (long) a[2],
                        (byte[]) a[3],
                        (Map<String, Object>) a[4],
                        (List<String>) a[5],
                        (List<Map<String, Object>>) a[6],
                        (List<String>) a[7],
                        (List<RxMetadata>) a[8],
                        (TxSettings) a[9],
                        (Instant) a[10],
                        (KeyEnvelope) a[11],
                        a[11] != null && a[12] == null ? (Long) 0L : (Long) a[12],
                        (boolean) a[13],
                        (Duration) a[14],
                        (Double) a[15],
                        (Map<String, Location>) a[16],
                        (EndDeviceVersionIdentifiers) a[17],
                        (NetworkIdentifiers) a[18],
                        (LastBatteryPercentage) a[19],
                        (Map<String, String>) a[20]));
    }

    private static Arbitrary<ApplicationUplinkNormalized> normalized() {
        return uplink().flatMap(u -> freeForm()
                .injectNull(ABSENT)
                .map(n -> new ApplicationUplinkNormalized(
                        u.sessionKeyId(),
                        u.fPort(),
                        u.fCnt(),
                        u.frmPayload(),
                        n,
                        u.normalizedPayloadWarnings(),
                        u.rxMetadata(),
                        u.settings(),
                        u.receivedAt(),
                        u.confirmed(),
                        u.consumedAirtime(),
                        u.locations(),
                        u.versionIds(),
                        u.networkIds(),
                        u.lastBatteryPercentage(),
                        u.attributes())));
    }

    private static Arbitrary<ApplicationDownlink.Builder> frame() {
        Arbitrary<ClassBC.Gateway> gateway =
                id().flatMap(i -> uint32().map(n -> new ClassBC.Gateway(new GatewayIdentifiers(i, null), n, n)));
        Arbitrary<ClassBC> classBC = gateway.list().ofMaxSize(2).flatMap(g -> time().injectNull(ABSENT)
                .map(t -> new ClassBC(g, t)));
        return Builders.withBuilder(ApplicationDownlink::builder)
                .use(byteString().injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::sessionKeyId)
                .use(Arbitraries.integers().between(1, 255).injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::fPort)
                .use(present32().injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::fCnt)
                .use(bytes().injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::frmPayload)
                .use(freeForm().injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::decodedPayload)
                .use(classBC.injectNull(ABSENT))
                .in(ApplicationDownlink.Builder::classBC)
                .use(text().list().ofMaxSize(2))
                .in((builder, ids) -> builder.correlationIds(ids))
                .build();
    }

    private static Arbitrary<TxSchedulePriority> priority() {
        return Arbitraries.of(TxSchedulePriority.values()).filter(p -> p != TxSchedulePriority.UNRECOGNIZED);
    }

    private static Arbitrary<ApplicationDownlink> received() {
        Arbitrary<ConfirmedRetry> retry = Arbitraries.integers()
                .between(1, 9)
                .flatMap(a ->
                        Arbitraries.integers().between(0, 32).injectNull(ABSENT).map(m -> new ConfirmedRetry(a, m)));
        return frame().flatMap(f -> priority()
                .flatMap(p -> retry.injectNull(ABSENT).flatMap(r -> locations().flatMap(l -> versionIds()
                        .flatMap(v -> networkIds().flatMap(n -> attributes().map(a -> {
                            ApplicationDownlink downlink = f.confirmed(r != null)
                                    .priority(p)
                                    .confirmedRetry(r)
                                    .locations(l)
                                    .versionIds(v)
                                    .networkIds(n)
                                    .attributes(a)
                                    .decodedPayloadWarnings(List.of("w"))
                                    .build();
                            boolean counterKnown = downlink.sessionKeyId() != null && downlink.fCnt() == null;
                            return counterKnown ? downlink.toBuilder().fCnt(0L).build() : downlink;
                        })))))));
    }

    /** Requests, without what is never sent. */
    static Arbitrary<DownlinkQueueRequest> requests() {
        Arbitrary<TxSchedulePriority> set =
                priority().filter(p -> p != TxSchedulePriority.LOWEST).injectNull(ABSENT);
        return frame().flatMap(f -> set.flatMap(
                        p -> Arbitraries.just(true).injectNull(ABSENT).flatMap(c -> Arbitraries.integers()
                                .between(1, 32)
                                .injectNull(ABSENT)
                                .map(m -> f.priority(p)
                                        .confirmed(c)
                                        .confirmedRetry(m == null ? null : new ConfirmedRetry(null, m))
                                        .build()))))
                .list()
                .ofMaxSize(3)
                .map(DownlinkQueueRequest::new);
    }

    private static Arbitrary<ErrorDetails> error() {
        return text().list().ofSize(4).flatMap(t -> freeForm()
                .injectNull(ABSENT)
                .flatMap(a -> freeForm().list().ofMaxSize(2).flatMap(d -> Arbitraries.integers()
                        .between(0, 16)
                        .map(c -> new ErrorDetails(
                                t.get(0),
                                t.get(1),
                                t.get(2),
                                a,
                                t.get(3),
                                c % 2 == 0 ? null : new ErrorDetails(null, t.get(0), null, null, null, null, c, d),
                                c,
                                d)))));
    }

    private static Arbitrary<ApplicationUpPayload> payload(Event event) {
        Arbitrary<? extends ApplicationUpPayload> payload =
                switch (event) {
                    case UP -> uplink();
                    case UP_NORMALIZED -> normalized();
                    case JOIN ->
                        received().flatMap(d -> key().flatMap(k -> time().injectNull(ABSENT)
                                .map(t -> new ApplicationJoinAccept(
                                        d.sessionKeyId(),
                                        k,
                                        List.of(d),
                                        d.confirmed(),
                                        t,
                                        d.attributes(),
                                        d.locations(),
                                        d.versionIds(),
                                        d.networkIds()))));
                    case DOWN_QUEUED, DOWN_SENT, DOWN_ACK, DOWN_NACK -> received();
                    case DOWN_FAILED ->
                        received().flatMap(d -> error().injectNull(ABSENT)
                                .map(e -> new ApplicationDownlinkFailed(
                                        d, e, d.attributes(), d.versionIds(), d.locations(), d.networkIds())));
                    case DOWN_INVALIDATED ->
                        received().flatMap(d -> uint32().map(n -> new ApplicationInvalidatedDownlinks(
                                List.of(d, d),
                                n,
                                d.sessionKeyId(),
                                d.attributes(),
                                d.versionIds(),
                                d.locations(),
                                d.networkIds())));
                    case LOCATION_SOLVED ->
                        text().flatMap(s -> location().injectNull(ABSENT).flatMap(l -> attributes()
                                .map(a -> new ApplicationLocation(s, l, a))));
                    case SERVICE_DATA ->
                        text().flatMap(s -> freeForm().injectNull(ABSENT).flatMap(f -> attributes()
                                .map(a -> new ApplicationServiceData(s, f, a, null, Map.of(), null))));
                    case UNKNOWN -> throw new IllegalArgumentException();
                };
        return payload.map(ApplicationUpPayload.class::cast);
    }

    /** Messages of all events. */
    static Arbitrary<ApplicationUp> messages() {
        Arbitrary<EndDeviceIdentifiers> ids = id().flatMap(d -> id().injectNull(ABSENT)
                .flatMap(a -> eui().injectNull(ABSENT).flatMap(e -> Arbitraries.integers()
                        .map(DevAddr::new)
                        .injectNull(ABSENT)
                        .map(n -> new EndDeviceIdentifiers(
                                d, a == null ? null : new ApplicationIdentifiers(a), e, e, n)))));
        return Arbitraries.of(Event.values()).filter(e -> e != Event.UNKNOWN).flatMap(event -> payload(event)
                .flatMap(p -> ids.injectNull(0.1)
                        .flatMap(i -> text().list().ofMaxSize(2).flatMap(c -> time().injectNull(ABSENT)
                                .flatMap(t -> Arbitraries.of(true, false)
                                        .map(s -> ApplicationUp.of(i, c, t, event, p, s)))))));
    }
}
