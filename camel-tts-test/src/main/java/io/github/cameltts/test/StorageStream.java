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
    private static final String CUT_OFF = "{\"result\":{\"end_device_ids\":{\"device_id\":\"de";
    /** Results that go out in one piece, before others get their turn. */
    private static final int PIECE = 32;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Iterator<StoredMessage> messages;
    private final StorageFieldMask fieldMask;
    private final String separator;
    private final LongConsumer sent;
    private final StorageFaults faults;
    private StorageFaults.Spoil spoil;
    private long count;

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
            LongConsumer sent,
            StorageFaults faults) {
        this.vertx = vertx;
        this.response = response;
        this.messages = messages;
        this.fieldMask = fieldMask;
        this.separator = separator;
        this.sent = sent;
        this.faults = faults;
        spoil = faults.takeSpoil();
    }

    void send() {
        if (response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            response.drainHandler(nothing -> send());
            return;
        }
        long delay = faults.resultDelay().toMillis();
        sendPiece(delay > 0 ? 1 : PIECE);
        if (spoil != null && (count == spoil.afterResults() || !messages.hasNext())) {
            StorageFaults.Spoil now = spoil;
            spoil = null;
            if (!goesOnAfter(now.kind())) {
                return;
            }
        }
        if (!messages.hasNext()) {
            response.end();
        } else if (delay > 0) {
            vertx.setTimer(delay, timer -> send());
        } else {
            vertx.runOnContext(nothing -> send());
        }
    }

    private void sendPiece(int results) {
        long end = spoil == null ? count + results : Math.min(count + results, spoil.afterResults());
        long before = count;
        Buffer piece = Buffer.buffer();
        while (count < end && messages.hasNext()) {
            piece.appendBytes(RESULT)
                    .appendBytes(fieldMask.apply(messages.next().json().get()))
                    .appendString("}" + separator);
            count++;
        }
        if (count > before) {
            response.write(piece);
            sent.accept(count - before);
        }
    }

    private boolean goesOnAfter(StorageFaults.SpoilKind kind) {
        switch (kind) {
            case ERROR -> response.end("{\"error\":" + StorageError.database().toJson() + "}" + separator);
            // what comes first has to leave before the connection goes
            case CUT -> response.write(CUT_OFF).onComplete(written -> response.reset());
            case GARBAGE -> response.write("upstream connect error" + separator);
            case STALL -> {}
        }
        return kind == StorageFaults.SpoilKind.GARBAGE;
    }
}
