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

/** What sort of fault kept results of the Storage Integration from coming. */
public enum StorageFault {

    /** The API key is not known, or none was sent (HTTP 401). */
    UNAUTHORIZED(false),

    /** The API key lacks the right to read application traffic (HTTP 403). */
    FORBIDDEN(false),

    /** No such application or device, no Storage Integration for it, or a server that has none (HTTP 404). */
    NOT_FOUND(false),

    /** The server did not accept the request (another HTTP 4xx), such as a continuation token that is void by now. */
    REFUSED(false),

    /** The server, or what answers in its place, sends the request elsewhere (HTTP 3xx). */
    REDIRECTED(false),

    /** TLS failed: certificate, host name or protocol. */
    TLS(false),

    /** Too many requests (HTTP 429). */
    RATE_LIMITED(true),

    /** The server has trouble of its own (HTTP 5xx, or an error in the place of a result). */
    UNAVAILABLE(true),

    /** The host is not known, or nothing accepts connections. */
    UNREACHABLE(true),

    /** Nothing came for too long: no connection, no answer, or an answer that does not go on. */
    TIMEOUT(true),

    /** The answer ended too early, or is not what the Storage Integration sends. */
    BROKEN(true),

    /** The client was closed meanwhile. */
    CLOSED(false);

    private final boolean passing;

    StorageFault(boolean passing) {
        this.passing = passing;
    }

    /**
     * @return whether it may pass by itself: then the same request is worth another attempt after a pause. Otherwise
     *         somebody has to change something first
     */
    public boolean isPassing() {
        return passing;
    }
}
