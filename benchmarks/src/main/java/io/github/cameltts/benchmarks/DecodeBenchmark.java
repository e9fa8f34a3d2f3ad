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
package io.github.cameltts.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameltts.model.ApplicationUp;
import io.github.cameltts.model.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading an uplink of 2.3 kB that three gateways heard, against what Jackson needs for the same bytes: to scan them, to
 * scan them with the text of each token, to read them into a map. The last two are the yardsticks: the model may cost 1.6
 * times the one and 1.3 times the other. Run with {@code -prof gc} for the allocation, which may be 2.5 times the bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecodeBenchmark {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JsonFactory factory = new JsonFactory();
    private final ObjectReader mapReader = new ObjectMapper().readerFor(MAP);
    private byte[] uplink;

    /** Reads the message from the class path. */
    @Setup
    public void load() throws IOException {
        try (InputStream in = DecodeBenchmark.class.getResourceAsStream("uplink.json")) {
            uplink = in.readAllBytes();
        }
    }

    /** The tokens alone. */
    @Benchmark
    public int scanTokens() throws IOException {
        int count = 0;
        try (JsonParser parser = factory.createParser(uplink)) {
            while (parser.nextToken() != null) {
                count++;
            }
        }
        return count;
    }

    /** The tokens, and the text of each. */
    @Benchmark
    public int scanTokensWithText() throws IOException {
        int length = 0;
        try (JsonParser parser = factory.createParser(uplink)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                length += parser.getText().length();
            }
        }
        return length;
    }

    /** What a user would do without a model. */
    @Benchmark
    public Map<String, Object> readToMap() throws IOException {
        return mapReader.readValue(uplink);
    }

    /** The model, as the component calls it. */
    @Benchmark
    public ApplicationUp readApplicationUp() {
        return MessageCodec.readApplicationUp(uplink);
    }

    /** The model with the identifier that every exchange gets. */
    @Benchmark
    public String readApplicationUpAndDeduplicationId() {
        return MessageCodec.readApplicationUp(uplink).deduplicationId();
    }
}
