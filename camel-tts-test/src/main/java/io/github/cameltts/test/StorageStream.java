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

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.LongConsumer;

/** Sends the messages of one answer, as fast as the client reads and not at the cost of other connections. */
final class StorageStream {

    private static final byte[] RESULT = "{\"result\":".getBytes(StandardCharsets.US_ASCII);
    /** Results that go out in one piece, before others get their turn. */
    private static final int PIECE = 32;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Iterator<StoredMessage> messages;
    private final StorageFieldMask fieldMask;
    private final String separator;
    private final LongConsumer sent;

    /**
     * @param separator stands behind each result
     * @param sent is told how many results have gone out, piece by piece
     */
    StorageStream(
            Vertx vertx,
            HttpServerResponse response,
            Iterator<StoredMessage> messages,
            StorageFieldMask fieldMask,
            String separator,
            LongConsumer sent) {
        this.vertx = vertx;
        this.response = response;
        this.messages = messages;
        this.fieldMask = fieldMask;
        this.separator = separator;
        this.sent = sent;
    }

    void send() {
        if (response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(nothing -> send());
            return;
        }
        Buffer piece = Buffer.buffer();
        int count = 0;
        while (count < PIECE && messages.hasNext()) {
            piece.appendBytes(RESULT)
                    .appendBytes(fieldMask.apply(messages.next().json().get()))
                    .appendString("}" + separator);
            count++;
        }
        if (count > 0) {
            response.write(piece);
            sent.accept(count);
        }
        if (messages.hasNext()) {
            vertx.runOnContext(nothing -> send());
        } else {
            response.end();
        }
    }
}
