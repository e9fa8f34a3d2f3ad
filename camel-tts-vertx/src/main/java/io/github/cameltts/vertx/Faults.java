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

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;

/**
 * What Netty reports, in the exceptions of {@code java.net}, which the connection knows how to put into words.
 */
final class Faults {

    private Faults() {}

    static Throwable translate(Throwable failure) {
        if (failure instanceof ConnectTimeoutException || failure instanceof SslHandshakeTimeoutException) {
            return caused(new SocketTimeoutException(failure.getMessage()), failure);
        }
        if (failure instanceof DecoderException && failure.getCause() != null) {
            return failure.getCause();
        }
        if (failure instanceof ClosedChannelException) {
            return caused(new EOFException("The connection was closed"), failure);
        }
        boolean plain = failure.getClass() == IOException.class
                || failure.getClass().getName().startsWith("io.netty");
        String message = failure.getMessage();
        if (failure instanceof IOException && plain && message != null) {
            // native transports tell a reset in an exception of their own
            if (message.contains("reset") || message.contains("Broken pipe")) {
                return caused(new SocketException(message), failure);
            }
        }
        return failure;
    }

    private static Throwable caused(Throwable translated, Throwable failure) {
        translated.initCause(failure);
        return translated;
    }
}
