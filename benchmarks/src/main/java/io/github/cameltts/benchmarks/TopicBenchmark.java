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

import io.github.cameltts.address.ApplicationUid;
import io.github.cameltts.address.Topic;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Taking a topic apart, which a connection does for the first message on it, beside a regular expression that does so.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TopicBenchmark {

    private static final Pattern PATTERN = Pattern.compile("v3/([^/]+)/devices/([^/]+)/(.+)");

    private final String prefix = Topic.prefix(new ApplicationUid("app1", "ttn"));
    private final String topic = "v3/app1@ttn/devices/eui-70b3d57ed0000001/up";

    /** As the component does. */
    @Benchmark
    public Topic parse() {
        return Topic.parse(prefix, topic);
    }

    /** As one would by hand. */
    @Benchmark
    public String matchRegularExpression() {
        Matcher matcher = PATTERN.matcher(topic);
        return matcher.matches() ? matcher.group(2) : null;
    }
}
