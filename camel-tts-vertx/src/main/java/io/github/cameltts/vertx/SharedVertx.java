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
package io.github.cameltts.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Vert.x of a Camel context: the one in its registry, which is never closed here, else one of our own, which is there
 * from the first connection to the last.
 */
final class SharedVertx {

    private static final Logger LOG = LoggerFactory.getLogger(SharedVertx.class);

    private final CamelContext context;
    private Vertx own;
    private int users;

    SharedVertx(CamelContext context) {
        this.context = context;
    }

    /** To be given back to {@link #release}. */
    synchronized Vertx acquire() {
        // null where there are several: none of them is meant for us more than another
        Vertx given = CamelContextHelper.findSingleByType(context, Vertx.class);
        if (given != null) {
            return given;
        }
        if (own == null) {
            own = Vertx.vertx(new VertxOptions()
                    .setUseDaemonThread(true)
                    // nothing is read from files, and the cache folder would stay where the JVM is killed
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        users++;
        return own;
    }

    /** Completes when nothing is left, at once where others go on using it; never fails. */
    synchronized CompletionStage<Void> release(Vertx vertx) {
        if (vertx != own || --users > 0) {
            return CompletableFuture.completedFuture(null);
        }
        own = null;
        return vertx.close()
                .otherwise(failure -> {
                    LOG.debug("Vert.x did not close cleanly", failure);
                    return null;
                })
                .toCompletionStage();
    }
}
