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

import io.github.cameltts.benchmarks.flood.Flooder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What is measured, in which order. The processes of all variants that are compared live at the same time and are measured
 * in turns, in an order that changes from round to round: what disturbs the machine disturbs neighbours alike, and a ratio
 * is that of one round.
 */
final class Plan {

    private static final int DEVICES = 100;
    private static final Set<Variant> PACED = EnumSet.of(
            Variant.SOCKET,
            Variant.VERTX,
            Variant.VERTX_QUEUE,
            Variant.HIVEMQ,
            Variant.PAHO,
            Variant.PAHO_ROUTE,
            Variant.PAHO_ROUTE_RECORDS,
            Variant.TTS_PAHO_JSON,
            Variant.TTS_PAHO_EVENT,
            Variant.TTS_VERTX_JSON,
            Variant.TTS_VERTX_EVENT);
    private static final Set<Variant> ROUTED = EnumSet.of(
            Variant.PAHO_ROUTE,
            Variant.TTS_PAHO_JSON,
            Variant.TTS_PAHO_EVENT,
            Variant.TTS_VERTX_JSON,
            Variant.TTS_VERTX_EVENT);
    private static final Set<Variant> GROWING = EnumSet.of(Variant.TTS_VERTX_JSON, Variant.TTS_VERTX_EVENT_2);
    private static final int[] ROUTES = {1, 10, 100};
    private static final int[] GROWTH = {1, 10, 100, 1000, 10_000};

    private final Settings settings;
    private final Child flooder;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Footprint> footprints = new ArrayList<>();

    private Plan(Settings settings, Child flooder) {
        this.settings = settings;
        this.flooder = flooder;
    }

    static Results run(Settings settings) throws IOException {
        try (Child flooder = new Child(Flooder.class, "256m")) {
            Plan plan = new Plan(settings, flooder);
            for (int fork = 0; fork < settings.forks(); fork++) {
                plan.sideBySide(fork);
                plan.routes(fork);
                plan.devices(fork);
            }
            return new Results(plan.measurements, plan.footprints);
        }
    }

    private void sideBySide(int fork) throws IOException {
        List<Subject> subjects = new ArrayList<>();
        try {
            for (Variant variant : settings.variants()) {
                subjects.add(new Subject(flooder, variant, 1, DEVICES));
            }
            warmUp(subjects);
            if (settings.parts().contains(Part.THROUGHPUT)) {
                flood(Part.THROUGHPUT, subjects, fork);
            }
            if (settings.parts().contains(Part.LATENCY)) {
                List<Subject> paced = new ArrayList<>(subjects);
                paced.removeIf(subject -> !PACED.contains(subject.variant()));
                for (Subject subject : paced) {
                    subject.pace(Part.WARM_UP, fork, 0, Settings.PER_SECOND, settings.warmUp() / 2);
                }
                for (int round = 0; round < settings.rounds(); round++) {
                    for (Subject subject : shuffled(paced, round)) {
                        add(subject.pace(Part.LATENCY, fork, round, Settings.PER_SECOND, 2 * settings.millis()));
                    }
                }
            }
        } finally {
            subjects.forEach(Subject::close);
        }
    }

    private void routes(int fork) throws IOException {
        if (!settings.parts().contains(Part.ROUTES)) {
            return;
        }
        for (Variant variant : chosen(ROUTED)) {
            List<Subject> subjects = new ArrayList<>();
            try {
                for (int routes : ROUTES) {
                    subjects.add(new Subject(flooder, variant, routes, DEVICES));
                }
                warmUp(subjects);
                flood(Part.ROUTES, subjects, fork);
                for (Subject subject : subjects) {
                    footprints.add(subject.footprint());
                }
            } finally {
                subjects.forEach(Subject::close);
            }
        }
    }

    private void devices(int fork) throws IOException {
        if (!settings.parts().contains(Part.DEVICES)) {
            return;
        }
        for (Variant variant : chosen(GROWING)) {
            List<Subject> subjects = new ArrayList<>();
            try {
                for (int devices : GROWTH) {
                    subjects.add(new Subject(flooder, variant, 1, devices));
                }
                warmUp(subjects);
                flood(Part.DEVICES, subjects, fork);
            } finally {
                subjects.forEach(Subject::close);
            }
        }
    }

    private Set<Variant> chosen(Set<Variant> wanted) {
        Set<Variant> chosen = EnumSet.copyOf(wanted);
        chosen.retainAll(settings.variants());
        return chosen;
    }

    private void warmUp(List<Subject> subjects) throws IOException {
        for (Subject subject : subjects) {
            subject.flood(Part.WARM_UP, 0, 0, settings.warmUp());
        }
    }

    private void flood(Part part, List<Subject> subjects, int fork) throws IOException {
        for (int round = 0; round < settings.rounds(); round++) {
            for (Subject subject : shuffled(subjects, round)) {
                add(subject.flood(part, fork, round, settings.millis()));
            }
        }
    }

    private static List<Subject> shuffled(List<Subject> subjects, int round) {
        List<Subject> order = new ArrayList<>(subjects);
        Collections.shuffle(order, new Random(round));
        return order;
    }

    private void add(Measurement measurement) {
        measurements.add(measurement);
        System.err.printf(
                "%-10s %-18s %3d routes %5d devices, %d/%d: %,9.0f/s %7.2f µs CPU %,7.0f B, %d lost, %s%n",
                measurement.part(),
                measurement.variant(),
                measurement.routes(),
                measurement.devices(),
                measurement.fork(),
                measurement.round(),
                measurement.perSecond(),
                measurement.cpuMicros(),
                measurement.bytes(),
                measurement.lost(),
                measurement.latencies());
    }
}
