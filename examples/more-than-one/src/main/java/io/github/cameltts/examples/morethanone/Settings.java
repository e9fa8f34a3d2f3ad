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
package io.github.cameltts.examples.morethanone;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an instance has to know; it comes by the environment, so that no secret is in the list of processes.
 *
 * @param instance the name of the instance, the same after a restart
 * @param way      how the instances share the work
 * @param cluster  the folder of the lock file, on one machine
 * @param database address, user and password of the database
 * @param tts      options of the component, and {@code plant.application}
 */
record Settings(String instance, Way way, String cluster, Database.Access database, Map<String, String> tts) {

    /** How instances share the work. */
    enum Way {
        HOT_STANDBY,
        ACTIVE_ACTIVE
    }

    /**
     * @param  environment              {@code TTS_APPLICATION} ({@code app1@ttn}), {@code TTS_API_KEY}, {@code TTS_CLUSTER}
     *                                  ({@code eu1}) or {@code TTS_BROKER_URL} and {@code TTS_STORAGE_URL}, {@code
     *                                  TTS_RECONNECT_DELAY}, and what the
     *                                  constants of {@link Variable} say
     * @throws IllegalArgumentException if one is missing
     */
    static Settings of(Map<String, String> environment) {
        Map<String, String> tts = new HashMap<>();
        tts.put("plant.application", required(environment, "TTS_APPLICATION"));
        tts.put("plant.instance", required(environment, Variable.INSTANCE));
        tts.put("plant.overlap", environment.getOrDefault(Variable.OVERLAP, "1m"));
        tts.put("camel.component.tts.api-key", required(environment, "TTS_API_KEY"));
        putIfSet(tts, "camel.component.tts.cluster", environment.get("TTS_CLUSTER"));
        putIfSet(tts, "camel.component.tts.broker-url", environment.get("TTS_BROKER_URL"));
        putIfSet(tts, "camel.component.tts.storage-url", environment.get("TTS_STORAGE_URL"));
        putIfSet(tts, "camel.component.tts.reconnect-delay", environment.get("TTS_RECONNECT_DELAY"));
        putIfSet(tts, "camel.component.tts.max-reconnect-delay", environment.get("TTS_RECONNECT_DELAY"));
        return new Settings(
                required(environment, Variable.INSTANCE),
                way(environment.getOrDefault(Variable.WAY, "hot-standby")),
                environment.getOrDefault(Variable.CLUSTER, "target/cluster"),
                new Database.Access(
                        required(environment, Variable.DATABASE_URL),
                        environment.get(Variable.DATABASE_USER),
                        environment.get(Variable.DATABASE_PASSWORD)),
                tts);
    }

    private static Way way(String name) {
        return switch (name) {
            case "hot-standby" -> Way.HOT_STANDBY;
            case "active-active" -> Way.ACTIVE_ACTIVE;
            default ->
                throw new IllegalArgumentException(
                        Variable.WAY + " is '" + name + "': set it to hot-standby or active-active.");
        };
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set: an instance needs it.");
        }
        return value;
    }

    private static void putIfSet(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    @Override
    public String toString() {
        return instance + " (" + way.name().toLowerCase(Locale.ROOT).replace('_', '-') + ")";
    }

    /** The names of the variables that are this example's own. */
    static final class Variable {

        /** The name of the instance. */
        static final String INSTANCE = "PLANT_INSTANCE";
        /** {@code hot-standby} or {@code active-active}. */
        static final String WAY = "PLANT_WAY";
        /** The folder of the lock file. */
        static final String CLUSTER = "PLANT_CLUSTER";
        /** Option {@code backfillOverlap}. */
        static final String OVERLAP = "PLANT_OVERLAP";

        static final String DATABASE_URL = "PLANT_DATABASE_URL";
        static final String DATABASE_USER = "PLANT_DATABASE_USER";
        static final String DATABASE_PASSWORD = "PLANT_DATABASE_PASSWORD";

        private Variable() {}
    }
}
