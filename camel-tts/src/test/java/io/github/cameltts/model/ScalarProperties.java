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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What is read by hand, for speed, against what the JDK reads. */
class ScalarProperties {

    @Property
    void timesAreThoseOfTheJdk(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        byte[] text = time.toString().getBytes(StandardCharsets.US_ASCII);

        assertThat(Times.instant(text, 0, text.length)).isEqualTo(time);
    }

    @Property
    void textsNearATimeAreReadAsTheJdkDoesOrNotAtAll(@ForAll("nearTimes") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        Instant read = Times.instant(bytes, 0, bytes.length);

        Instant expected = null;
        try {
            expected = java.time.OffsetDateTime.parse(text).toInstant();
        } catch (java.time.DateTimeException e) {
            // stays null
        }
        assertThat(read).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> nearTimes() {
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMaxLength(9).map(s -> s.isEmpty() ? s : "." + s);
        Arbitrary<String> zone = Arbitraries.of("Z", "+01:00", "-12:30", "", "X");
        return Arbitraries.strings()
                .withChars("0123")
                .ofLength(14)
                .flatMap(d -> fraction.flatMap(f -> zone.map(z -> d.substring(0, 4) + "-" + d.substring(4, 6) + "-"
                        + d.substring(6, 8) + "T" + d.substring(8, 10) + ":" + d.substring(10, 12) + ":"
                        + d.substring(12) + f + z)));
    }

    @Property
    void durationsComeBack(
            @ForAll @LongRange(min = -315_576_000_000_000_000L, max = 315_576_000_000_000_000L) long micros) {
        Duration duration = Duration.of(micros, java.time.temporal.ChronoUnit.MICROS);
        byte[] json = MessageWriter.write(out -> out.duration("d", duration));
        String text = new String(json, 6, json.length - 8, StandardCharsets.US_ASCII);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(Times.duration(bytes, 0, bytes.length)).isEqualTo(duration);
        assertThat(text).matches("-?\\d+(\\.(\\d{3}|\\d{6}|\\d{9}))?s");
    }

    @Property
    void decimalsAreThoseOfTheJdk(@ForAll("decimals") String text) {
        byte[] json = (text + ",").getBytes(StandardCharsets.US_ASCII);

        double read = Numbers.decimal(json, 0);

        if (!Double.isNaN(read)) {
            assertThat(read).isEqualTo(Double.parseDouble(text));
        } else {
            assertThat(text.length()).isGreaterThan(15);
        }
    }

    @Provide
    Arbitrary<String> decimals() {
        Arbitrary<String> whole = Arbitraries.longs().between(0, 1L << 54).map(Object::toString);
        Arbitrary<String> fraction =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(17);
        Arbitrary<String> sign = Arbitraries.of("", "-");
        return sign.flatMap(
                s -> whole.flatMap(w -> fraction.injectNull(0.3).map(f -> s + w + (f == null ? "" : "." + f))));
    }

    @Property
    void wholeNumbersAreThoseOfTheJdk(@ForAll long number) {
        String text = Long.toString(number);
        byte[] json = (text + "}").getBytes(StandardCharsets.US_ASCII);
        boolean atMost18Digits = Math.abs((double) number) < 1e18;

        assertThat(Numbers.integer(json, 0)).isEqualTo(atMost18Digits ? number : Numbers.NONE);
        assertThat(Numbers.integer(json, 0, text.length())).isEqualTo(atMost18Digits ? number : Numbers.NONE);
    }

    @Property
    void boxedNumbersAreEqualToTheirValue(@ForAll("smallNumbers") double value) {
        assertThat(Numbers.box(value)).isEqualTo((Double) value);
    }

    @Provide
    Arbitrary<Double> smallNumbers() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-300, 300).map(Integer::doubleValue),
                Arbitraries.doubles(),
                Arbitraries.just(-0.0));
    }

    @Property
    void base64InEachOfItsFourForms(@ForAll byte[] bytes) {
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(),
            Base64.getUrlEncoder(),
            Base64.getEncoder().withoutPadding(),
            Base64.getUrlEncoder().withoutPadding()
        }) {
            byte[] text = encoder.encode(bytes);
            assertThat(Base64Text.decode(text, 0, text.length)).isEqualTo(bytes);
        }
    }

    @Property
    void whatTheJdkTakesForBase64IsReadTheSame(@ForAll("nearBase64") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] expected;
        try {
            expected = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(Base64Text.decode(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> nearBase64() {
        return Arbitraries.strings().withChars("ABab01+/=").ofMaxLength(12);
    }

    @Property
    void utf8IsWhatTheJdkDecodes(@ForAll("nearUtf8") byte[] bytes) {
        boolean wellFormed = true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            wellFormed = false;
        }
        assertThat(Utf8.firstFault(bytes) < 0).isEqualTo(wellFormed);
    }

    @Provide
    Arbitrary<byte[]> nearUtf8() {
        Arbitrary<String> sequence = Arbitraries.of(
                "41",
                "4142434445464748494A4B4C4D4E4F505152535455565758595A6162636465666768696A",
                "C3A9",
                "C0AF",
                "E282AC",
                "E0A080",
                "E09F80",
                "ED9FBF",
                "EDA080",
                "F09F9880",
                "F08F8080",
                "F48FBFBF",
                "F4908080",
                "80",
                "C3",
                "E282",
                "F09F98",
                "FF",
                "00");
        return sequence.list().ofMaxSize(5).map(list -> HexFormat.of().parseHex(String.join("", list)));
    }

    @Property
    void identifiersComeBack(@ForAll long value) {
        assertThat(Eui64.of(new Eui64(value).toString())).isEqualTo(new Eui64(value));
        assertThat(DevAddr.of(new DevAddr((int) value).toString())).isEqualTo(new DevAddr((int) value));
        NetId netId = new NetId((int) value & 0xFF_FFFF);
        assertThat(NetId.of(netId.toString().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(netId);
    }
}
