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
package io.github.cameltts.benchmarks.flood;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A process that sends uplinks to whoever subscribes, as fast as the socket takes them or at a rate. It is told what to do
 * on its standard input, a line for each task, and answers each on its standard output:
 *
 * <pre>
 * open DEVICES                    → PORT, of a server of its own
 * await PORT FILTERS              → ok, when somebody or several have asked for so many filters
 * flood PORT MILLIS               → how many messages were sent
 * pace PORT PER_SECOND MILLIS     → how many messages were sent
 * connections PORT                → how many there are
 * </pre>
 */
public final class Flooder {

    private final Uplinks uplinks = new Uplinks();
    private final Map<Integer, Server> servers = new HashMap<>();

    private Flooder() {}

    /**
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        Flooder flooder = new Flooder();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(flooder.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private Object answer(String... task) throws IOException, InterruptedException {
        int number = Integer.parseInt(task[1]);
        return switch (task[0]) {
            case "open" -> {
                Server server = new Server(uplinks, number);
                servers.put(server.port(), server);
                yield server.port();
            }
            case "await" -> servers.get(number).await(Integer.parseInt(task[2]));
            case "flood" -> servers.get(number).flood(Long.parseLong(task[2]));
            case "pace" -> servers.get(number).pace(Integer.parseInt(task[2]), Long.parseLong(task[3]));
            case "connections" -> servers.get(number).connections();
            default -> throw new IllegalArgumentException("no task: " + task[0]);
        };
    }
}
