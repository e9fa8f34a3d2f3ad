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
package io.github.cameltts.test;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the stand-in with a {@link Fleet} until it is interrupted.
 *
 * <pre>
 * --port 1883             the port on 127.0.0.1, 0 for a free one
 * --application app1@ttn  its unique id; without a tenant the stand-in is of the Open Source edition
 * --devices 3             how many simulated devices
 * --interval 5s           between two uplinks of a device, such as 500ms, 5s or 1m
 * --api-key stand-in      the key that clients log in with; without it a new one is made
 * </pre>
 */
public final class TheThingsStackMain {

    private TheThingsStackMain() {}

    /**
     * Starts it and waits.
     *
     * @param args the options
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        MainOptions options;
        try {
            options = MainOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(MainOptions.USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.println(MainOptions.USAGE);
            return;
        }
        try {
            run(options);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(MainOptions options) throws InterruptedException {
        TheThingsStack stack = TheThingsStack.builder()
                .port(options.port())
                .multiTenant(options.application().contains("@"))
                .start();
        Application application;
        Fleet fleet;
        try {
            application = stack.application(options.application());
            fleet = Fleet.start(application, options.devices(), options.interval());
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            fleet.close();
                            stack.close();
                        },
                        "stop"));
        String apiKey = options.apiKey() == null ? ApiKeys.generate() : options.apiKey();
        application.addApiKey(apiKey, Right.TRAFFIC_READ, Right.TRAFFIC_DOWN_WRITE);
        announce(System.out, stack, application, apiKey, fleet.descriptions());
        new CountDownLatch(1).await();
    }

    static void announce(
            PrintStream out, TheThingsStack stack, Application application, String apiKey, List<String> devices) {
        StringBuilder block = new StringBuilder();
        block.append("The Things Stack, simulated\n");
        block.append("  broker       ").append(stack.brokerUrl()).append('\n');
        block.append("  application  ").append(application.uid()).append('\n');
        block.append("  API key      ").append(apiKey).append('\n');
        String label = "  devices      ";
        for (String device : devices) {
            block.append(label).append(device).append('\n');
            label = "               ";
        }
        block.append("  Ctrl-C ends it");
        out.println(block);
        out.flush();
    }

    /**
     * The options of the command line.
     *
     * @param port of 127.0.0.1, 0 for a free one
     * @param application unique id
     * @param devices how many
     * @param interval between two uplinks of a device
     * @param apiKey any text; null for a new key
     * @param help whether only the usage is asked for
     */
    record MainOptions(int port, String application, int devices, Duration interval, String apiKey, boolean help) {

        static final String USAGE =
                "Options: --port 1883  --application app1@ttn  --devices 3  --interval 5s (such as 500ms, 5s, 1m)"
                        + "  --api-key (a new one)";

        static MainOptions parse(String... args) {
            int port = 1883;
            String application = "app1@ttn";
            int devices = 3;
            Duration interval = Duration.ofSeconds(5);
            String apiKey = null;
            for (int i = 0; i < args.length; i += 2) {
                String option = args[i];
                if (option.equals("--help") || option.equals("-h")) {
                    return new MainOptions(port, application, devices, interval, apiKey, true);
                }
                String value = i + 1 < args.length ? args[i + 1] : null;
                switch (option) {
                    case "--port" -> port = number(option, value, 0, 65_535);
                    case "--application" -> application = given(option, value);
                    case "--devices" -> devices = number(option, value, 1, 10_000);
                    case "--interval" -> interval = duration(option, value);
                    case "--api-key" -> apiKey = given(option, value);
                    default -> throw new IllegalArgumentException("Option '" + option + "' is not known");
                }
            }
            return new MainOptions(port, application, devices, interval, apiKey, false);
        }

        private static String given(String option, String value) {
            if (value == null) {
                throw new IllegalArgumentException("Option " + option + " needs a value");
            }
            return value;
        }

        private static int number(String option, String value, int min, int max) {
            try {
                int number = Integer.parseInt(given(option, value));
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "Option " + option + " is '" + value + "': give a number from " + min + " to " + max);
        }

        private static Duration duration(String option, String value) {
            String text = given(option, value);
            try {
                Duration duration = text.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                        : Duration.parse("PT" + text);
                if (!duration.isNegative() && !duration.isZero()) {
                    return duration;
                }
            } catch (RuntimeException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "Option " + option + " is '" + value + "': give a time such as 500ms, 5s or 1m");
        }
    }
}
