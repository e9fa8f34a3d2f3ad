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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long to measure what.
 *
 * @param parts    what to measure
 * @param variants of what
 * @param forks    how often each variant gets a new process
 * @param rounds   how often each variant is measured in each process
 * @param warmUp   how long it runs before, in milliseconds
 * @param millis   how long each measurement sends, in milliseconds
 * @param folder   where table and plots are written to; null for the standard output alone
 */
record Settings(Set<Part> parts, Set<Variant> variants, int forks, int rounds, long warmUp, long millis, Path folder) {

    private static final String USAGE =
            "Options: --quick --parts=%s --variants=%s --forks=N --rounds=N --warm-up=MILLIS"
                    + " --millis=MILLIS --folder=FOLDER";

    static final int PER_SECOND = 5000;

    static Settings parse(String... args) {
        boolean quick = List.of(args).contains("--quick");
        Settings settings = new Settings(
                EnumSet.allOf(Part.class),
                EnumSet.allOf(Variant.class),
                quick ? 1 : 2,
                quick ? 3 : 7,
                quick ? 1500 : 4000,
                quick ? 500 : 1500,
                null);
        for (String arg : args) {
            if (!arg.equals("--quick")) {
                settings = settings.with(arg);
            }
        }
        return settings;
    }

    private Settings with(String arg) {
        int end = arg.indexOf('=');
        String name = end < 0 ? arg : arg.substring(0, end);
        String value = arg.substring(end + 1);
        return switch (name) {
            case "--parts" -> new Settings(some(Part.class, value), variants, forks, rounds, warmUp, millis, folder);
            case "--variants" -> new Settings(parts, some(Variant.class, value), forks, rounds, warmUp, millis, folder);
            case "--forks" -> new Settings(parts, variants, Integer.parseInt(value), rounds, warmUp, millis, folder);
            case "--rounds" -> new Settings(parts, variants, forks, Integer.parseInt(value), warmUp, millis, folder);
            case "--warm-up" -> new Settings(parts, variants, forks, rounds, Long.parseLong(value), millis, folder);
            case "--millis" -> new Settings(parts, variants, forks, rounds, warmUp, Long.parseLong(value), folder);
            case "--folder" -> new Settings(parts, variants, forks, rounds, warmUp, millis, Path.of(value));
            default ->
                throw new IllegalArgumentException("No option '" + arg + "'. "
                        + String.format(USAGE, EnumSet.allOf(Part.class), EnumSet.allOf(Variant.class)));
        };
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, String names) {
        return Arrays.stream(names.split(","))
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}
