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

import io.github.cameltts.connection.TransportOptions;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * TLS as the user's {@link SSLContext} has it, host name verified.
 */
final class Tls {

    private Tls() {}

    static SslHandler handler(TransportOptions options) throws GeneralSecurityException {
        SSLContext context = options.sslContext() != null ? options.sslContext() : SSLContext.getDefault();
        SSLEngine engine = context.createSSLEngine(
                options.broker().host(), options.broker().port());
        engine.setUseClientMode(true);
        SSLParameters parameters = clientParameters(context, engine);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(options.connectionTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /** Camel configures what is for clients only ({@code clientParameters}) on sockets, not on engines. */
    private static SSLParameters clientParameters(SSLContext context, SSLEngine engine) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
            return socket.getSSLParameters();
        } catch (IOException | ClassCastException e) {
            // a provider that makes connected sockets only
            return engine.getSSLParameters();
        }
    }
}
