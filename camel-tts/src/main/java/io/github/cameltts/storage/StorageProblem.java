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
package io.github.cameltts.storage;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a backfill from its work, told once when it begins and once when it is over.
 */
final class StorageProblem {

    private static final Logger LOG = LoggerFactory.getLogger(StorageProblem.class);

    private final String name;
    private final String what;
    private String sentence;
    private Instant since;

    /**
     * @param name of the consumer
     * @param what cannot be used then
     */
    StorageProblem(String name, String what) {
        this.name = name;
        this.what = what;
    }

    synchronized void is(String problem) {
        if (sentence == null) {
            since = Instant.now();
            LOG.warn("{}: {} Live messages go on, and it is tried again and again.", name, problem);
        } else if (!sentence.equals(problem)) {
            LOG.info("{}: {}", name, problem);
        }
        sentence = problem;
    }

    synchronized void isOver() {
        if (sentence != null) {
            LOG.info("{}: {} can be used again. It could not since {}.", name, what, since);
            sentence = null;
            since = null;
        }
    }

    synchronized String sentence() {
        return sentence;
    }

    synchronized Instant since() {
        return since;
    }
}
