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
package io.github.cameltts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.StateRepository;

/** A state repository that outlives the contexts of a test; Camel's own in memory forgets all when it is stopped. */
final class KeptStates implements StateRepository<String, String> {

    final Map<String, String> states = new ConcurrentHashMap<>();
    /** Thrown by every access while it is there. */
    volatile RuntimeException failure;

    @Override
    public void setState(String key, String value) {
        check();
        states.put(key, value);
    }

    @Override
    public String getState(String key) {
        check();
        return states.get(key);
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
}
