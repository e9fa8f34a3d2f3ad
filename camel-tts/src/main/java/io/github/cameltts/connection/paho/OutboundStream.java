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
package io.github.cameltts.connection.paho;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Between Paho's sender and the socket. When a write fails, Paho ends the connection at once, and what the server has sent
 * before is lost unread: so the failure is told only when the receiver has come to the end.
 */
final class OutboundStream extends FilterOutputStream {

    private final InboundStream inbound;

    OutboundStream(OutputStream out, InboundStream inbound) {
        super(out);
        this.inbound = inbound;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        inbound.writing();
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            inbound.awaitEnd();
            throw e;
        }
    }
}
